"""A builder of made-up extracts: tables as rows of text, the first row on line 2 of its file."""

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl
import pytest

from ingest.reading.raw import Manifest, RawFeed, RawTable

Rows = Sequence[dict[str, str]]
BuildFeed = Callable[..., RawFeed]


def build_table(file: str, rows: Rows, columns: Sequence[str] = ()) -> RawTable:
    names = list(dict.fromkeys([*columns, *(name for row in rows for name in row)]))
    data = {name: [row.get(name) or None for row in rows] for name in names}
    cells = pl.DataFrame(data, schema=dict.fromkeys(names, pl.String))
    return RawTable(file, cells, pl.Series("line", range(2, 2 + len(rows)), dtype=pl.Int64))


@pytest.fixture
def a_feed() -> BuildFeed:
    def build(*, complete: bool = False, **tables: Rows | RawTable) -> RawFeed:
        manifest = Manifest(agency="test-agency", received=date(2026, 11, 20), complete=complete)
        made = {
            name: rows if isinstance(rows, RawTable) else build_table(f"{name}.csv", rows)
            for name, rows in tables.items()
        }
        return RawFeed("test-agency-2026-11-20", manifest, "0" * 64, made)

    return build


@pytest.fixture
def a_table() -> Callable[..., RawTable]:
    return build_table


@pytest.fixture
def rows_of() -> Callable[[RawFeed, str], list[dict[str, str]]]:
    def read(feed: RawFeed, table: str) -> list[dict[str, str]]:
        """Return the rows without their blanks, which say nothing."""
        return [
            {name: cell for name, cell in row.items() if cell is not None}
            for row in feed.tables[table].cells.to_dicts()
        ]

    return read
