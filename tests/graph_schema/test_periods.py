"""The as-of filter, open ends and moments of knowledge."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.periods import MAX_DAY, MAX_MOMENT, MIN_DAY, MIN_MOMENT, AsOf, as_of_filter, end_of_day, known_on


def test_the_filter_is_four_plain_comparisons_with_the_intervals_open_at_their_ends() -> None:
    assert as_of_filter("l") == (
        "l.valid_from <= $day AND $day < l.valid_to AND l.known_from <= $known AND $known < l.known_to"
    )
    assert AsOf(date(2024, 5, 1), datetime(2024, 6, 1)).parameters == {
        "day": date(2024, 5, 1),
        "known": datetime(2024, 6, 1),
    }


@pytest.mark.parametrize("variable", ["", "a b", "a.b", "1a", "a) OR (true", "é"])
def test_what_is_not_a_plain_name_never_becomes_part_of_a_query(variable: str) -> None:
    with pytest.raises(ValueError, match="not the name of a variable"):
        as_of_filter(variable)


@given(st.dates())
def test_what_came_in_on_a_day_is_known_at_its_end_and_not_a_moment_before_it(day: date) -> None:
    assert known_on(day) <= end_of_day(day)
    assert end_of_day(day).date() == known_on(day).date() == day
    if day > date.min:
        assert end_of_day(day - timedelta(days=1)) < known_on(day)


@given(st.dates(max_value=date(9999, 12, 30)))
def test_open_ends_lie_beyond_every_day_that_is_asked_about(day: date) -> None:
    assert MIN_DAY <= day < MAX_DAY
    assert MIN_MOMENT <= known_on(day) <= end_of_day(day) < MAX_MOMENT
