"""Statements as they are read for a network: what they say, between what, from when to when, and by whom.

One question for many relationship types is several times cheaper than a question for each, but neither engine's
common language tells the type of what it found. A statement's own name does: it ends in the form it was made by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from graph_schema.periods import AsOf
from graph_schema.provenance import SEPARATOR
from graph_schema.vocabulary import FORMS, RELATIONSHIP_TYPES
from service.rules.findings import Thing

Row = Mapping[str, Any]
"""A row of a query of this package: `here`, `there`, `statement`, `record`, `source`, the valid clock, properties."""

_COMMON = frozenset({"here", "there", "statement", "record", "source", "valid_from", "valid_to"})


@dataclass(frozen=True)
class Statement:
    """One statement as known at the time of knowledge asked about; `facts` are its properties, blanks left out."""

    type: str
    start: Thing
    end: Thing
    valid_from: date
    valid_to: date
    sources: tuple[str, ...]
    name: str
    record: str
    facts: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def holds(self, as_of: AsOf) -> bool:
        """Whether it is true on the day."""
        return self.valid_from <= as_of.day < self.valid_to

    @property
    def identity(self) -> tuple[str, Thing, Thing, date, date]:
        """Return what makes it the same statement whoever says it."""
        return (self.type, self.start, self.end, self.valid_from, self.valid_to)


@dataclass(frozen=True)
class _Form:
    types: Mapping[str, str]
    """The type for each kind of row, or under the blank kind the only one."""

    pair: tuple[str, str]


@cache
def _forms() -> Mapping[str, _Form]:
    forms = {
        (f"{form.type}." if form.type else "") + f"{form.from_end}.{form.to_end}": _Form(
            form.types_by_kind or {"": form.type or ""}, form.pair
        )
        for form in FORMS
    }
    resolved = ("HAS_DETAILS", "LOCATED_AT", "SITED_AS")
    return forms | {name: _Form({"": name}, RELATIONSHIP_TYPES[name].pairs[0]) for name in resolved}


def read_statement(kind: str, row: Row, *, is_incoming: bool = False) -> Statement:
    """Return the statement of a row found at a node of a kind.

    Between two nodes of one kind `is_incoming` says which way it runs; between others its form does.
    """
    form = _forms()[str(row["statement"]).rsplit("#", 1)[1]]
    type_ = form.types["" if "" in form.types else row["kind"]]
    start, end = form.pair
    is_turned = is_incoming if start == end else kind == end
    ids = (row["there"], row["here"]) if is_turned else (row["here"], row["there"])
    facts = {name: value for name, value in row.items() if name not in _COMMON and value is not None}
    if end == "Record":
        facts["records"] = row["record"]
    return Statement(
        type_,
        Thing(start, ids[0]),
        Thing(end, ids[1]),
        row["valid_from"],
        row["valid_to"],
        tuple(dict.fromkeys(str(row["source"]).split(SEPARATOR))),
        row["statement"],
        row["record"],
        facts,
    )
