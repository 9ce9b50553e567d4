"""Matching the tables and columns of a feed, as sent, with those that a profile names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from ingest.problems import PROBLEM
from ingest.profiles.checks import suggest_name
from ingest.profiles.errors import ProfileFault
from ingest.profiles.schema import OTHER, Profile, Record, read_names
from ingest.reading.raw import RawFeed, RawTable

ROW = "@row"
LINE = "@line"
WHOLE = "*"


@dataclass(frozen=True)
class Source:
    """A source table under the profile's own names.

    `rows` has a text column for every column that the profile reads (null where the sender has none), the row's
    number in `@row` and its line in the sender's file in `@line`. `absent` are the columns the sender does not have,
    `unread` those that the profile does not know, as sent.
    """

    file: str
    rows: pl.DataFrame
    absent: tuple[str, ...]
    unread: tuple[str, ...]


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.strip().lower()).strip("_")


def _fold_all(names: list[str], what: str, file: str) -> dict[str, str]:
    folded: dict[str, str] = {}
    for name in names:
        if _fold(name) in folded:
            raise ProfileFault(f"the {what} '{folded[_fold(name)]}' and '{name}' read alike; rename one of them", file)
        folded[_fold(name)] = name
    return folded


def match_tables(profile: Profile, raw: RawFeed) -> dict[str, RawTable]:
    """Return the feed's tables by the profile's names for them.

    Raises ProfileFault for a table that the profile does not know, naming the nearest.
    """
    read = columns_read(profile)
    known = _fold_all(list(dict.fromkeys((*read, *profile.pass_through, *profile.ignored))), "tables", "")
    matched = {}
    for folded, name in _fold_all(list(raw.tables), "tables", "").items():
        if folded not in known:
            raise ProfileFault(
                f"the profile '{profile.name}' knows no table '{name}' ({suggest_name(name, tuple(known.values()))}); "
                "rename the table, take it out, or add it to the profile",
                raw.tables[name].file,
            )
        matched[known[folded]] = raw.tables[name]
    return matched


def _names_of(record: Record) -> list[str]:
    names = [name for cell in record.columns.values() for source in cell.sources for name in read_names(source)]
    names += [condition.column for condition in record.when]
    names += [look.by for look in record.look_up]
    return names + ([record.pairs.by, record.pairs.of] if record.pairs else [])


def columns_read(profile: Profile) -> dict[str, dict[str, None]]:
    """Return, by source table, the columns that the profile reads, in the order it names them."""
    read: dict[str, dict[str, None]] = {}
    for record in profile.records:
        tables = {look.named: look.table for look in record.look_up}
        read.setdefault(record.source, {})
        for name in _names_of(record):
            bare = name.removeprefix(f"{OTHER}:") if record.pairs else name
            prefix, _, rest = bare.partition(":")
            table, column = (tables[prefix], rest) if rest and prefix in tables else (record.source, bare)
            if not column.startswith("@"):
                read.setdefault(table, {})[column] = None
        for look in record.look_up:
            read.setdefault(look.table, {})[look.key] = None
    for left in profile.left_out:
        read.setdefault(left.source, {}).update(dict.fromkeys(condition.column for condition in left.when))
    return read


def _find_excused(profile: Profile, table: str, present: set[str]) -> set[str]:
    """Return the absent columns that nobody misses, since another item of the same `first` is there."""
    excused: set[str] = set()
    for record in profile.records:
        for cell in record.columns.values():
            items = [{name for name in read_names(source) if not name.startswith("@")} for source in cell.first or ()]
            if record.source == table and any(item <= present for item in items):
                excused.update(*items)
    return excused


def read_source(profile: Profile, name: str, wanted: Mapping[str, None], table: RawTable | None) -> Source:
    """Return a source table with the profile's column names; without a table, one of no rows."""
    if table is None:
        nothing = pl.DataFrame(schema=dict.fromkeys(wanted, pl.String) | {ROW: pl.UInt32, LINE: pl.Int64})
        return Source(name, nothing, (), ())
    sent = _fold_all(table.cells.columns, "columns", table.file)
    found = {column: sent[_fold(column)] for column in wanted if _fold(column) in sent}
    ignored = {PROBLEM, *(_fold(column) for column in profile.ignored.get(name, ()))}
    read = set(found.values())
    columns = [
        pl.col(found[column]).alias(column) if column in found else pl.lit(None, pl.String).alias(column)
        for column in wanted
    ]
    # The lines come first: a selection of blank columns alone would forget how many rows there are.
    lined = table.cells.with_columns(table.lines.cast(pl.Int64).alias(LINE))
    rows = lined.select(*columns, LINE).with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias(ROW))
    excused = _find_excused(profile, name, set(found))
    return Source(
        file=table.file,
        rows=rows,
        absent=tuple(column for column in wanted if column not in found and column not in excused),
        unread=tuple(column for folded, column in sent.items() if column not in read and folded not in ignored),
    )
