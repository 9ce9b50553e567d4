"""Dates as agencies write them, turned into ISO days."""

import re
from datetime import date

import polars as pl

EXCEL = "excel"
"""The format name for the day numbers a spreadsheet leaves when a date is saved as a number."""

_EPOCH = date(1899, 12, 30)
_PARTS = {
    "yyyy": (r"\d{4}", "%Y"),
    "month": (r"[A-Za-z]{3,9}", "%B"),
    "mon": (r"[A-Za-z]{3}", "%b"),
    "mm": (r"\d{1,2}", "%m"),
    "dd": (r"\d{1,2}", "%d"),
}
_PART = re.compile("yyyy|month|mon|mm|dd")
_TIME = r"[T ]\d{1,2}:\d{2}.*$"
# A number of fewer digits is more likely a year than a day of 1900 to 1927.
_DAY_NUMBER = r"^\d{5}(\.\d+)?$"


def compile_format(text: str) -> tuple[str, str]:
    """Return the pattern a cell must match and the strptime format that then reads it.

    Raises ValueError, saying how to write it, for a format that does not name day, month and four-digit year once.
    Two-digit years are refused: they name a century that nobody wrote.
    """
    parts = _PART.findall(text)
    rest = _PART.sub("", text)
    months = [part for part in parts if part in ("mm", "mon", "month")]
    is_whole = len(parts) == 3 and parts.count("yyyy") == 1 and parts.count("dd") == 1 and len(months) == 1
    if not is_whole or any(letter.isalnum() for letter in rest):
        raise ValueError(
            "write a date format with dd, one of mm, mon or month, and yyyy, such as dd/mm/yyyy, or excel "
            "(two-digit years are not read: ask the agency for four)"
        )
    # With nothing between the parts only fixed widths can be told apart.
    digits = r"\d{1,2}" if rest else r"\d{2}"
    pattern, strptime, end = "^", "", 0
    for match in _PART.finditer(text):
        literal = text[end : match.start()]
        shape, directive = _PARTS[match.group()]
        pattern += re.escape(literal) + (digits if match.group() in ("mm", "dd") else shape)
        strptime += literal.replace("%", "%%") + directive
        end = match.end()
    return pattern + re.escape(text[end:]) + "$", strptime + text[end:].replace("%", "%%")


def _read_day_number(cell: pl.Expr) -> pl.Expr:
    number = pl.when(cell.str.contains(_DAY_NUMBER)).then(cell).cast(pl.Float64).floor().cast(pl.Int64)
    return pl.lit(_EPOCH) + pl.duration(days=number)


def _read_day(cell: pl.Expr, text: str) -> pl.Expr:
    if text == EXCEL:
        return _read_day_number(cell)
    pattern, strptime = compile_format(text)
    return pl.when(cell.str.contains(pattern)).then(cell).str.to_date(strptime, strict=False)


def to_iso(cell: pl.Expr, formats: tuple[str, ...], *, is_last_day: bool = False) -> pl.Expr:
    """Return the ISO day of each cell by the first format that fits, and a cell that fits none as it was sent.

    A time of day is cut off. With `is_last_day` the cell names the last day on which a thing was true, and the day
    after it is returned, since an end in a feed is the first day a thing is no longer true.
    """
    day = cell.str.replace(_TIME, "").str.strip_chars()
    days = pl.coalesce([_read_day(day, text) for text in formats])
    if is_last_day:
        days = days + pl.duration(days=1)
    return pl.coalesce([days.dt.strftime("%Y-%m-%d"), cell])
