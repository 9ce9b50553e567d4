"""Open flags counted by area, family, severity and age."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from service.flags import Flag, FlagBook, Judgement, decide, live_flags
from service.flags.counting import AGES, age_of, count_flags
from service.rules import Severity
from tests.service.flags.findings import CATALOGUE, DAY, POLICY, a_finding, moment


def flags_of(book: FlagBook) -> Sequence[Flag]:
    findings = [
        a_finding("p-vera", case="C1"),
        a_finding("p-wilma", case="C1", severity=Severity.MEDIUM),
        a_finding("p-xena", case="C2"),
        a_finding("p-yara", case="C3", rule="MAR-06"),
        a_finding("p-zoe", case="C1"),
    ]
    live_flags(book, findings, moment(), CATALOGUE)
    dismissed = next(flag for flag in live_flags(book, findings, moment(), CATALOGUE) if "p-zoe" in str(flag.finding))
    decide(book, dismissed.id, Judgement("dismiss", "chair", "Wrong.", at=moment().known), 1, POLICY)
    return live_flags(book, findings, moment(), CATALOGUE)


def test_each_open_flag_is_counted_once_and_a_dismissed_one_is_not(book: FlagBook) -> None:
    flags = flags_of(book)
    areas = {flag.id: "cheshire" if flag.case_ref == "C1" else "kent" for flag in flags if flag.case_ref != "C3"}
    counted = [(one.area, one.family, one.severity, one.count) for one in count_flags(flags, areas, DAY)]
    assert counted == [
        ("cheshire", "accommodation", "high", 1),
        ("cheshire", "accommodation", "medium", 1),
        ("kent", "accommodation", "high", 1),
        ("no area", "marac", "high", 1),
    ]
    assert {one.age for one in count_flags(flags, areas, DAY)} == {"under 7 days"}


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, "under 7 days"), (6, "under 7 days"), (7, "7 to 27 days"), (27, "7 to 27 days"), (28, "28 to 89 days"),
     (89, "28 to 89 days"), (90, "90 days or more"), (900, "90 days or more"), (-3, "under 7 days")],
)  # fmt: skip
def test_ages_are_in_bands_of_days_since_it_was_opened(book: FlagBook, days: int, age: str) -> None:
    """A clock that ran ahead when it was opened makes it new, not old."""
    [flag, *_] = flags_of(book)
    assert age_of(flag, DAY + timedelta(days=days)) == age
    assert age in {name for _, name in AGES}


def test_one_that_came_back_is_as_old_as_its_return(book: FlagBook) -> None:
    live_flags(book, [a_finding()], moment(date(2026, 1, 1)), CATALOGUE)
    live_flags(book, [], moment(date(2026, 2, 1)), CATALOGUE)
    [flag] = live_flags(book, [replace(a_finding(), as_of=moment())], moment(), CATALOGUE)
    assert age_of(flag, DAY) == "under 7 days"
