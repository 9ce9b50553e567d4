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

_FEW_TO_FIND = 1_000
"""The same where a statement looks for a relationship: for all at once it scans the type, 0.4 s for 600,000."""

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
        _each(connection, f"removal of {link.type}", f"{_matched(link, table)} DELETE r", table, few=_FEW_TO_FIND)
    for link, table in batch.closings.items():
        text = f"{_matched(link, table)} SET r.known_to = {_value(table, 'known_to')}"
        _each(connection, f"closing of {link.type}", text, table, few=_FEW_TO_FIND)
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


def _matched(link: Link, table: pa.Table) -> str:
    return (
        f"MATCH (:`{link.from_label}` {{id: {_value(table, 'from')}}})-[r:`{link.type}`]->"
        f"(:`{link.to_label}` {{id: {_value(table, 'to')}}}) "
        f"WHERE r.statement = {_value(table, 'statement')} AND r.known_from = {_value(table, 'known_from')}"
    )


def _value(table: pa.Table, name: str) -> str:
    """Return how a statement names a column: by its place, since some names are words of the language.

    Integers go as text: the engine types a small one by its size, and would make a plan for each size.
    """
    place = table.column_names.index(name)
    return f"CAST($c{place} AS INT64)" if pa.types.is_integer(table[name].type) else f"$c{place}"


def _each(connection: ladybug.Connection, title: str, text: str, table: pa.Table, *, few: int) -> None:
    """Do for every row what `text` says of one; raises BatchFault where a row touches nothing."""
    columns = [column.cast(pa.string()) if pa.types.is_integer(column.type) else column for column in table.columns]
    rows = pa.table(columns, names=[f"c{place}" for place in range(len(columns))])
    if rows.num_rows <= few:
        for number, row in enumerate(rows.to_pylist(), 1):
            if not run(connection, f"{text} RETURN 1", row):
                raise no_such_thing(title, number)
        return
    numbered = rows.append_column("row", pa.array(range(rows.num_rows), pa.int64()))
    for_all = _PLACE.sub(r"\1", text)
    at_once = f"LOAD FROM $rows {for_all} RETURN count(DISTINCT row) AS touched"
    missing = rows.num_rows - fetch(connection, at_once, {"rows": numbered})["touched"][0].as_py()
    if missing:
        raise BatchFault(f"{title}: the store has no such node or statement for {missing} rows. Nothing was written.")


def _copy(connection: ladybug.Connection, text: str, table: pa.Table) -> None:
    if table.num_rows:
        run(connection, text, {"rows": table})
