"""One table of a feed, every cell read: rows that may land, rows that may not, and what is wrong with either."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from graph_schema.identifiers.parsed import Invalid
from graph_schema.vocabulary import Column, FeedTable
from ingest.problems import Code, Outcome, Problem
from ingest.reading.raw import MalformedRow, RawTable
from ingest.records import UNIT_SEPARATOR
from ingest.validation.drawings import repair_of
from ingest.validation.values import parser_of

LINE, RAW, PLACE = "line", "raw", "place"


@dataclass(frozen=True)
class CheckedTable:
    """A table after its cells were read.

    `rows` has LINE, PLACE (its number in the table), every column of the table as canonical text (null = unknown) and
    RAW: the values that could not be read, as sent, JSON. `refused` has the same shape for rows that cannot land.
    """

    table: FeedTable
    rows: pl.DataFrame
    refused: pl.DataFrame
    problems: tuple[Problem, ...]
    malformed: tuple[MalformedRow, ...] = ()


@dataclass(frozen=True)
class _ReadColumn:
    """A column's canonical values; `is_bad` marks those that could not be read, None where all could."""

    values: pl.Series
    is_bad: pl.Series | None
    reasons: dict[str, str]


def _read_column(column: Column, sent: pl.Series) -> _ReadColumn:
    if sent.null_count() == len(sent):
        return _ReadColumn(sent, None, {})
    parse = parser_of(column)
    if parse is None:
        return _ReadColumn(sent.str.replace_all(UNIT_SEPARATOR, " ", literal=True), None, {})
    distinct = sent.drop_nulls().unique()
    canonical: list[str | None] = []
    reasons: dict[str, str] = {}
    is_same = True
    for text in distinct.to_list():
        parsed = parse(text)
        if isinstance(parsed, Invalid):
            reasons[text] = parsed.reason
            canonical.append(None)
        else:
            canonical.append(parsed.canonical)
            is_same = is_same and parsed.canonical == text
    if not reasons and is_same:
        return _ReadColumn(sent, None, {})
    values = sent.replace_strict(distinct, pl.Series(canonical, dtype=pl.String), default=None, return_dtype=pl.String)
    values = values.replace("", None) if column.type == "list" else values
    is_bad = sent.is_in(list(reasons)).fill_null(value=False) if reasons else None
    return _ReadColumn(values, is_bad, reasons)


def _problems_of(table: FeedTable, column: Column, frame: pl.DataFrame, read: _ReadColumn) -> list[Problem]:
    outcome = Outcome.REJECTED if column.is_required else Outcome.LANDED
    effect = "the row is rejected" if column.is_required else "the row lands with this value unknown"
    told: list[Problem] = []
    if read.is_bad is not None:
        for line, text in frame.select(LINE, pl.col(column.name).alias("text")).filter(read.is_bad).iter_rows():
            value = None if column.sensitivity.is_personal else text
            message = f"{read.reasons[text]} ({effect})"
            told.append(Problem(table.name, line, column.name, Code.BAD_VALUE, message, outcome, value))
    if column.is_required and frame[column.name].null_count():
        message = "blank, and a row cannot do without it: fill it in and send the row again"
        told += [
            Problem(table.name, line, column.name, Code.MISSING_VALUE, message, Outcome.REJECTED)
            for line in frame.filter(frame[column.name].is_null())[LINE]
        ]
    return told


def _raw_of(frame: pl.DataFrame, bad: dict[str, pl.Series]) -> pl.Series:
    if not bad:
        return pl.Series(RAW, [None], dtype=pl.String).new_from_index(0, frame.height)
    kept = frame.select(
        pl.struct(*(pl.when(is_bad).then(pl.col(name)).alias(name) for name, is_bad in bad.items())).alias(RAW)
    )[RAW]
    any_bad = pl.DataFrame(bad).select(pl.any_horizontal(pl.all())).to_series()
    text = kept.struct.json_encode().str.replace_all(r'"[a-z_]+":null,?', "").str.replace(",}", "}", literal=True)
    return pl.select(pl.when(any_bad).then(text)).to_series().alias(RAW)


def _never_holds(table: FeedTable, rows: pl.DataFrame) -> list[Problem]:
    if "valid_to" not in table.column_names:
        return []
    message = "ends on or before the day it begins, so it never holds: check both days"
    if rows["valid_to"].null_count() == len(rows):
        return []
    lines = rows.filter(pl.col("valid_to") <= pl.col("valid_from"))[LINE]
    return [Problem(table.name, line, "valid_to", Code.NEVER_HOLDS, message) for line in lines]


def _repairs(table: FeedTable, frame: pl.DataFrame, refused: pl.Series) -> list[Problem]:
    if "geometry" not in table.column_names:
        return []
    drawn = frame.filter(~refused).select(LINE, "geometry")
    return [
        Problem(table.name, line, "geometry", Code.ZONE_REPAIRED, f"{notice}: check the drawing on a map")
        for line, text in drawn.iter_rows()
        if (notice := repair_of(text))
    ]


def check_table(table: FeedTable, raw: RawTable) -> CheckedTable:
    """Read every cell of `raw` by the types of `table`'s columns."""
    absent = [pl.lit(None, pl.String).alias(name) for name in table.column_names if name not in raw.cells.columns]
    frame = raw.cells.select(
        pl.Series(LINE, raw.lines, dtype=pl.Int64), pl.int_range(pl.len()).alias(PLACE), pl.all(), *absent
    ).select(LINE, PLACE, *table.column_names)
    problems = [
        Problem(table.name, row.line, None, Code.MALFORMED_ROW, row.message, Outcome.REJECTED) for row in raw.malformed
    ]
    canonical: dict[str, pl.Series] = {}
    bad: dict[str, pl.Series] = {}
    fatal: list[pl.Series] = []
    for column in table.columns:
        read = _read_column(column, frame[column.name])
        canonical[column.name] = read.values
        problems += _problems_of(table, column, frame, read)
        if read.is_bad is not None:
            bad[column.name] = read.is_bad
        if column.is_required:
            fatal += [series for series in (frame[column.name].is_null(), read.is_bad) if series is not None]
    rows = frame.select(LINE, PLACE).with_columns(**canonical).with_columns(_raw_of(frame, bad))
    cannot_land = reduce(or_, fatal)
    landing, refused = (
        (rows.filter(~cannot_land), rows.filter(cannot_land)) if cannot_land.any() else (rows, rows.clear())
    )
    problems += _never_holds(table, landing) + _repairs(table, frame, cannot_land)
    return CheckedTable(table, landing, refused, tuple(problems), raw.malformed)
