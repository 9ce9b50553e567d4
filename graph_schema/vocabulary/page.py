"""The vocabulary as a page to read: docs/vocabulary.md, made from the declarations."""

from collections.abc import Iterable

from graph_schema.kinds import Property
from graph_schema.provenance import COMMON
from graph_schema.vocabulary.feed_tables import TABLES, Column, FeedTable
from graph_schema.vocabulary.nodes import NODE_KINDS
from graph_schema.vocabulary.relationships import RELATIONSHIP_TYPES
from graph_schema.vocabulary.statements import forms_of

_HEAD = """# Vocabulary

<!-- Made by `make docs` from `graph_schema/vocabulary/`. -->

What a feed may say and what the graph holds. Every node is a thing; everything that can change or be disputed is a
relationship with two clocks (true in the world, known to us) and its source. The sensitivity class of each column and
property is what redaction goes by."""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', ', ') for cell in cells)} |"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [_row(*head), _row(*("---" for _ in head)), *(_row(*row) for row in rows), ""]


def _column_row(column: Column) -> tuple[str, ...]:
    kind = f"ref to {column.target}" if column.target else column.type
    meaning = "; ".join(
        part
        for part in (column.meaning, f"one of {', '.join(column.codes)}" if column.codes else "", column.unit)
        if part
    )
    return f"`{column.name}`", kind, "yes" if column.is_required else "", column.sensitivity, meaning


def _property_row(carried: Property) -> tuple[str, ...]:
    return f"`{carried.name}`", carried.type, carried.unit, carried.sensitivity, carried.meaning


def _feed_table(table: FeedTable) -> list[str]:
    yields = ", ".join(dict.fromkeys(f"`{name}`" for form in forms_of(table.name) for name in form.types))
    identity = ", ".join(f"`{name}`" for name in table.identity)
    shared = " Its references name the same thing whoever sends them." if table.is_shared else ""
    becomes = f" Becomes {yields}." if yields else ""
    return [
        f"### {table.name}",
        "",
        f"Identity: {identity}.{shared}{becomes}",
        "",
        *_table(("column", "type", "required", "sensitivity", "meaning"), map(_column_row, table.columns)),
    ]


def _relationship_types() -> list[str]:
    lines: list[str] = []
    for declared in RELATIONSHIP_TYPES.values():
        pairs = ", ".join(f"{from_kind} to {to_kind}" for from_kind, to_kind in declared.pairs)
        lines += [f"### {declared.name}", "", f"{pairs}: {declared.meaning}.", ""]
        if declared.properties:
            lines += _table(
                ("property", "type", "unit", "sensitivity", "meaning"), map(_property_row, declared.properties)
            )
    return lines


def render() -> str:
    """Return the page as Markdown."""
    kinds = ((kind.label, kind.sensitivity, kind.meaning) for kind in NODE_KINDS.values())
    lines = [
        _HEAD, "", "## Feed tables", "",
        *(line for table in sorted(TABLES.values(), key=lambda table: table.name) for line in _feed_table(table)),
        "## Kinds of node", "", *_table(("kind", "sensitivity", "meaning"), kinds),
        "## What every statement carries", "",
        *_table(("property", "type", "unit", "sensitivity", "meaning"), map(_property_row, COMMON)),
        "## Relationship types", "", *_relationship_types(),
    ]  # fmt: skip
    return "\n".join(lines).rstrip() + "\n"
