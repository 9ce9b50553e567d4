"""When the facts of a finding have changed, and when for the worse."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from service.flags.facts import is_worse, measure
from service.rules import Finding, Outcome, Severity
from service.rules.findings import Party
from tests.service.flags.findings import a_finding, moment

Pair = Mapping[str, str | int | bool | None]

A_DAY_LATER = {
    "in another sweep": replace(a_finding(), as_of=moment(hour=20)),
    "with other words": replace(a_finding(), summary="Told otherwise.", next_step="Act soon.", title="Renamed"),
    "with the statements of its path said by another agency": replace(a_finding(), path=()),
}


@pytest.mark.parametrize("finding", A_DAY_LATER.values(), ids=A_DAY_LATER)
def test_the_same_facts_are_the_same(finding: Finding) -> None:
    assert measure(finding) == measure(a_finding())


@pytest.mark.parametrize("name", ["daysOpen", "workingDaysOpen", "weeksOverdue", "age"])
def test_a_number_that_grows_by_the_day_is_no_fact(name: str) -> None:
    told = [replace(a_finding(), facts={name: days}) for days in (12, 13)]
    assert measure(told[0]) == measure(told[1])


def test_a_number_that_only_sounds_like_an_age_is_a_fact() -> None:
    assert measure(a_finding(agencyCount=1)).digest != measure(a_finding(agencyCount=2)).digest


def test_the_order_of_pairs_is_no_fact() -> None:
    one: Pair = {"address": "a-1", "distanceM": 400}
    other: Pair = {"address": "a-3", "distanceM": 700}
    assert measure(a_finding(pairs=(one, other))) == measure(a_finding(pairs=(other, one)))


WORSE = {
    "more severe": a_finding(severity=Severity.CRITICAL),
    "nearer": a_finding(distanceM=399),
    "less certain to be as far": a_finding(uncertaintyM=100),
    "nearer by another pair": a_finding(pairs=({"distanceM": 400}, {"distanceM": 300})),
    "a new party": a_finding(more=[Party("victim", "p-wilma")]),
    "a new home": a_finding(addresses=("a-1", "a-2", "a-3")),
    "another danger": a_finding(danger="marac_case"),
    "another site": replace(a_finding(), site="S1"),
}


@pytest.mark.parametrize("finding", WORSE.values(), ids=WORSE)
def test_it_is_worse_and_undoing_it_is_not(finding: Finding) -> None:
    now, before = measure(finding), measure(a_finding())
    assert is_worse(now, before)
    assert not is_worse(before, now)


def test_a_home_no_longer_proposed_but_lived_in_is_worse() -> None:
    assert is_worse(measure(a_finding(proposed=False)), measure(a_finding(proposed=True)))
    assert not is_worse(measure(a_finding(proposed=True)), measure(a_finding(proposed=False)))


def test_what_could_not_be_checked_and_is_found_is_worse() -> None:
    unclear = a_finding(outcome=Outcome.COULD_NOT_CHECK, missing="position")
    assert is_worse(measure(a_finding()), measure(unclear))
    assert not is_worse(measure(unclear), measure(a_finding()))
    assert is_worse(measure(a_finding(severity=Severity.MEDIUM)), measure(unclear))


@pytest.mark.parametrize("finding", [a_finding(distanceM=401), a_finding(severity=Severity.MEDIUM)])
def test_farther_or_less_severe_is_another_fact_and_no_worse(finding: Finding) -> None:
    now, before = measure(finding), measure(a_finding())
    assert now.digest != before.digest
    assert not is_worse(now, before)


def test_another_day_in_it_is_another_fact_and_no_worse() -> None:
    now, before = measure(a_finding(since=date(2026, 5, 1))), measure(a_finding(since=date(2026, 4, 1)))
    assert now.digest != before.digest
    assert not is_worse(now, before)


def test_the_facts_as_kept_name_nobody() -> None:
    kept = repr(measure(a_finding(danger="marac_case")))
    assert not [told for told in ("p-vera", "p-adam", "a-1", "a-2", "marac_case") if told in kept]
