"""SEC-02: who read, or tried to read, about people with whose cases nothing links them."""

import pytest

from graph_schema.sensitivity import Sensitivity
from service.audit import Action, Recorded
from service.policy import load_policy
from service.security.catalogue import OUTSIDE_CASES, TURNED_AWAY, TURNED_AWAY_FROM_ONE
from service.security.uninvited import find_uninvited
from tests.service.security.asking import an_entry

POLICY = load_policy()
OUTSIDE, FROM_ONE, AWAY = (POLICY.whole(key) for key in (OUTSIDE_CASES, TURNED_AWAY_FROM_ONE, TURNED_AWAY))
NETWORK = Action.READ_NETWORK


def patterns(entries: list[Recorded]) -> list[tuple[str, tuple[str, ...], int]]:
    return [(one.pattern, one.who, one.count) for one in find_uninvited(entries, POLICY)]


def test_victims_read_outside_of_any_case_are_found_and_one_fewer_is_not() -> None:
    entries = [an_entry(number) for number in range(OUTSIDE)]
    assert patterns(entries) == [("outside_cases", ("reader-1",), OUTSIDE)]
    assert find_uninvited(entries, POLICY)[0].references == tuple(map(str, range(OUTSIDE)))
    assert patterns(entries[1:]) == []


def test_a_child_counts_and_somebody_who_is_neither_does_not() -> None:
    child = (Sensitivity.CHILD_IDENTITY.value,)
    assert patterns([an_entry(number, classes=child) for number in range(OUTSIDE)])
    assert not patterns([an_entry(number, classes=(Sensitivity.PERSONAL.value,)) for number in range(OUTSIDE)])


def test_who_is_told_of_in_a_case_of_theirs_is_linked() -> None:
    entries = [an_entry(number) for number in range(OUTSIDE)]
    case = an_entry(100, action=NETWORK, case="C1", things=("p-0", "p-x"), hours=40)
    assert patterns([*entries, case]) == []
    others = an_entry(100, who="somebody-else", action=NETWORK, case="C1", things=("p-0",), hours=40)
    assert patterns([*entries, others]) == [("outside_cases", ("reader-1",), OUTSIDE)]
    long_after = an_entry(100, action=NETWORK, case="C1", things=("p-0",), hours=24 * 60)
    assert patterns([*entries, long_after]) == [("outside_cases", ("reader-1",), OUTSIDE)]
    refused = an_entry(100, action=NETWORK, case="C1", things=("p-0",), hours=40, outcome="not_found")
    assert patterns([*entries, refused]) == [("outside_cases", ("reader-1",), OUTSIDE)]


def test_the_same_person_read_again_counts_once() -> None:
    assert patterns([an_entry(number, things=("p-1",)) for number in range(OUTSIDE * 2)]) == []


@pytest.mark.parametrize("outcome", ["not_found", "denied"])
def test_who_comes_back_to_a_case_that_is_not_there_for_them_is_found(outcome: str) -> None:
    entries = [an_entry(number, action=NETWORK, case="C1", outcome=outcome, things=()) for number in range(FROM_ONE)]
    assert patterns(entries) == [("turned_away_from_a_case", ("reader-1",), FROM_ONE)]
    assert find_uninvited(entries, POLICY)[0].case_ref == "C1"
    assert patterns(entries[1:]) == []


def test_who_tries_many_doors_is_found() -> None:
    entries = [
        an_entry(number, action=NETWORK, case=f"C{number}", outcome="not_found", things=()) for number in range(AWAY)
    ]
    assert patterns(entries) == [("turned_away", ("reader-1",), AWAY)]
    several = [
        an_entry(number, f"reader-{number % 2}", NETWORK, case="", outcome="not_found") for number in range(AWAY)
    ]
    assert patterns(several) == []


def test_a_stranger_without_a_name_and_refusals_about_nobody_are_not_counted() -> None:
    assert patterns([an_entry(number, who="", outcome="denied", case="C1") for number in range(AWAY)]) == []
    rules = [an_entry(number, action=Action.READ_RULES, outcome="not_found") for number in range(AWAY)]
    assert patterns(rules) == []
