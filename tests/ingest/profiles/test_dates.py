"""Dates as agencies write them."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.profiles.dates import compile_format, to_iso

USUAL = ("dd/mm/yyyy", "yyyy-mm-dd", "dd-mon-yyyy", "dd month yyyy", "excel")


def read(cell: str | None, formats: tuple[str, ...] = USUAL, *, is_last_day: bool = False) -> str | None:
    frame = pl.DataFrame({"cell": [cell]}, schema={"cell": pl.String})
    made: str | None = frame.select(to_iso(pl.col("cell"), formats, is_last_day=is_last_day)).item()
    return made


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("03/02/1990", "1990-02-03", id="day first"),
        pytest.param("3/2/1990", "1990-02-03", id="without leading zeros"),
        pytest.param("1990-02-03", "1990-02-03", id="already ISO"),
        pytest.param("1990-02-03T00:00:00", "1990-02-03", id="an ISO date-time is cut to the day"),
        pytest.param("1990-02-03T23:59:59.123+01:00", "1990-02-03", id="a zone does not move the day"),
        pytest.param("1990-02-03 00:00:00.000", "1990-02-03", id="a database's date-time is cut to the day"),
        pytest.param("03/02/1990 12:00 AM", "1990-02-03", id="a British date-time is cut to the day"),
        pytest.param("3-Feb-1990", "1990-02-03", id="month in three letters"),
        pytest.param("3 February 1990", "1990-02-03", id="month in full"),
        pytest.param("32907", "1990-02-03", id="a spreadsheet's day number"),
        pytest.param("32907.75", "1990-02-03", id="a spreadsheet's day number with a time of day"),
        pytest.param("1600-01-01", "1600-01-01", id="the earliest year of birth"),
        pytest.param("31/02/1990", "31/02/1990", id="a day that no month has stays as sent"),
        pytest.param("03/02/90", "03/02/90", id="a two-digit year stays as sent"),
        pytest.param("1985", "1985", id="a bare year is not taken for a day number"),
        pytest.param("about 1985", "about 1985", id="words stay as sent"),
        pytest.param(None, None, id="a blank stays blank"),
    ],
)
def test_reads_what_it_can_and_leaves_the_rest(cell: str | None, expected: str | None) -> None:
    assert read(cell) == expected


def test_takes_the_first_format_that_fits() -> None:
    assert read("03/02/1990", ("mm/dd/yyyy", "dd/mm/yyyy")) == "1990-03-02"
    assert read("23/02/1990", ("mm/dd/yyyy", "dd/mm/yyyy")) == "1990-02-23"


def test_a_last_day_becomes_the_first_day_after() -> None:
    assert read("31/12/2026", is_last_day=True) == "2027-01-01"
    assert read("never", is_last_day=True) == "never"


@pytest.mark.parametrize("text", ["dd/mm/yy", "dd/mm", "yyyy", "", "dd/mm/yyyy/dd", "day dd/mm/yyyy", "%d/%m/%Y"])
def test_refuses_a_format_that_does_not_name_one_day(text: str) -> None:
    with pytest.raises(ValueError, match="dd/mm/yyyy"):
        compile_format(text)


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2399, 12, 31)))
def test_every_day_is_read_back_from_every_format(day: date) -> None:
    written = {
        "dd/mm/yyyy": f"{day:%d/%m/%Y}",
        "yyyymmdd": f"{day:%Y%m%d}",
        "mon dd yyyy": f"{day:%b %d %Y}",
        "dd.month.yyyy": f"{day:%d.%B.%Y}",
    }
    for text, cell in written.items():
        assert read(cell, (text,)) == day.isoformat()


@given(st.dates(min_value=date(1927, 5, 18), max_value=date(2173, 1, 1)))
def test_every_five_digit_day_number_is_read(day: date) -> None:
    number = (day - date(1899, 12, 30)) // timedelta(days=1)
    assert read(str(number)) == day.isoformat()
