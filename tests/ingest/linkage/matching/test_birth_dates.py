from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.linkage.matching import LinkageRecord
from ingest.linkage.matching.birth_dates import digits_of, is_default, years_of


def born(text: str = "", day: date | None = None) -> LinkageRecord:
    return LinkageRecord("a:persons:1", "a", "a:1", born=day, born_text=text)


@given(st.dates(date(1901, 1, 1), date(2026, 1, 1)))
def test_a_day_is_read_the_same_whether_it_was_parsed_or_is_still_text(day: date) -> None:
    read = digits_of(born(day=day))
    assert digits_of(born(f"{day:%d/%m/%Y}")) == read
    assert digits_of(born(f"{day:%Y-%m-%d}")) == read
    assert digits_of(born(f"{day:%Y%m%d}")) == read


@given(st.text(max_size=20))
def test_any_text_is_eight_digits_or_nothing(text: str) -> None:
    assert len(digits_of(born(text))) in {0, 8}


@pytest.mark.parametrize("text", ["01/01/1900", "1970-01-01", "11/11/1111", "unknown", ""])
def test_dates_that_systems_write_for_none_are_none(text: str) -> None:
    assert digits_of(born(text)) == ""


def test_a_day_no_calendar_has_is_still_compared_by_its_digits() -> None:
    assert digits_of(born("31/02/1980")) == "19800231"


def test_the_first_of_january_stands_for_a_year() -> None:
    assert is_default("19800101")
    assert not is_default("19800102")


def test_an_age_bounds_the_years_of_birth() -> None:
    record = LinkageRecord("a:persons:1", "a", "a:1", born_from=date(1980, 3, 2), born_to=date(1981, 3, 1))
    assert years_of(record) == (1980, 1981)
