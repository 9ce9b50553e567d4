"""A whole feed checked against the vocabulary: refused for its structure, or every table read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import polars as pl

from graph_schema.vocabulary import TABLES, FeedTable
from graph_schema.vocabulary.feed_tables import SYNTHETIC_COLUMN
from ingest.errors import UnknownColumns, UnknownTable
from ingest.problems import PROBLEM, Code, Problem
from ingest.reading.raw import Manifest, RawFeed, RawTable
from ingest.validation.tables import CheckedTable, check_table


@dataclass(frozen=True)
class CheckedFeed:
    """A feed whose structure is sound and whose every cell was read; `tables` come in the order of the vocabulary.

    `sent` is the sender's own tables, for the files of rejected rows, and `made_of` says which of their rows each row
    of a table was made of, where a profile made it (`Mapped.made_of`).
    """

    name: str
    manifest: Manifest
    digest: str
    tables: Mapping[str, CheckedTable]
    problems: tuple[Problem, ...]
    sent: Mapping[str, RawTable]
    made_of: Mapping[str, pl.DataFrame] = field(default_factory=dict)

    @property
    def row_count(self) -> int:
        """Return how many rows the feed's tables have, those that cannot land among them."""
        return sum(len(table.rows) + len(table.refused) + len(table.malformed) for table in self.tables.values())

    def origin_of(self, table: str, place: int) -> list[tuple[str, int]]:
        """Return the rows, by table and number in it, that the sender wrote for one row of a table."""
        if table not in self.made_of:
            return [(table, place)]
        return self.made_of[table].filter(pl.col("place") == place).select("table", "row").rows()


def check_feed(raw: RawFeed) -> CheckedFeed:
    """Read every table of `raw`, already mapped by its profile; its own tables count as those sent.

    Raises UnknownTable for a table that is none of the vocabulary's, UnknownColumns where a required one is missing.
    """
    for name, table in raw.tables.items():
        if name not in TABLES:
            near = get_close_matches(name, TABLES, n=1)
            hint = f"did you mean {near[0]}?" if near else "the tables are listed in docs/vocabulary.md"
            raise UnknownTable(f"{table.file} is no table of a feed: {hint} Rename it or take it out.", table.file)
        _require_columns(TABLES[name], table)
    checked = {name: check_table(table, raw.tables[name]) for name, table in TABLES.items() if name in raw.tables}
    problems = [problem for name in checked for problem in _unknown_columns(TABLES[name], raw.tables[name])]
    problems += [Problem("feed", None, None, Code.NOT_MAPPED, notice) for notice in raw.notices]
    return CheckedFeed(raw.name, raw.manifest, raw.digest, checked, tuple(problems), raw.tables)


def tell_encodings(raw: RawFeed) -> tuple[Problem, ...]:
    """Tell of the files of a feed, as sent, whose letters had to be guessed."""
    return tuple(
        Problem(name, table.guessed.line, None, Code.ENCODING, table.guessed.message)
        for name, table in raw.tables.items()
        if table.guessed
    )


def _require_columns(table: FeedTable, raw: RawTable) -> None:
    missing = [column.name for column in table.required if column.name not in raw.cells.columns]
    if missing:
        raise UnknownColumns(
            f"{raw.file} has no column {', '.join(missing)}, and no row of {table.name} can do without: "
            "add it to the header row, spelt exactly so.",
            raw.file,
        )


def _unknown_columns(table: FeedTable, raw: RawTable) -> list[Problem]:
    known = {*table.column_names, SYNTHETIC_COLUMN, PROBLEM}
    told = []
    for name in raw.cells.columns:
        if name not in known:
            near = get_close_matches(name.lower(), table.column_names, n=1, cutoff=0)
            hint = f"; the nearest known one is {near[0]}" if near else ""
            message = f"no column of {table.name} has this name, so it was not read{hint}"
            told.append(Problem(table.name, None, name[:80], Code.UNKNOWN_COLUMN, message))
    return told
