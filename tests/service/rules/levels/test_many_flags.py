"""LVL-02: several critical or high flags at level 1, counted alike however the rule is asked for."""

from dataclasses import replace

import pytest

from service.policy import Policy, load_policy
from service.rules import Catalogue, Finding, Outcome, Severity, load_catalogue, sweep
from tests.service.rules.builders import Person, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found
from tests.service.rules.invented import as_of
from tests.service.rules.places import at, somewhere
from tests.service.rules.things import a_marac, a_transfer


def set_to(values: dict[str, int]) -> Policy:
    """The policy that ships, with other values."""
    shipped = load_policy().national
    return Policy({**shipped, **{key: replace(shipped[key], value=value) for key, value in values.items()}})


YESTERDAY, TODAY = "2026-05-26", "2026-05-27"
FOUND = found("LVL-02")
FEW = Catalogue(tuple(
    rule for rule in load_catalogue() if rule.id == "LVL-02" or rule.id[:3] in {"ACC", "MAR", "TRF"}
))  # fmt: skip
"""The rules that the cases are drawn for; what others find in them is of no matter here."""

THREE = set_to({"level.flags_at_level_1": 3})

adam = a_nominal("Adam").managed_in("cheshire", level=1, visor_owner_area="gwent")
"""With TRF-04 of his own: the area that keeps the ViSOR record is another."""

marac = a_marac(victim="Vera", perpetrator="Adam")
late = a_transfer("2026-01-05")


def with_flags(nominal: Person) -> tuple[Person, Person]:
    """A nominal with ACC-02, and his victim."""
    return nominal.living_at(at()), a_person("Vera").victim_of("Adam").living_at(at())


CASES: list[Drawn] = [
    drawn("three of three rules: ACC-02, MAR-01, TRF-04", an_area().with_(*with_flags(adam), marac), FOUND),
    drawn("two", an_area().with_(adam, a_person("Vera"), marac)),
    drawn("two of one rule and one of another",
          an_area().with_(adam, late, a_transfer("2026-01-06", name="T2")), FOUND),
    drawn("two, and one that is medium",
          an_area().with_(adam, late, a_person("Vera").victim_of("Adam").living_at(at(700)), a_nominal("Bert")
                          .managed_in("cheshire", case="D").living_at(at(3_000)))),
    drawn("two, and one that could not be checked",
          an_area().with_(adam.living_at(at()), late, a_person("Vera").victim_of("Adam").living_at(somewhere()))),
    drawn("three at level 2",
          an_area().with_(*with_flags(a_nominal().managed_in("cheshire", level=2, visor_owner_area="gwent")), marac)),
    drawn("three at no known level",
          an_area().with_(*with_flags(a_nominal().managed_in("cheshire", None, visor_owner_area="gwent")), marac)),
    drawn("three spread over two nominals",
          an_area().with_(adam, late, a_nominal("Bert").managed_in("cheshire", case="D", visor_owner_area="gwent"))),
    drawn("he has died", an_area().with_(*with_flags(adam.died_on(YESTERDAY)), marac)),
    drawn("found then, the MARAC case was closed later",
          an_area().with_(*with_flags(adam), marac, later(a_marac(victim="Vera", perpetrator="Adam",
                                                                  closed_on="2026-05-01"))), FOUND, known=BEFORE),
    drawn("not now, the MARAC case is closed",
          an_area().with_(*with_flags(adam), marac, later(a_marac(victim="Vera", perpetrator="Adam",
                                                                  closed_on="2026-05-01")))),
]  # fmt: skip


@pytest.fixture(scope="module")
def told(landed: Landed) -> dict[str, dict[str, tuple[Outcome, Severity]]]:
    """What is found by the few rules, by the day of knowledge and the case."""
    return {
        known: {str(one.case_ref): (one.outcome, one.severity) for one in sweep(
            landed.store, FEW, THREE, as_of(TODAY, known), rules=["LVL-02"])}
        for known in (BEFORE, TODAY)
    }  # fmt: skip


@each(CASES)
def test_cases_with_many_flags_at_level_1(
    told: dict[str, dict[str, tuple[Outcome, Severity]]], number: int, case: Drawn
) -> None:
    expected = (Outcome.FOUND, Severity.HIGH) if case.expected else None
    assert told[case.known].get(f"{number}-C") == expected


def test_how_many_and_of_which_rules_is_told(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    case = f"{numbers['two of one rule and one of another']}-C"
    (finding,) = sweep(landed.store, FEW, THREE, as_of(TODAY), rules=["LVL-02"], cases=[case])
    assert (finding.facts["count"], finding.facts["flags"]) == (3, "TRF-02 x 2, TRF-04")


def test_it_is_the_same_asked_alone_of_one_case_and_of_all(landed: Landed) -> None:
    catalogue, policy, when = load_catalogue(), THREE, as_of(TODAY)
    every = [one for one in sweep(landed.store, catalogue, policy, when) if one.rule == "LVL-02"]
    assert [one.case_ref for one in every if one.case_ref in {"0-C", "2-C"}] == ["0-C", "2-C"]
    assert sweep(landed.store, catalogue, policy, when, rules=["LVL-02"]) == every
    for one in every:
        case = str(one.case_ref)
        alone = sweep(landed.store, catalogue, policy, when, cases=[case])
        assert [other for other in alone if other.rule == "LVL-02"] == [one]
        assert sweep(landed.store, catalogue, policy, when, cases=[case], rules=["LVL-02"]) == [one]


def test_it_follows_the_thresholds_of_the_rules_it_counts(landed: Landed) -> None:
    numbers = {case.sentence: number for number, case in enumerate(CASES)}
    case = f"{numbers['two of one rule and one of another']}-C"

    def told(**values: int) -> list[Finding]:
        policy = set_to({"level.flags_at_level_1": 3} | values)
        return sweep(landed.store, FEW, policy, as_of(TODAY), cases=[case], rules=["LVL-02"])

    assert told()
    assert not told(**{"transfer.complete_working_days": 500, "transfer.address_check_days": 500})


def test_as_many_as_the_policy_says(landed: Landed) -> None:
    for most, found_ in ((3, {"0-C", "2-C"}), (4, set())):
        policy = set_to({"level.flags_at_level_1": most})
        told = sweep(landed.store, FEW, policy, as_of(TODAY), rules=["LVL-02"])
        assert {one.case_ref for one in told} == found_
