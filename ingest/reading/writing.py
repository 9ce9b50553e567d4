"""Cells on their way out: nothing a spreadsheet would run, and read back as they were."""

import re

import polars as pl

_LEAD = "[\\s\"'\u00a0\u200b\u200c\u200d\u2060\ufeff]*"
_RUNS = f"(?:^{_LEAD}[=+\\-@\uff1d\uff0b\uff0d\uff20])|^[\\t\\r\\n]"
_NUMBER = r"^[+-]?[0-9]+(?:\.[0-9]+)?$"
_PYTHON_RUNS, _PYTHON_NUMBER = re.compile(_RUNS), re.compile(_NUMBER, re.ASCII)


def escape_formula(cell: str) -> str:
    """Return a cell with `'` before it where a spreadsheet would take it for a formula; plain numbers stay."""
    return f"'{cell}" if _PYTHON_RUNS.search(cell) and not _PYTHON_NUMBER.match(cell) else cell


def escape_formulas(column: str) -> pl.Expr:
    """Return a text column escaped cell by cell as `escape_formula` does."""
    cell = pl.col(column)
    runs = cell.str.contains(_RUNS) & ~cell.str.contains(_NUMBER)
    return pl.when(runs).then("'" + cell).otherwise(cell).alias(column)


def unescape_formula(column: str) -> pl.Expr:
    """Return a text column with the `'` taken off that `escape_formula` put on, so that rejected rows read as sent."""
    cell = pl.col(column)
    escaped = (
        cell.str.starts_with("'") & cell.str.slice(1).str.contains(_RUNS) & ~cell.str.slice(1).str.contains(_NUMBER)
    )
    return pl.when(escaped).then(cell.str.slice(1)).otherwise(cell).alias(column)
