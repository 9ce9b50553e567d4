"""MTG-02 and MTG-05: referrals that wait too long for a decision, and actions that are overdue."""

from service.policy import load_policy
from service.rules import load_catalogue, sweep
from tests.service.rules.builders import a_child, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order
from tests.service.rules.invented import as_of
from tests.service.rules.papers import a_referral, an_action
from tests.service.rules.things import a_meeting, a_row

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
WD_10, WD_11 = "2026-05-12", "2026-05-11"

adam = a_nominal("Adam")
bert = a_person("Bert")
GWENT = a_row("agencies", agency_ref="gwent-police", name="Gwent", kind="police", duty="other", area="gwent")
UNDECIDED, UNDECIDED_STRANGER = found("MTG-02", "R"), found("MTG-02", "R", case=None)

REFERRALS: list[Drawn] = [
    drawn("MTG-02: 10 working days, a bank holiday among them", an_area().with_(adam, a_referral("Adam", WD_10))),
    drawn("MTG-02: 11 working days", an_area().with_(adam, a_referral("Adam", WD_11)), UNDECIDED),
    drawn("MTG-02: somebody who is no nominal",
          an_area().with_(bert, a_referral("Bert", WD_11)), UNDECIDED_STRANGER),
    drawn("MTG-02: somebody who is no nominal, by an agency",
          an_area().with_(bert, a_referral("Bert", WD_11, agency_ref="cs-east")), UNDECIDED_STRANGER),
    drawn("MTG-02: somebody who is no nominal, by an agency of Gwent",
          an_area().with_(bert, GWENT, a_referral("Bert", WD_11, agency_ref="gwent-police")), UNDECIDED_STRANGER),
    drawn("MTG-02: in each case of a nominal",
          an_area().with_(adam.managed_in("cheshire").managed_in("cheshire", case="D"), a_referral("Adam", WD_11)),
          UNDECIDED, found("MTG-02", "R", case="D")),
    drawn("MTG-02: his case has ended",
          an_area().with_(adam.managed_in("cheshire", valid_to=TODAY), a_referral("Adam", WD_11)), UNDECIDED_STRANGER),
    drawn("MTG-02: two referrals are two findings",
          an_area().with_(bert, a_referral("Bert", WD_11), a_referral("Bert", "2026-03-01", "R2")),
          UNDECIDED_STRANGER, found("MTG-02", "R2", case=None)),
    drawn("MTG-02: accepted today",
          an_area().with_(adam, a_referral("Adam", WD_11, decision="accepted", decided_on=TODAY))),
    drawn("MTG-02: declined today",
          an_area().with_(adam, a_referral("Adam", WD_11, decision="declined", decided_on=TODAY))),
    drawn("MTG-02: to be decided tomorrow",
          an_area().with_(adam, a_referral("Adam", WD_11, decision="accepted", decided_on=TOMORROW)), UNDECIDED),
    drawn("MTG-02: decided, nobody knows when",
          an_area().with_(adam, a_referral("Adam", WD_11, decision="accepted"))),
    drawn("MTG-02: he has died", an_area().with_(adam.died_on(YESTERDAY), a_referral("Adam", WD_11))),
    drawn("MTG-02: found then, the decision was entered later",
          an_area().with_(bert, a_referral("Bert", "2026-03-01"),
                          later(a_referral("Bert", "2026-03-01", decision="declined", decided_on="2026-03-04"))),
          UNDECIDED_STRANGER, known=BEFORE),
    drawn("MTG-02: not now, the decision is entered",
          an_area().with_(bert, a_referral("Bert", "2026-03-01"),
                          later(a_referral("Bert", "2026-03-01", decision="declined", decided_on="2026-03-04")))),
]  # fmt: skip

met = a_meeting("2026-03-01")
OVERDUE = found("MTG-05", "ACT", severity="medium")

ACTIONS: list[Drawn] = [
    drawn("MTG-05: due yesterday", an_area().with_(adam, met, an_action(YESTERDAY)), OVERDUE),
    drawn("MTG-05: due today", an_area().with_(adam, met, an_action(TODAY))),
    drawn("MTG-05: closed today", an_area().with_(adam, met, an_action(YESTERDAY, closed_on=TODAY))),
    drawn("MTG-05: to be closed tomorrow",
          an_area().with_(adam, met, an_action(YESTERDAY, closed_on=TOMORROW)), OVERDUE),
    drawn("MTG-05: closed late", an_area().with_(adam, met, an_action("2026-03-20", closed_on="2026-05-20"))),
    drawn("MTG-05: due on no day", an_area().with_(adam, met, an_action(""))),
    drawn("MTG-05: of supervision",
          an_area().with_(adam, met, an_action(YESTERDAY, pillar="supervision")), OVERDUE),
    drawn("MTG-05: of the victim's safety",
          an_area().with_(adam, met, an_action(YESTERDAY, pillar="victim_safety")), found("MTG-05", "ACT")),
    drawn("MTG-05: it protects a child",
          an_area().with_(adam, met, a_child(), an_action(YESTERDAY, concerns="Cora")),
          found("MTG-05", "ACT", "Cora")),
    drawn("MTG-05: it protected somebody who has died",
          an_area().with_(adam, met, a_child().died_on(YESTERDAY), an_action(YESTERDAY, concerns="Cora")), OVERDUE),
    drawn("MTG-05: an agency and a worker own it",
          an_area().with_(adam, met, an_action(YESTERDAY, agency_ref="cs-east", worker_ref="worker")), OVERDUE),
    drawn("MTG-05: two are two findings",
          an_area().with_(adam, met, an_action(YESTERDAY), an_action(YESTERDAY, "ACT2", pillar="victim_safety")),
          OVERDUE, found("MTG-05", "ACT2")),
    drawn("MTG-05: of a meeting of another case",
          an_area().with_(adam.managed_in("cheshire").managed_in("cheshire", case="D"),
                          a_meeting("2026-03-01", case="D"), an_action(YESTERDAY)),
          found("MTG-05", "ACT", severity="medium", case="D")),
    drawn("MTG-05: the case has ended",
          an_area().with_(adam.managed_in("cheshire", valid_to=TODAY), met, an_action(YESTERDAY))),
    drawn("MTG-05: he has died", an_area().with_(adam.died_on(YESTERDAY), met, an_action(YESTERDAY))),
    drawn("MTG-05: found then, that it was closed was entered later",
          an_area().with_(adam, met, an_action("2026-04-01"), later(an_action("2026-04-01", closed_on="2026-03-30"))),
          OVERDUE, known=BEFORE),
    drawn("MTG-05: not now, that it was closed is entered",
          an_area().with_(adam, met, an_action("2026-04-01"), later(an_action("2026-04-01", closed_on="2026-03-30")))),
]  # fmt: skip

CASES = [*REFERRALS, *ACTIONS]


@each(CASES)
def test_what_waits_too_long(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, case.sentence.split(":")[0]) == in_order(case.expected)


def test_who_is_to_do_an_action_is_in_the_path(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    place = numbers["MTG-05: an agency and a worker own it"]
    (finding,) = landed.findings(place, TODAY, TODAY, ["MTG-05"])
    assert [step["type"] for step in finding["path"]] == ["SUBJECT_OF", "REVIEWS", "SETS", "OWNS", "OWNS"]
    assert finding["facts"]["dueOn"] == YESTERDAY


def test_a_referral_of_a_stranger_is_in_the_area_of_the_agency(landed: Landed) -> None:
    (finding,) = sweep(landed.store, load_catalogue(), load_policy(), as_of(TODAY), rules=["MTG-02"], area="gwent")
    assert [step.type for step in finding.path] == ["REFERRED_BY", "MADE_BY", "WORKS_IN"]
    assert finding.case_ref is None
