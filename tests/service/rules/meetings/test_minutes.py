"""MTG-06: minutes that are late, or that lack something."""

from tests.service.rules.builders import a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.papers import a_review, full_minutes
from tests.service.rules.things import a_disclosure, a_row

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
WD_10, WD_11 = "2026-05-12", "2026-05-11"
MET = "2026-04-20"

adam = a_nominal("Adam").managed_in("cheshire", level=2)
decided = a_disclosure(MET)
LACKING = found("MTG-06", f"meeting-{MET}", severity="medium")
dangerous = a_nominal("Adam").managed_in("cheshire", level=2, kind="potentially_dangerous_person", category="")

CASES: list[Drawn] = [
    drawn("nothing is lacking", an_area().with_(adam, full_minutes(MET, "2026-05-01"), decided)),
    drawn("not issued for 10 working days", an_area().with_(adam, a_review(WD_10))),
    drawn("not issued for 11 working days",
          an_area().with_(adam, a_review(WD_11)), found("MTG-06", f"meeting-{WD_11}", severity="medium")),
    drawn("issued today", an_area().with_(adam, full_minutes(MET, TODAY), decided)),
    drawn("to be issued tomorrow", an_area().with_(adam, full_minutes(MET, TOMORROW), decided), LACKING),
    drawn("no category", an_area().with_(adam, full_minutes(MET, "2026-05-01", category_decided=""), decided), LACKING),
    drawn("no level", an_area().with_(adam, full_minutes(MET, "2026-05-01", level_decided=""), decided), LACKING),
    drawn("no rationale", an_area().with_(adam, full_minutes(MET, "2026-05-01", rationale=""), decided), LACKING),
    drawn("no decision about disclosure", an_area().with_(adam, full_minutes(MET, "2026-05-01")), LACKING),
    drawn("disclosure decided on another day",
          an_area().with_(adam, full_minutes(MET, "2026-05-01"), a_disclosure("2026-04-21")), LACKING),
    drawn("disclosure decided at the meeting, by its name",
          an_area().with_(adam, full_minutes(MET, "2026-05-01"), a_row(
              "disclosures", disclosure_ref="~d", case_ref="~C", meeting_ref=f"~meeting-{MET}",
              decided_on="2026-04-21", decision="none"))),
    drawn("disclosure decided on the day, in another case",
          an_area().with_(adam.managed_in("cheshire", case="D"), full_minutes(MET, "2026-05-01"),
                          a_disclosure(MET, case="D")), LACKING),
    drawn("a potentially dangerous person has no category",
          an_area().with_(dangerous, full_minutes(MET, "2026-05-01", category_decided=""), decided)),
    drawn("no dissent is noted", an_area().with_(adam, full_minutes(MET, "2026-05-01", dissent=""), decided)),
    drawn("the one before the newest lacks everything",
          an_area().with_(adam, a_review("2026-02-01"), full_minutes(MET, "2026-05-01"), decided)),
    drawn("planned meetings have no minutes",
          an_area().with_(adam, full_minutes(MET, "2026-05-01"), decided, a_review(TOMORROW))),
    drawn("two on one day",
          an_area().with_(adam, full_minutes(MET, "2026-05-01"), a_review(MET, name="other"), decided),
          found("MTG-06", "meeting-other", severity="medium")),
    drawn("never met about", an_area().with_(adam)),
    drawn("the case has ended",
          an_area().with_(a_nominal().managed_in("cheshire", level=2, valid_to=TODAY), a_review(MET))),
    drawn("he has died", an_area().with_(adam.died_on(YESTERDAY), a_review(MET))),
    drawn("found then, the rationale was entered later",
          an_area().with_(adam, full_minutes("2026-03-10", "2026-03-20", rationale=""), a_disclosure("2026-03-10"),
                          later(full_minutes("2026-03-10", "2026-03-20"))),
          found("MTG-06", "meeting-2026-03-10", severity="medium"), known=BEFORE),
    drawn("not now, the rationale is entered",
          an_area().with_(adam, full_minutes("2026-03-10", "2026-03-20", rationale=""), a_disclosure("2026-03-10"),
                          later(full_minutes("2026-03-10", "2026-03-20")))),
]  # fmt: skip


@each(CASES)
def test_minutes_late_or_lacking(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "MTG-06") == in_order(case.expected)


def test_what_they_lack_is_told(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    told = []
    for sentence in ("not issued for 11 working days", "no category", "no decision about disclosure"):
        (finding,) = landed.findings(numbers[sentence], TODAY, TODAY, ["MTG-06"])
        told.append(finding["facts"]["lacks"])
    assert told == ["minutes", "category", "disclosure"]
