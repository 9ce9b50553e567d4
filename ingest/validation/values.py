"""From the text of one cell to its canonical text, by the type of its column, or to the reason it cannot be read."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from difflib import get_close_matches

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES
from graph_schema.identifiers import IDENTIFIERS
from graph_schema.identifiers.parsed import Invalid, Parsed
from graph_schema.vocabulary import Column
from ingest.validation.drawings import parse_drawing

EARLIEST_YEAR = 1600
"""Years before this are typing errors: no feed has a reason to name one."""

_BOUNDS = {"age_recorded": (0, 150), "dash_score": (0, 24), "months": (0, 1200), "capacity": (0, 100_000)}
"""Whole numbers outside these are typing errors; 24 is the number of questions on the DASH checklist."""

_GRID = {"easting": 700_000, "northing": 1_300_000}
"""The National Grid's extent in metres (Ordnance Survey)."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,9}(\.0+)?", re.ASCII)
_METRES = re.compile(r"-?\d{1,8}(\.\d{1,12})?", re.ASCII)


def parse_day(text: str, column: Column) -> Parsed | Invalid:
    """Read an ISO day from 1600 on."""
    if not _DAY.fullmatch(text):
        return Invalid("not a day: write year, month and day as 2026-11-20")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Invalid("no such day in the calendar: check day and month")
    if day.year < EARLIEST_YEAR:
        return Invalid(f"a year before {EARLIEST_YEAR}: check the year, or leave it blank if it is not known")
    return Parsed(text)


def parse_whole_number(text: str, column: Column) -> Parsed | Invalid:
    """Read a whole number within the bounds or codes of its column."""
    if not _WHOLE.fullmatch(text):
        return Invalid("not a whole number: write digits only")
    number = int(text.split(".", maxsplit=1)[0])
    if column.codes and str(number) not in column.codes:
        return Invalid(f"not one of {', '.join(column.codes)}")
    low, high = _BOUNDS.get(column.name, (0, 10**9))
    if not low <= number <= high:
        return Invalid(f"not between {low} and {high}: check it")
    return Parsed(str(number))


def parse_metres(text: str, column: Column) -> Parsed | Invalid:
    """Read British National Grid metres, kept whole, half up."""
    if not _METRES.fullmatch(text):
        return Invalid(
            "not a number of metres: write British National Grid metres as digits, without letters or commas"
        )
    try:
        metres = int((Decimal(text) + Decimal("0.5")).to_integral_value(ROUND_FLOOR))
    except InvalidOperation:
        return Invalid("not a number of metres: write British National Grid metres as digits")
    if not 0 <= metres <= _GRID.get(column.name, max(_GRID.values())):
        return Invalid("outside the National Grid: check that easting and northing are not swapped or in degrees")
    return Parsed(str(metres))


def parse_yes_no(text: str, column: Column) -> Parsed | Invalid:
    """Read yes or no, in any case of letters."""
    lowered = text.lower()
    return (
        Parsed(lowered)
        if lowered in {"yes", "no"}
        else Invalid("neither yes nor no: write one of them, or leave it blank")
    )


def parse_time(text: str, column: Column) -> Parsed | Invalid:
    """Read a time of day as hours and minutes."""
    return Parsed(text) if _TIME.fullmatch(text) else Invalid("not a time of day: write hours and minutes as 21:30")


def _one_of(text: str, known: tuple[str, ...], what: str) -> Parsed | Invalid:
    if text in known:
        return Parsed(text)
    near = get_close_matches(text.lower().replace(" ", "_"), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known[:20])}{' ...' if known[20:] else ''}"
    return Invalid(f"not {what}: {hint}")


def parse_code(text: str, column: Column) -> Parsed | Invalid:
    """Read one of the codes of the column."""
    return _one_of(text, column.codes, "one of the codes")


def parse_area(text: str, column: Column) -> Parsed | Invalid:
    """Read the slug of a MAPPA area."""
    return _one_of(text, tuple(AREAS), "one of the 42 MAPPA areas")


def parse_local_authority(text: str, column: Column) -> Parsed | Invalid:
    """Read the ONS code of a local authority district of England or Wales."""
    known = text in LOCAL_AUTHORITIES
    return (
        Parsed(text)
        if known
        else Invalid("not the ONS code of a local authority of England or Wales, such as E06000049")
    )


def parse_list(text: str, column: Column) -> Parsed | Invalid:
    """Read a list separated by semicolons; with codes, every part must be one of them."""
    parts = tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
    for part in parts:
        if column.codes and isinstance(wrong := parse_code(part, column), Invalid):
            return Invalid(f"a part of the list is {wrong.reason}")
    return Parsed(";".join(parts))


PARSERS: Mapping[str, Callable[[str, Column], Parsed | Invalid]] = {
    "date": parse_day,
    "integer": parse_whole_number,
    "metres": parse_metres,
    "yesno": parse_yes_no,
    "time": parse_time,
    "code": parse_code,
    "area": parse_area,
    "lad": parse_local_authority,
    "list": parse_list,
    "geometry": parse_drawing,
}
"""By column type; types not named here or among the identifiers are text and taken as they are."""


def parser_of(column: Column) -> Callable[[str], Parsed | Invalid] | None:
    """Return the function that reads a cell of this column, None where any text will do."""
    if column.type in IDENTIFIERS:
        return IDENTIFIERS[column.type]
    if parse := PARSERS.get(column.type):
        return lambda text: parse(text, column)
    return None
