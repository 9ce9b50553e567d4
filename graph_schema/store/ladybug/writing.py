"""A batch applied to an open transaction: a few rows one by one, more of them as one statement, very many copied."""

import re

import ladybug
import pyarrow as pa

from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import BatchFault
from graph_schema.store.ladybug.additions import Additions, no_such_thing
from graph_schema.store.ladybug.connections import fetch, run

_FEW = 20
"""Up to how many rows a statement is run for each, at 0.1 ms; for all at once it costs 5 ms and then 0.005 ms each."""

_PLACE = re.compile(r"\$(c\d+)")


def apply(connection: ladybug.Connection, batch: Batch, additions: Additions) -> None:
    """Write a shaped batch, of which `additions` is what the store lacks; raises BatchFault for what is not there.

    Either everything is copied or nothing: the engine confuses nodes created in one transaction with nodes copied to
    the same table, and then ties relationships to the wrong ones.
    """
    for label, table in additions.nodes.items():
        _add_nodes(connection, label, table, is_copy=additions.is_copy)
    for label, table in batch.updates.items():
        settings = ", ".join(f"n.`{name}` = {_value(table, name)}" for name in table.column_names if name != "id")
        text = f"MATCH (n:`{label}` {{id: {_value(table, 'id')}}}) SET {settings}"
        _each(connection, f"update of {label}", text, table, few=_FEW)
    for link, table in batch.removals.items():
        _each_found(connection, f"removal of {link.type}", (link, "DELETE r"), table)
    for link, table in batch.closings.items():
        setting = f"SET r.known_to = {_value(table, 'known_to')}"
        _each_found(connection, f"closing of {link.type}", (link, setting), table)
    for link, table in additions.links.items():
        _add_links(connection, link, table, is_copy=additions.is_copy)


def _add_nodes(connection: ladybug.Connection, label: str, table: pa.Table, *, is_copy: bool) -> None:
    if is_copy:
        _copy(connection, f"COPY `{label}` FROM $rows", table)
        return
    values = ", ".join(f"`{name}`: {_value(table, name)}" for name in table.column_names)
    _each(connection, label, f"CREATE (:`{label}` {{{values}}})", table, few=_FEW)


def _add_links(connection: ladybug.Connection, link: Link, table: pa.Table, *, is_copy: bool) -> None:
    if is_copy:
        _copy(connection, f"COPY `{link.type}` FROM $rows (from='{link.from_label}', to='{link.to_label}')", table)
        return
    values = ", ".join(f"`{name}`: {_value(table, name)}" for name in table.column_names if name not in {"from", "to"})
    properties = f" {{{values}}}" if values else ""
    text = (
        f"MATCH (a:`{link.from_label}` {{id: {_value(table, 'from')}}}) "
        f"MATCH (b:`{link.to_label}` {{id: {_value(table, 'to')}}}) "
        f"CREATE (a)-[:`{link.type}`{properties}]->(b)"
    )
    _each(connection, link.type, text, table, few=_FEW)


def _find(link: Link, table: pa.Table, join: str) -> str:
    """Return what finds a relationship by its ends, its statement and when it was known; `join` goes before the second.

    With OPTIONAL there the engine looks up each of many rows; without, it scans the whole type, and for a type with
    millions of relationships needs more memory than it has.
    """
    return (
        f"MATCH (a:`{link.from_label}` {{id: {_value(table, 'from')}}}) {join}MATCH (a)-[r:`{link.type}`]->"
        f"(:`{link.to_label}` {{id: {_value(table, 'to')}}}) "
        f"WHERE r.statement = {_value(table, 'statement')} AND r.known_from = {_value(table, 'known_from')}"
    )


def _value(table: pa.Table, name: str) -> str:
    """Return how a statement names a column: by its place, since some names are words of the language.

    Integers go as text: the engine types a small one by its size, and would make a plan for each size.
    """
    place = table.column_names.index(name)
    return f"CAST($c{place} AS INT64)" if pa.types.is_integer(table[name].type) else f"$c{place}"


def _numbered_columns(table: pa.Table) -> pa.Table:
    columns = [column.cast(pa.string()) if pa.types.is_integer(column.type) else column for column in table.columns]
    return pa.table(columns, names=[f"c{place}" for place in range(len(columns))])


def _each_found(connection: ladybug.Connection, title: str, what: tuple[Link, str], table: pa.Table) -> None:
    """Find every row's relationship and do what is said of it; raises BatchFault where there is none."""
    link, action = what
    if table.num_rows <= _FEW:
        _each(connection, title, f"{_find(link, table, '')} {action}", table, few=_FEW)
        return
    rows = _numbered_columns(table).append_column("row", pa.array(range(table.num_rows), pa.int64()))
    found = f"LOAD FROM $rows {_of_row(_find(link, table, 'OPTIONAL '))}"
    held = f"{found} RETURN count(DISTINCT CASE WHEN r.statement IS NOT NULL THEN row END) AS held"
    _require_all(title, rows.num_rows - fetch(connection, held, {"rows": rows})["held"][0].as_py())
    run(connection, f"{found} {_of_row(action)}", {"rows": rows})


def _of_row(text: str) -> str:
    """Return a statement about parameters as one about the columns of a loaded row."""
    return _PLACE.sub(r"\1", text)


def _require_all(title: str, missing: int) -> None:
    if missing:
        raise BatchFault(f"{title}: the store has no such node or statement for {missing} rows. Nothing was written.")


def _each(connection: ladybug.Connection, title: str, text: str, table: pa.Table, *, few: int) -> None:
    """Do for every row what `text` says of one; raises BatchFault where a row touches nothing."""
    rows = _numbered_columns(table)
    if rows.num_rows <= few:
        for number, row in enumerate(rows.to_pylist(), 1):
            if not run(connection, f"{text} RETURN 1", row):
                raise no_such_thing(title, number)
        return
    numbered = rows.append_column("row", pa.array(range(rows.num_rows), pa.int64()))
    at_once = f"LOAD FROM $rows {_of_row(text)} RETURN count(DISTINCT row) AS touched"
    _require_all(title, rows.num_rows - fetch(connection, at_once, {"rows": numbered})["touched"][0].as_py())


def _copy(connection: ladybug.Connection, text: str, table: pa.Table) -> None:
    if table.num_rows:
        run(connection, text, {"rows": table})
