"""Cells on their way out: nothing a spreadsheet would run, and read back as they were."""

import re

import polars as pl

# Spelt out, because what `\s` and `$` stand for differs between the two engines that read these.
_SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_RUNS = f"^(?:[\\t\\r\\n]|[{_SPACE}\"']*[=+\\-@\uff1d\uff0b\uff0d\uff20])"
_NUMBER = "[+-]?[0-9]+(?:\\.[0-9]+)?"
_PYTHON_RUNS, _PYTHON_NUMBER = re.compile(_RUNS), re.compile(_NUMBER)


def escape_formula(cell: str) -> str:
    """Return a cell with `'` before it where a spreadsheet would take it for a formula; plain numbers stay."""
    return f"'{cell}" if _PYTHON_RUNS.match(cell) and not _PYTHON_NUMBER.fullmatch(cell) else cell


def _runs(cell: pl.Expr) -> pl.Expr:
    return cell.str.contains(_RUNS) & ~cell.str.contains(f"^{_NUMBER}$")


def escape_formulas(column: str) -> pl.Expr:
    """Return a text column escaped cell by cell as `escape_formula` does."""
    cell = pl.col(column)
    return pl.when(_runs(cell)).then("'" + cell).otherwise(cell).alias(column)


def unescape_formula(column: str) -> pl.Expr:
    """Return a text column with the `'` taken off that `escape_formula` put on, so that rejected rows read as sent."""
    cell = pl.col(column)
    bare = cell.str.slice(1)
    return pl.when(cell.str.starts_with("'") & _runs(bare)).then(bare).otherwise(cell).alias(column)
