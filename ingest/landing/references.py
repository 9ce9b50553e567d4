"""Whether what a row refers to has landed: in this feed, in the agency's earlier ones, or anywhere for shared names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from graph_schema.vocabulary import TABLES, Column, FeedTable
from ingest.landing.standing import Standing
from ingest.problems import Code, Outcome, Problem
from ingest.validation.tables import LINE, RAW


@dataclass
class Landing:
    """The references that rows of the feed under way may use, growing table by table."""

    agency: str
    standing: Standing
    landed: dict[str, pl.Series] = field(default_factory=dict)

    def add(self, table: FeedTable, rows: pl.DataFrame) -> None:
        """Let later tables refer to these rows."""
        if table.key:
            self.landed[table.name] = rows[table.identity[0]].unique()

    def missing(self, target: str, refs: pl.Series) -> set[str]:
        """Return those of `refs` that resolve nowhere."""
        wanted = refs.drop_nulls().unique()
        here = self.landed.get(target)
        left = wanted.filter(~wanted.is_in(here.implode())) if here is not None else wanted
        return set() if left.is_empty() else self.standing.missing(self.agency, target, left)


@dataclass(frozen=True)
class Resolved:
    """Rows whose references all resolve, rows rejected for one that does not, and what to say of either."""

    rows: pl.DataFrame
    rejected: pl.DataFrame
    problems: tuple[Problem, ...]


def resolve(table: FeedTable, rows: pl.DataFrame, landing: Landing) -> Resolved:
    """Reject rows whose required references resolve nowhere; blank optional ones, keeping them among the raw values."""
    missing = {
        column: absent
        for column in table.references
        if column.target and (absent := landing.missing(column.target, rows[column.name]))
    }
    if not missing:
        return Resolved(rows, rows.clear(), ())
    problems: list[Problem] = []
    rejected = pl.lit(value=False)
    for column, absent in missing.items():
        is_missing = pl.col(column.name).is_in(list(absent)).fill_null(value=False)
        problems += _tell(table, column, rows.filter(is_missing))
        if column.is_required:
            rejected = rejected | is_missing
    optional = {column.name: absent for column, absent in missing.items() if not column.is_required}
    return Resolved(_blank(rows.filter(~rejected), optional), rows.filter(rejected), tuple(problems))


def _tell(table: FeedTable, column: Column, rows: pl.DataFrame) -> list[Problem]:
    whose = "anywhere" if TABLES[column.target or ""].is_shared else "in this feed or earlier ones of this agency"
    what = f"names a row of {column.target} that has not landed {whose}"
    end = "send that row too, then this one again" if column.is_required else "the row lands with it blank"
    outcome = Outcome.REJECTED if column.is_required else Outcome.LANDED
    value_shown = not column.sensitivity.is_personal
    return [
        Problem(table.name, line, column.name, Code.UNRESOLVED_REFERENCE, f"{what}: {end}", outcome,
                value if value_shown else None)
        for line, value in rows.select(LINE, column.name).iter_rows()
    ]  # fmt: skip


def _blank(rows: pl.DataFrame, missing: Mapping[str, set[str]]) -> pl.DataFrame:
    if not missing:
        return rows
    names = list(missing)

    def add_raw(row: dict[str, str | None]) -> str | None:
        raw = json.loads(row[RAW] or "{}")
        raw |= {name: row[name] for name in names if row[name] in missing[name]}
        return json.dumps(raw, ensure_ascii=False, separators=(",", ":")) if raw else None

    raws = [add_raw(row) for row in rows.select(RAW, *names).iter_rows(named=True)]
    blanked = [
        pl.when(~pl.col(name).is_in(list(absent)).fill_null(value=False)).then(pl.col(name)).alias(name)
        for name, absent in missing.items()
    ]
    return rows.with_columns(*blanked).with_columns(pl.Series(RAW, raws, dtype=pl.String))
