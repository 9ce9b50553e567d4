"""Dates of birth as they are compared: eight digits even where no such day exists, and dates that stand for none."""

import re
from datetime import date

from ingest.linkage.matching.evidence import LinkageRecord

_PARTS = re.compile(r"^\s*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})\s*$")
_EIGHT = re.compile(r"^\s*(\d{8})\s*$")
_CENTURIES = ("19", "20")
_STAND_FOR_NONE = frozenset({"19000101", "18990101", "19700101", "18991230", "18991231", "11111111", "19111111"})
"""Days that systems write where nothing was entered: the first days of their calendars, and one key held down."""

DEFAULT_MONTH_DAYS = frozenset({"0101"})
"""Month and day that stand for "some time that year": 1 January."""


def digits_of(record: LinkageRecord) -> str:
    """Return the date of birth as YYYYMMDD, blank where there is none; it may be no day of a calendar, as sent."""
    if record.born:
        return _unless_default(f"{record.born:%Y%m%d}")
    if eight := _EIGHT.match(record.born_text):
        text = eight[1]
        return _unless_default(text if text[:2] in _CENTURIES else text[4:] + text[2:4] + text[:2])
    if parts := _PARTS.match(record.born_text):
        first, month, last = parts.groups()
        year, day = (first, last) if len(first) == 4 else (last, first)
        if len(year) == 4 and len(day) <= 2:
            return _unless_default(f"{year}{month:0>2}{day:0>2}")
    return ""


def is_default(digits: str) -> bool:
    """Return whether a date of birth stands for a year only, so that agreeing on it says little."""
    return digits[4:] in DEFAULT_MONTH_DAYS


def years_of(record: LinkageRecord) -> tuple[int | None, int | None]:
    """Return the first and last year in which the person may be born, None where nothing is known."""
    digits = digits_of(record)
    if digits:
        return int(digits[:4]), int(digits[:4])
    ends: tuple[date | None, date | None] = (record.born_from, record.born_to)
    return (ends[0].year if ends[0] else None, ends[1].year if ends[1] else None)


def _unless_default(digits: str) -> str:
    return "" if digits in _STAND_FOR_NONE or digits[:2] not in _CENTURIES else digits
