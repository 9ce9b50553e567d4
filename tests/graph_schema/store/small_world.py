"""A small schema and builders of batches in it, for proofs about stores that need no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa

from graph_schema.kinds import NodeKind, Property, ValueType
from graph_schema.periods import MAX_DAY, MAX_MOMENT, MIN_DAY
from graph_schema.provenance import COMMON
from graph_schema.store import Batch, Link
from graph_schema.store.schema import Relationships, Schema

KNOWN = datetime(2024, 1, 1)
LIVES_AT = Link("LIVES_AT", "Person", "Address")
STAYS_WITH = Link("LIVES_AT", "Person", "Person")
VICTIM_OF = Link("VICTIM_OF", "Person", "Person")
STATES = Link("STATES", "Record", "Record")
BEARS = Link("BEARS", "Record", "Person")

_NUMBER = Property("number", ValueType.INTEGER)
_NODES = (
    NodeKind("Person", "somebody", (Property("name", ValueType.TEXT), _NUMBER, Property("born", ValueType.DAY))),
    NodeKind("Address", "somewhere"),
    NodeKind("Record", "a row", (Property("seen", ValueType.TRUTH),)),
    NodeKind("Meta", "about the store", (Property("version", ValueType.INTEGER),)),
)
_RECORD_CLOCKS = (
    Property("statement", ValueType.TEXT),
    Property("known_from", ValueType.MOMENT),
    Property("known_to", ValueType.MOMENT),
)
_RELATIONSHIPS = (
    Relationships("LIVES_AT", (("Person", "Address"), ("Person", "Person")), (*COMMON, _NUMBER), is_statement=True),
    Relationships("VICTIM_OF", (("Person", "Person"),), (*COMMON, Property("on", ValueType.TEXT)), is_statement=True),
    Relationships("STATES", (("Record", "Record"),), _RECORD_CLOCKS, is_statement=False),
    Relationships("BEARS", (("Record", "Person"),), (), is_statement=False),
)
SCHEMA = Schema(
    {kind.label: kind for kind in _NODES}, {declared.name: declared for declared in _RELATIONSHIPS}, version=1
)

_ARROW = {
    "valid_from": pa.date32(),
    "valid_to": pa.date32(),
    "known_from": pa.timestamp("us"),
    "known_to": pa.timestamp("us"),
}


@dataclass(frozen=True)
class Said:
    """One statement, true and known for ever unless it says otherwise."""

    start: str
    end: str
    statement: str
    valid_from: date = MIN_DAY
    valid_to: date = MAX_DAY
    known_from: datetime = KNOWN
    known_to: datetime = MAX_MOMENT
    number: int | None = None


def people(*names: str, numbers: Sequence[int | None] | None = None) -> pa.Table:
    """Return rows of people with these ids."""
    return pa.table(
        {
            "id": list(names),
            "name": [f"name of {name}" for name in names],
            "number": pa.array(list(numbers) if numbers else [None] * len(names), pa.int64()),
            "born": pa.array([None] * len(names), pa.date32()),
        }
    )


def addresses(*names: str) -> pa.Table:
    """Return rows of addresses with these ids."""
    return pa.table({"id": list(names)})


def records(*names: str) -> pa.Table:
    """Return rows of records with these ids."""
    return pa.table({"id": list(names), "seen": [True] * len(names)})


def said(*statements: Said, extra: str = "number") -> pa.Table:
    """Return rows of statements; `extra` names the type's own property."""
    columns: dict[str, object] = {
        "from": [one.start for one in statements],
        "to": [one.end for one in statements],
        "statement": [one.statement for one in statements],
    }
    for clock, kind in _ARROW.items():
        columns[clock] = pa.array([getattr(one, clock) for one in statements], kind)
    for origin in ("source", "feed", "record", "grading", "handling"):
        columns[origin] = [f"a {origin}"] * len(statements)
    numbers = pa.array([one.number for one in statements], pa.int64())
    columns[extra] = numbers if extra == "number" else ["text"] * len(statements)
    return pa.table(columns)


def stated(*statements: Said) -> pa.Table:
    """Return rows of what records state."""
    return said(*statements).select(["from", "to", "statement", "known_from", "known_to"])


def pairs(*ends: tuple[str, str]) -> pa.Table:
    """Return rows of relationships that carry nothing."""
    return pa.table({"from": [start for start, _ in ends], "to": [end for _, end in ends]})


def to_close(*statements: Said) -> pa.Table:
    """Return the rows that close statements at their `known_to`."""
    return stated(*statements)


def to_remove(*statements: Said) -> pa.Table:
    """Return the rows that take statements back."""
    return stated(*statements).drop_columns(["known_to"])


def household(number: int, size: int) -> Batch:
    """Return a batch of `size` people who share addresses in twos, its number on all of them."""
    names = [f"p{number}-{place}" for place in range(size)]
    homes = [f"a{number}-{place // 2}" for place in range(size)]
    lives = [Said(name, home, f"{name} lives", number=number) for name, home in zip(names, homes, strict=True)]
    return Batch(
        nodes={"Person": people(*names, numbers=[number] * size), "Address": addresses(*homes)},
        links={LIVES_AT: said(*lives)},
    )
