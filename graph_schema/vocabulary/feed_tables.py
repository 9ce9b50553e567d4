"""The tables and columns a feed may hold: type, codes, unit, sensitivity, and what makes a row the same row."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from importlib.resources import files

from graph_schema.sensitivity import Sensitivity

SYNTHETIC_COLUMN = "synthetic"
"""Marks every row of an invented area; read, and kept on the store, never on a row."""

STATEMENT_REF = "statement_ref"
VALID_FROM = "valid_from"

_SHARED = {"agencies", "mappa_cases", "marac_cases", "orders", "meetings", "transfers", "zones", "sites"}
_IDENTITY = {
    "mappa_cases": ("case_ref", VALID_FROM),
    "assignments": ("worker_ref", "role", "person_ref", "case_ref", "marac_ref", VALID_FROM),
}
_BLANK_IN_IDENTITY = {"person_ref", "case_ref", "marac_ref", VALID_FROM}


@dataclass(frozen=True)
class Column:
    """One column: `target` is the table a reference points into, `codes` the values it allows."""

    name: str
    type: str
    is_required: bool
    codes: tuple[str, ...]
    target: str | None
    unit: str
    sensitivity: Sensitivity
    meaning: str


@dataclass(frozen=True)
class FeedTable:
    """One table of a feed.

    `identity` is the columns that, within one agency, make two rows the same row at different times.
    `is_shared` says that its references name the same thing whoever sends them.
    """

    name: str
    columns: tuple[Column, ...]
    key: str | None
    identity: tuple[str, ...]
    is_shared: bool

    @property
    def column_names(self) -> tuple[str, ...]:
        """Return the names of the columns, in the order of the contract."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[Column, ...]:
        """Return the columns a row cannot do without."""
        return tuple(column for column in self.columns if column.is_required)

    @property
    def references(self) -> tuple[Column, ...]:
        """Return the columns that name a row of another table."""
        return tuple(column for column in self.columns if column.target)

    def column(self, name: str) -> Column:
        """Return the column called `name`; KeyError when there is none."""
        return next(column for column in self.columns if column.name == name)

    @property
    def has_statement_ref(self) -> bool:
        """Whether a row may carry its sender's own reference, which then is its identity."""
        return STATEMENT_REF in self.column_names


def _read_columns() -> dict[str, list[Column]]:
    text = files("graph_schema.vocabulary").joinpath("data/feed_tables.csv").read_text(encoding="utf-8")
    tables: dict[str, list[Column]] = {}
    for row in csv.DictReader(text.splitlines()):
        is_reference = row["type"] == "ref"
        codes = tuple(row["codes_or_target"].split("|")) if row["codes_or_target"] and not is_reference else ()
        tables.setdefault(row["table"], []).append(
            Column(
                name=row["column"],
                type=row["type"],
                is_required=row["required"] == "yes",
                codes=codes,
                target=row["codes_or_target"] if is_reference else None,
                unit=row["unit"],
                sensitivity=Sensitivity(row["sensitivity"]),
                meaning=row["meaning"],
            )
        )
    return tables


def _identity(name: str, columns: list[Column], key: str | None) -> tuple[str, ...]:
    if name in _IDENTITY:
        return _IDENTITY[name]
    if key:
        return (key,)
    identity = tuple(column.name for column in columns if column.is_required)
    has_start = any(column.name == VALID_FROM for column in columns)
    return (*identity, VALID_FROM) if has_start and VALID_FROM not in identity else identity


def _declare() -> dict[str, FeedTable]:
    tables = {}
    for name, columns in _read_columns().items():
        key = next((column.name for column in columns if column.type == "key" and column.is_required), None)
        identity = _identity(name, columns, key)
        tables[name] = FeedTable(name, tuple(columns), key, identity, name in _SHARED)
    # Lists, not sets: the order of the tables must be the same in every process.
    order = TopologicalSorter(
        {name: [c.target for c in table.references if c.target] for name, table in tables.items()}
    )
    return {name: tables[name] for name in order.static_order()}


TABLES: Mapping[str, FeedTable] = _declare()
"""Every table by name, a table after all those its references point into."""


def may_be_blank_in_identity(column: str) -> bool:
    """Whether a blank in this column is itself part of a row's identity (a start before anyone knew)."""
    return column in _BLANK_IN_IDENTITY
