"""Which of an agency's rows a feed takes back: by name, or because a complete feed leaves them out."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from graph_schema.vocabulary import TABLES, FeedTable
from graph_schema.vocabulary.feed_tables import STATEMENT_REF, VALID_FROM
from ingest.landing.comparison import RECORD
from ingest.landing.standing import Standing
from ingest.landing.state import CHANGES
from ingest.problems import Code, Outcome, Problem
from ingest.reading.raw import MalformedRow
from ingest.records import unpacked
from ingest.validation.tables import LINE


@dataclass(frozen=True)
class Withdrawn:
    """The open versions a feed takes back, and the rows of its withdrawals that take back nothing."""

    versions: pl.DataFrame
    rejected: pl.DataFrame
    problems: tuple[Problem, ...]


def _spellings(table: FeedTable) -> list[pl.Expr]:
    """Return every way to name a row: its key, its statement's reference, its required columns, with the start."""
    required = [pl.col(column.name) for column in table.required]
    start = pl.col(VALID_FROM).fill_null("") if VALID_FROM in table.column_names else None
    bare = [pl.col(table.key)] if table.key else []
    spellings = [*bare, pl.concat_str(required, separator="|")]
    if start is not None:
        spellings += [pl.concat_str([*columns, start], separator="|") for columns in ([*bare], required) if columns]
    if table.has_statement_ref:
        spellings.append(pl.col(STATEMENT_REF))
    return spellings


def withdraw_named(agency: str, rows: pl.DataFrame, standing: Standing) -> Withdrawn:
    """Find what each row of `withdrawals` names among the agency's open rows; one that names nothing is rejected."""
    found: list[pl.DataFrame] = [pl.DataFrame(schema=CHANGES)]
    idle: list[pl.DataFrame] = [rows.clear()]
    problems: list[Problem] = []
    for (name,), wanted in rows.group_by("table", maintain_order=True):
        table = TABLES.get(str(name))
        if table is None or table.name == "withdrawals":
            message = "no table of a feed has this name: write it as in the file name of the table"
            problems += [_nothing(line, "table", message) for line in wanted[LINE]]
            idle.append(wanted)
            continue
        candidates = unpacked(table, standing.open_versions(agency, table.name))
        named = pl.concat([candidates.select(s.alias("key"), RECORD) for s in _spellings(table)]).drop_nulls().unique()
        hits = named.join(wanted, on="key", how="semi")
        found.append(candidates.join(hits, on=RECORD, how="semi").select(*CHANGES))
        without = wanted.join(named, on="key", how="anti")
        message = (
            f"no row of {table.name} that still stands has this key: check it, or leave it out if already taken back"
        )
        problems += [_nothing(line, "key", message) for line in without[LINE]]
        idle.append(without)
    return Withdrawn(pl.concat(found), pl.concat(idle), tuple(problems))


def _nothing(line: int, column: str, message: str) -> Problem:
    return Problem("withdrawals", line, column, Code.NOTHING_TO_WITHDRAW, message, Outcome.REJECTED)


@dataclass(frozen=True)
class SentRows:
    """What a complete feed holds of one table: records of rows that may land, rows that may not, rows out of shape."""

    records: pl.Series
    refused: pl.DataFrame
    malformed: tuple[MalformedRow, ...]


def withdraw_absent(agency: str, table: FeedTable, sent: SentRows, standing: Standing) -> pl.DataFrame:
    """Return the open versions of `table` that a complete feed leaves out.

    A row that was sent but rejected stands for the row it would have replaced: whatever agrees with all of the
    identity that could be read of it stays.
    """
    open_now = standing.open_versions(agency, table.name)
    absent = open_now.filter(~pl.col(RECORD).is_in(sent.records.implode()))
    if absent.is_empty() or (sent.refused.is_empty() and not sent.malformed):
        return absent
    candidates = unpacked(table, absent)
    kept = [
        *_meant_by_refused(table, sent.refused, candidates),
        *_meant_by_malformed(table, sent.malformed, candidates),
    ]
    return absent.join(pl.concat([candidates.clear(), *kept]), on=RECORD, how="anti")


def _meant_by_refused(table: FeedTable, refused: pl.DataFrame, candidates: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for row in refused.select(*table.column_names).iter_rows(named=True):
        known = {name: row[name] for name in table.identity if row[name] is not None}
        if known and table.identity[0] in known:
            yield candidates.filter(pl.all_horizontal(pl.col(name) == value for name, value in known.items()))
        if table.has_statement_ref and row[STATEMENT_REF]:
            yield candidates.filter(pl.col(STATEMENT_REF) == row[STATEMENT_REF])


def _meant_by_malformed(
    table: FeedTable, malformed: tuple[MalformedRow, ...], candidates: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Yield what rows with too many cells may mean: which cell is of which column cannot be told any more."""
    for row in malformed:
        cells = list(row.cells)
        named = [pl.col(name).is_in(cells).fill_null(value=True) for name in table.identity]
        yield candidates.filter(pl.all_horizontal(named))
        if table.has_statement_ref:
            yield candidates.filter(pl.col(STATEMENT_REF).is_in(cells))
