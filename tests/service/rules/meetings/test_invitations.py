"""MTG-03 and MTG-04: meetings announced too late, and agencies that stay away without a word."""

from tests.service.rules.builders import a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order
from tests.service.rules.papers import a_review, an_invite

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

adam = a_nominal("Adam").managed_in("cheshire", level=2)
MET = "2026-05-20"
met = a_review(MET)
SHORT = found("MTG-03", f"meeting-{MET}", severity="low")
UNCLEAR: Short = ("MTG-03", "could_not_check", "low", "C", frozenset({f"meeting-{MET}"}))
DAYS_14, DAYS_13 = "2026-05-06", "2026-05-07"

NOTICES: list[Drawn] = [
    drawn("MTG-03: sent 14 days before", an_area().with_(adam, met, an_invite(MET, "cs-east", sent_on=DAYS_14))),
    drawn("MTG-03: sent 13 days before",
          an_area().with_(adam, met, an_invite(MET, "cs-east", sent_on=DAYS_13)), SHORT),
    drawn("MTG-03: sent after the meeting",
          an_area().with_(adam, met, an_invite(MET, "cs-east", sent_on=TODAY)), SHORT),
    drawn("MTG-03: one of two late",
          an_area().with_(adam, met, an_invite(MET, "cs-east", sent_on=DAYS_14),
                          an_invite(MET, "cs-west", sent_on=DAYS_13)), SHORT),
    drawn("MTG-03: nobody knows when it was sent", an_area().with_(adam, met, an_invite(MET, "cs-east")), UNCLEAR),
    drawn("MTG-03: one is late, of another nobody knows",
          an_area().with_(adam, met, an_invite(MET, "cs-east"), an_invite(MET, "cs-west", sent_on=DAYS_13)), SHORT),
    drawn("MTG-03: an emergency",
          an_area().with_(adam, a_review(MET, kind="emergency"), an_invite(MET, "cs-east", sent_on=DAYS_13))),
    drawn("MTG-03: nobody invited", an_area().with_(adam, met)),
    drawn("MTG-03: of the meeting before the newest",
          an_area().with_(adam, met, an_invite(MET, "cs-east", sent_on=DAYS_13), a_review(TODAY),
                          an_invite(TODAY, "cs-east", sent_on="2026-05-01"))),
    drawn("MTG-03: of a planned one",
          an_area().with_(adam, met, a_review("2026-06-02"), an_invite("2026-06-02", "cs-east", sent_on=YESTERDAY)),
          found("MTG-03", "meeting-2026-06-02", severity="low")),
    drawn("MTG-03: at level 1 too",
          an_area().with_(a_nominal(), met, an_invite(MET, "cs-east", sent_on=DAYS_13)), SHORT),
    drawn("MTG-03: the case has ended",
          an_area().with_(adam.managed_in("cheshire", valid_to=TODAY, level=1, case="D"),
                          a_review(MET, case="D"), an_invite(MET, "cs-east", sent_on=DAYS_13))),
    drawn("MTG-03: he has died",
          an_area().with_(adam.died_on(YESTERDAY), met, an_invite(MET, "cs-east", sent_on=DAYS_13))),
]  # fmt: skip

EARLIER = "2026-02-10"
AWAY = {"sent_on": "2026-01-05", "attended": "no"}
met_before = a_review(EARLIER)
away, away_before = an_invite(MET, "cs-east", **AWAY), an_invite(EARLIER, "cs-east", **AWAY)
ONCE, TWICE = found("MTG-04", "cs-east", severity="medium"), found("MTG-04", "cs-east")

ABSENCES: list[Drawn] = [
    drawn("MTG-04: away once", an_area().with_(adam, met, away), ONCE),
    drawn("MTG-04: away twice", an_area().with_(adam, met, met_before, away, away_before), TWICE),
    drawn("MTG-04: away, and there the time before",
          an_area().with_(adam, met, met_before, away, an_invite(EARLIER, "cs-east", attended="yes")), ONCE),
    drawn("MTG-04: there, and away the time before",
          an_area().with_(adam, met, met_before, away_before, an_invite(MET, "cs-east", attended="yes"))),
    drawn("MTG-04: away, and not invited the time after",
          an_area().with_(adam, met, met_before, away_before, an_invite(MET, "cs-west", attended="yes")), ONCE),
    drawn("MTG-04: two agencies away",
          an_area().with_(adam, met, away, an_invite(MET, "cs-west", **AWAY)), ONCE,
          found("MTG-04", "cs-west", severity="medium")),
    drawn("MTG-04: a deputy came",
          an_area().with_(adam, met, an_invite(MET, "cs-east", attended="yes", reply="deputy"))),
    drawn("MTG-04: a report came",
          an_area().with_(adam, met, an_invite(MET, "cs-east", report_received="yes", **AWAY))),
    drawn("MTG-04: no report came",
          an_area().with_(adam, met, an_invite(MET, "cs-east", report_received="no", **AWAY)), ONCE),
    drawn("MTG-04: a reason was given",
          an_area().with_(adam, met, an_invite(MET, "cs-east", absence_reason="ill", **AWAY))),
    drawn("MTG-04: apologies without a reason",
          an_area().with_(adam, met, an_invite(MET, "cs-east", reply="apologies", **AWAY)), ONCE),
    drawn("MTG-04: nothing is said of who came", an_area().with_(adam, met, an_invite(MET, "cs-east"))),
    drawn("MTG-04: the meeting is tomorrow",
          an_area().with_(adam, a_review(TOMORROW), an_invite(TOMORROW, "cs-east", **AWAY))),
    drawn("MTG-04: the meeting is today",
          an_area().with_(adam, a_review(TODAY), an_invite(TODAY, "cs-east", **AWAY)), ONCE),
    drawn("MTG-04: of another case",
          an_area().with_(adam.managed_in("cheshire", case="D"), met, a_review(EARLIER, case="D"), away, away_before),
          ONCE, found("MTG-04", "cs-east", severity="medium", case="D")),
    drawn("MTG-04: he has died", an_area().with_(adam.died_on(YESTERDAY), met, away)),
    drawn("MTG-04: found then, the reason was entered later",
          an_area().with_(adam, met_before, away_before,
                          later(an_invite(EARLIER, "cs-east", absence_reason="ill", **AWAY))), ONCE, known=BEFORE),
    drawn("MTG-04: not now, the reason is entered",
          an_area().with_(adam, met_before, away_before,
                          later(an_invite(EARLIER, "cs-east", absence_reason="ill", **AWAY)))),
]  # fmt: skip

CASES = [*NOTICES, *ABSENCES]


@each(CASES)
def test_invitations_and_who_came(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, case.sentence.split(":")[0]) == in_order(case.expected)


def test_how_short_and_how_often_is_told(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}

    def facts(sentence: str, rule: str) -> dict[str, object]:
        (finding,) = landed.findings(numbers[sentence], TODAY, TODAY, [rule])
        told: dict[str, object] = finding["facts"]
        return told

    short = facts("MTG-03: one of two late", "MTG-03")
    assert (short["noticeDays"], short["agencies"]) == (13, 1)
    twice = facts("MTG-04: away twice", "MTG-04")
    assert (twice["absences"], twice["lastAbsentOn"]) == (2, MET)
