"""Ages in law, and births between two days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.ages import births_at_age, born_by

CASES = [
    pytest.param(date(2026, 2, 28), date(2008, 2, 28), id="on 28 February nobody born on the 29th is of age"),
    pytest.param(date(2026, 3, 1), date(2008, 3, 1), id="on 1 March those born on the 29th are"),
    pytest.param(date(2028, 2, 29), date(2010, 2, 28), id="on 29 February those born on the 28th are"),
    pytest.param(date(2026, 5, 3), date(2008, 5, 3), id="on the birthday itself"),
]


@pytest.mark.parametrize(("day", "expected"), CASES)
def test_last_birth_of_those_of_age(day: date, expected: date) -> None:
    """Eighteen on the birthday, and for 29 February on 1 March."""
    assert born_by(day, 18) == expected


@given(day=st.dates(date(1950, 1, 1), date(2100, 1, 1)), age=st.integers(0, 110))
def test_recorded_age_bounds_the_birth(day: date, age: int) -> None:
    """Whoever is born between the bounds has that age on that day, and nobody a day outside has."""
    first, last = births_at_age(age, day)
    assert first <= last
    assert last <= born_by(day, age) < last + timedelta(days=1)
    assert first - timedelta(days=1) <= born_by(day, age + 1) < first
