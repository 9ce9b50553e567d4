"""LVL-01: whether a level is borne out by risk, decisions, minutes and the agency that leads."""

from service.policy import load_policy
from service.rules import load_catalogue, sweep
from tests.service.rules.builders import Person, Piece, Row, a_nominal, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, Short, drawn, each, found, in_order
from tests.service.rules.invented import as_of
from tests.service.rules.papers import a_referral, a_review, a_sentence, an_order, full_minutes
from tests.service.rules.places import at
from tests.service.rules.things import a_site

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"
CHANGE = "2026-03-01"


def adam(level: int | None = 2, since: str = "2024-01-01", **cells: str) -> Person:
    """A nominal at level 2, category 2, unless told otherwise."""
    return a_nominal("Adam").managed_in("cheshire", level, since, **cells)


def risk(on: str = "2026-01-10", **groups: str) -> Piece:
    """Say how risky Adam is, to whom."""
    return Piece((Row("risk_assessments", {"person_ref": "~Adam", "assessed_on": on} | groups),))


def wrong(check: str, *others: str) -> Short:
    """Expect that a check fails."""
    return found(f"LVL-01-{check}", *others)


def doubtful(check: str) -> Short:
    """Expect that a check could not be made."""
    return f"LVL-01-{check}", "could_not_check", "high", "C", frozenset()


RISK: list[Drawn] = [
    drawn("C09: level 2, low risk", an_area().with_(adam(), risk(public="low")), wrong("C09")),
    drawn("C09: level 3, medium risk", an_area().with_(adam(3), risk(public="medium", children="low")), wrong("C09")),
    drawn("C09: level 2, high risk to somebody",
          an_area().with_(adam(), risk(public="low", known_adult="high"))),
    drawn("C09: level 2, high risk to prisoners", an_area().with_(adam(), risk(public="low", prisoners="high")),
          wrong("C09")),
    drawn("C09: level 2, high risk until a newer assessment",
          an_area().with_(adam(), risk("2025-01-10", public="high"), risk(public="medium")), wrong("C09")),
    drawn("C09: level 2, low risk, for a reason",
          an_area().with_(adam(level_reason="Five agencies must act together."), risk(public="low"))),
    drawn("C09: level 2, nothing known of the risk", an_area().with_(adam()), doubtful("C09")),
    drawn("C09: level 2, to be assessed tomorrow",
          an_area().with_(adam(), risk(TOMORROW, public="high")), doubtful("C09")),
    drawn("C09: level 2, nothing known of the risk, for a reason", an_area().with_(adam(level_reason="Because."))),
    drawn("C09: level 1, low risk", an_area().with_(adam(1), risk(public="low"))),
    drawn("C09: he has died", an_area().with_(adam().died_on(YESTERDAY), risk(public="low"))),
    drawn("C10: level 1, high risk, a home near a school",
          an_area().with_(adam(1).living_at(at()), risk(children="high"), a_site("school", at(200))), wrong("C10")),
    drawn("C10: level 1, high risk to others, and nothing in conflict",
          an_area().with_(adam(1).living_at(at()), risk(public="very_high"))),
    drawn("C10: level 2, high risk, a home near a school",
          an_area().with_(adam().living_at(at()), risk(children="high"), a_site("school", at(200)))),
    drawn("C10: level 1, medium risk, at home where a condition forbids it",
          an_area().with_(adam(1).living_at(at()).bound_by("named_premises", address_ref=f"~{at().name}"),
                          risk(public="medium"))),
    drawn("C10: level 1, high risk, at home where a condition forbids it",
          an_area().with_(adam(1).living_at(at()).bound_by("named_premises", address_ref=f"~{at().name}"),
                          risk(public="high")), wrong("C10")),
    drawn("C10: he has died",
          an_area().with_(adam(1).living_at(at()).died_on(YESTERDAY), risk(children="high"),
                          a_site("school", at(200)))),
]  # fmt: skip

C11 = wrong("C11", "2024-01-01")
rise = adam(1, "2024-01-01", valid_to=CHANGE).managed_in("cheshire", 2, CHANGE)
C12 = wrong("C12", CHANGE)

DECISIONS: list[Drawn] = [
    drawn("C11: ended at level 3", an_area().with_(adam(3, valid_to="2026-05-01")), C11),
    drawn("C11: ended at level 2", an_area().with_(adam(2, valid_to="2026-05-01"))),
    drawn("C11: from level 3 to level 2, and ended",
          an_area().with_(adam(3, "2024-01-01", valid_to="2026-01-01").managed_in(
              "cheshire", 2, "2026-01-01", valid_to="2026-05-01"))),
    drawn("C11: from level 2 to level 3, and ended",
          an_area().with_(adam(2, "2023-01-01", valid_to="2024-01-01").managed_in(
              "cheshire", 3, "2024-01-01", valid_to="2026-05-01")), C11),
    drawn("C11: ended tomorrow", an_area().with_(adam(3, "2024-01-01", valid_to=TOMORROW))),
    drawn("C11: ended 90 days ago",
          an_area().with_(adam(3, "2024-01-01", valid_to="2026-02-26")), C11),
    drawn("C11: ended 91 days ago", an_area().with_(adam(3, "2024-01-01", valid_to="2026-02-25"))),
    drawn("C11: an earlier episode holds still",
          an_area().with_(adam(1, "2023-01-01").managed_in("cheshire", 3, "2024-01-01", valid_to="2026-05-01"))),
    drawn("C11: he has died", an_area().with_(adam(3, valid_to="2026-05-01").died_on(YESTERDAY))),
    drawn("C12: raised, and nobody decided", an_area().with_(rise), C12),
    drawn("C12: met on the day", an_area().with_(rise, a_review(CHANGE))),
    drawn("C12: met the day after", an_area().with_(rise, a_review("2026-03-02")), C12),
    drawn("C12: met 28 days before", an_area().with_(rise, a_review("2026-02-01"))),
    drawn("C12: met 29 days before", an_area().with_(rise, a_review("2026-01-31")), C12),
    drawn("C12: met, and level 2 decided", an_area().with_(rise, a_review("2026-02-20", level_decided="2"))),
    drawn("C12: met, and level 1 decided", an_area().with_(rise, a_review("2026-02-20", level_decided="1")), C12),
    drawn("C12: a referral was decided",
          an_area().with_(rise, a_referral("Adam", "2026-02-10", decision="accepted", decided_on="2026-02-20"))),
    drawn("C12: a referral was decided long before",
          an_area().with_(rise, a_referral("Adam", "2025-02-10", decision="accepted", decided_on="2025-02-20")), C12),
    drawn("C12: lowered, and nobody decided",
          an_area().with_(adam(3, "2024-01-01", valid_to=CHANGE).managed_in("cheshire", 2, CHANGE)), C12),
    drawn("C12: the same level",
          an_area().with_(adam(2, "2024-01-01", valid_to=CHANGE).managed_in("cheshire", 2, CHANGE))),
    drawn("C12: from no known level",
          an_area().with_(adam(None, "2024-01-01", valid_to=CHANGE).managed_in("cheshire", 2, CHANGE))),
    drawn("C12: from tomorrow",
          an_area().with_(adam(1, "2024-01-01", valid_to=TOMORROW).managed_in("cheshire", 2, TOMORROW))),
    drawn("C12: he has died", an_area().with_(rise.died_on(YESTERDAY))),
]  # fmt: skip

MET = "2026-04-20"
C19 = wrong("C19", f"meeting-{MET}")

MINUTES: list[Drawn] = [
    drawn("C19: both are there", an_area().with_(adam(), full_minutes(MET, TODAY))),
    drawn("C19: no category", an_area().with_(adam(), full_minutes(MET, TODAY, category_decided="")), C19),
    drawn("C19: no level", an_area().with_(adam(), full_minutes(MET, TODAY, level_decided="")), C19),
    drawn("C19: no category, to be issued tomorrow",
          an_area().with_(adam(), full_minutes(MET, TOMORROW, category_decided=""))),
    drawn("C19: no minutes", an_area().with_(adam(), a_review(MET))),
    drawn("C19: no category, of the meeting before",
          an_area().with_(adam(), full_minutes("2026-01-10", "2026-02-01", category_decided=""),
                          full_minutes(MET, TODAY))),
    drawn("C19: no category of a potentially dangerous person",
          an_area().with_(adam(kind="potentially_dangerous_person", category=""),
                          full_minutes(MET, TODAY, category_decided=""))),
    drawn("C19: found then, the level was entered later",
          an_area().with_(adam(), full_minutes("2026-02-10", "2026-02-20", level_decided=""),
                          later(full_minutes("2026-02-10", "2026-02-20"))),
          wrong("C19", "meeting-2026-02-10"), known=BEFORE),
    drawn("C19: not now, the level is entered",
          an_area().with_(adam(), full_minutes("2026-02-10", "2026-02-20", level_decided=""),
                          later(full_minutes("2026-02-10", "2026-02-20")))),
    drawn("C19: he has died", an_area().with_(adam().died_on(YESTERDAY), full_minutes(MET, TODAY, level_decided=""))),
]  # fmt: skip

boy = adam(1).born("2010-05-05")
agencies = Piece((
    Row("agencies", {"agency_ref": "yjs", "name": "Youth justice", "kind": "youth_justice", "duty": "other"}),
))  # fmt: skip

LEADS: list[Drawn] = [
    drawn("C13: discretionary, led by children's services",
          an_area().with_(adam(2, category="4", lead_agency_ref="cs-east")), wrong("C13")),
    drawn("C13: discretionary, led by the police",
          an_area().with_(adam(2, category="4", lead_agency_ref="cheshire-police"))),
    drawn("C13: discretionary, led by nobody known", an_area().with_(adam(2, category="4")), doubtful("C13")),
    drawn("C13: automatic by a notification, led by children's services",
          an_area().with_(adam(2, category="4", lead_agency_ref="cs-east"), an_order("terrorism_notification"))),
    drawn("C13: automatic by a sentence, led by children's services",
          an_area().with_(adam(2, category="4", lead_agency_ref="cs-east"), a_sentence(offence_group="terrorism"))),
    drawn("C13: a notification that ended, led by children's services",
          an_area().with_(adam(2, category="4", lead_agency_ref="cs-east"),
                          an_order("terrorism_notification", until=TODAY)), wrong("C13")),
    drawn("C13: category 3, led by children's services",
          an_area().with_(adam(2, category="3", lead_agency_ref="cs-east"))),
    drawn("C13: he has died", an_area().with_(adam(2, category="4", lead_agency_ref="cs-east").died_on(YESTERDAY))),
    drawn("C15: sixteen, led by the police",
          an_area().with_(adam(1, lead_agency_ref="cheshire-police").born("2010-05-05")), wrong("C15")),
    drawn("C15: sixteen, led by youth justice",
          an_area().with_(agencies, adam(1, lead_agency_ref="yjs").born("2010-05-05"))),
    drawn("C15: sixteen, led by nobody known", an_area().with_(boy), doubtful("C15")),
    drawn("C15: eighteen today, led by the police",
          an_area().with_(adam(1, lead_agency_ref="cheshire-police").born("2008-05-27"))),
    drawn("C15: eighteen tomorrow, led by the police",
          an_area().with_(adam(1, lead_agency_ref="cheshire-police").born("2008-05-28")), wrong("C15")),
    drawn("C15: of unknown age, led by the police",
          an_area().with_(adam(1, lead_agency_ref="cheshire-police").born("")), doubtful("C15")),
    drawn("C15: of unknown age, led by youth justice",
          an_area().with_(agencies, adam(1, lead_agency_ref="yjs").born(""))),
    drawn("C15: an earlier episode was led by youth justice",
          an_area().with_(agencies, adam(1, "2024-01-01", lead_agency_ref="yjs", valid_to="2026-01-01").managed_in(
              "cheshire", 1, "2026-01-01", lead_agency_ref="cheshire-police").born("2010-05-05")), wrong("C15")),
]  # fmt: skip

CASES = [*RISK, *DECISIONS, *MINUTES, *LEADS]


@each(CASES)
def test_levels_that_are_not_borne_out(landed: Landed, number: int, case: Drawn) -> None:
    rule = f"LVL-01-{case.sentence.split(':', maxsplit=1)[0]}"
    assert landed.shorts(number, case, rule) == in_order(case.expected)


def test_a_case_that_has_ended_is_in_the_area_that_had_it(landed: Landed) -> None:
    def told(area: str) -> set[str | None]:
        found_ = sweep(landed.store, load_catalogue(), load_policy(), as_of(TODAY), rules=["LVL-01-C11"], area=area)
        return {one.case_ref for one in found_}

    assert len(told("cheshire")) == 3
    assert not told("gwent")


def test_a_check_of_one_case_finds_what_it_finds_among_all(landed: Landed) -> None:
    rules = [rule.id for rule in load_catalogue() if rule.family == "levels"]
    every = sweep(landed.store, load_catalogue(), load_policy(), as_of(TODAY), rules=rules)
    told = {one.rule for one in every}
    assert told >= {f"LVL-01-C{number:02d}" for number in (9, 10, 11, 12, 13, 15, 19)}
    for case in sorted({str(one.case_ref) for one in every})[::7]:
        alone = sweep(landed.store, load_catalogue(), load_policy(), as_of(TODAY), rules=rules, cases=[case])
        assert alone == [one for one in every if one.case_ref == case]
