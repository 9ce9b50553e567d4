"""A whole feed checked against the vocabulary: refused for its structure, or every table read."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from graph_schema.vocabulary import TABLES, FeedTable
from graph_schema.vocabulary.feed_tables import SYNTHETIC_COLUMN
from ingest.errors import UnknownColumns, UnknownTable
from ingest.problems import Code, Problem
from ingest.reading.raw import Manifest, RawFeed, RawTable
from ingest.validation.tables import CheckedTable, check_table

PROBLEM = "problem"
"""The column that files of rejected rows have beside those sent; it may come back with the corrected rows."""


@dataclass(frozen=True)
class CheckedFeed:
    """A feed whose structure is sound and whose every cell was read; `tables` come in the order of the vocabulary."""

    name: str
    manifest: Manifest
    digest: str
    tables: Mapping[str, CheckedTable]
    problems: tuple[Problem, ...]


def check_feed(raw: RawFeed) -> CheckedFeed:
    """Read every table of `raw`, already mapped by its profile.

    Raises UnknownTable for a table that is none of the vocabulary's, UnknownColumns where a required one is missing.
    """
    for name, table in raw.tables.items():
        if name not in TABLES:
            near = get_close_matches(name, TABLES, n=1)
            hint = f"did you mean {near[0]}?" if near else "the tables are listed in docs/vocabulary.md"
            raise UnknownTable(f"{table.file} is no table of a feed: {hint} Rename it or take it out.", table.file)
        _require_columns(TABLES[name], table)
    checked = {name: check_table(table, raw.tables[name]) for name, table in TABLES.items() if name in raw.tables}
    problems = [problem for table in checked.values() for problem in _unknown_columns(table)]
    problems += [Problem("feed", None, None, Code.NOT_MAPPED, notice) for notice in raw.notices]
    return CheckedFeed(raw.name, raw.manifest, raw.digest, checked, tuple(problems))


def _require_columns(table: FeedTable, raw: RawTable) -> None:
    missing = [column.name for column in table.required if column.name not in raw.cells.columns]
    if missing:
        raise UnknownColumns(
            f"{raw.file} has no column {', '.join(missing)}, and no row of {table.name} can do without: "
            "add it to the header row, spelt exactly so.",
            raw.file,
        )


def _unknown_columns(checked: CheckedTable) -> list[Problem]:
    table = checked.table
    known = {*table.column_names, SYNTHETIC_COLUMN, PROBLEM}
    told = []
    for name in checked.sent.columns:
        if name not in known:
            near = get_close_matches(name.lower(), table.column_names, n=1, cutoff=0)
            hint = f"; the nearest known one is {near[0]}" if near else ""
            message = f"no column of {table.name} has this name, so it was not read{hint}"
            told.append(Problem(table.name, None, name[:80], Code.UNKNOWN_COLUMN, message))
    return told
