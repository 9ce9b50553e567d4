"""A batch applied to an open transaction: a few rows one by one, many by bulk copy."""

import ladybug
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import BatchFault, QueryFault
from graph_schema.store.ladybug.connections import fetch, run

BULK_ROWS = 2_000
"""From how many new rows on a batch is copied: a copy rewrites parts of the file when it commits (about 0.2 s for a
table of 600,000 relationships), a row on its own takes 0.1 ms."""

_SCAN_KEYS = 10_000
"""From how many keys on a kind is scanned for those it has: 0.4 s for 600,000 nodes, against 0.03 ms a look-up."""


def apply_batch(connection: ladybug.Connection, batch: Batch) -> bool:
    """Apply a shaped batch within the transaction under way; returns whether it was copied in bulk.

    Either everything new is copied or nothing: the engine confuses nodes created one by one with nodes copied to the
    same table in one transaction, and then ties relationships to the wrong ones. Raises BatchFault.
    """
    nodes = {label: _missing(connection, label, table) for label, table in batch.nodes.items()}
    rows: int = sum(table.num_rows for table in (*nodes.values(), *batch.links.values()))
    is_bulk = rows > BULK_ROWS
    for label, table in nodes.items():
        _add_nodes(connection, label, table, is_bulk=is_bulk)
    for label, table in batch.updates.items():
        _update(connection, label, table)
    for link, table in batch.removals.items():
        _each(connection, f"removal of {link.type}", f"{_matched(link, table)} DELETE r RETURN 1", table)
    for link, table in batch.closings.items():
        text = f"{_matched(link, table)} SET r.known_to = {_value(table, 'known_to')} RETURN 1"
        _each(connection, f"closing of {link.type}", text, table)
    for link, table in batch.links.items():
        _add_links(connection, link, table, is_bulk=is_bulk)
    return is_bulk


def _add_nodes(connection: ladybug.Connection, label: str, table: pa.Table, *, is_bulk: bool) -> None:
    if is_bulk:
        _copy(connection, label, f"COPY `{label}` FROM $rows", table)
        return
    values = ", ".join(f"`{name}`: {_value(table, name)}" for name in table.column_names)
    _each(connection, label, f"CREATE (:`{label}` {{{values}}}) RETURN 1", table)


def _missing(connection: ladybug.Connection, label: str, table: pa.Table) -> pa.Table:
    """Return the rows whose node is not there yet, the first where several have one id."""
    numbered = table.append_column("row", pa.array(range(table.num_rows), pa.int64()))
    rows = table.take(numbered.group_by("id").aggregate([("row", "min")])["row_min"].sort())
    if rows.num_rows > _SCAN_KEYS:
        here = fetch(connection, f"MATCH (n:`{label}`) RETURN n.id AS id")["id"]
        return rows.filter(pc.invert(pc.is_in(rows["id"], value_set=here)))
    look_up = f"MATCH (n:`{label}` {{id: $id}}) RETURN 1"
    is_missing = [not run(connection, look_up, {"id": name}) for name in rows["id"].to_pylist()]
    return rows.filter(pa.array(is_missing, pa.bool_()))


def _update(connection: ladybug.Connection, label: str, table: pa.Table) -> None:
    settings = ", ".join(f"n.`{name}` = {_value(table, name)}" for name in table.column_names if name != "id")
    text = f"MATCH (n:`{label}` {{id: {_value(table, 'id')}}}) SET {settings} RETURN 1"
    _each(connection, f"update of {label}", text, table)


def _add_links(connection: ladybug.Connection, link: Link, table: pa.Table, *, is_bulk: bool) -> None:
    if is_bulk:
        text = f"COPY `{link.type}` FROM $rows (from='{link.from_label}', to='{link.to_label}')"
        _copy(connection, link.type, text, table)
        return
    values = ", ".join(f"`{name}`: {_value(table, name)}" for name in table.column_names if name not in {"from", "to"})
    text = (
        f"MATCH (a:`{link.from_label}` {{id: {_value(table, 'from')}}}) "
        f"MATCH (b:`{link.to_label}` {{id: {_value(table, 'to')}}}) "
        f"CREATE (a)-[:`{link.type}` {{{values}}}]->(b) RETURN 1"
    )
    _each(connection, link.type, text, table)


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


def _each(connection: ladybug.Connection, title: str, text: str, table: pa.Table) -> None:
    """Run a statement for every row; raises BatchFault where one touches nothing."""
    columns = [column.cast(pa.string()) if pa.types.is_integer(column.type) else column for column in table.columns]
    rows = pa.table(columns, names=[f"c{place}" for place in range(len(columns))]).to_pylist()
    for number, row in enumerate(rows, 1):
        if not run(connection, text, row):
            raise BatchFault(f"{title}, row {number}: the store has no such node or statement. Nothing was written.")


def _copy(connection: ladybug.Connection, title: str, text: str, table: pa.Table) -> None:
    if not table.num_rows:
        return
    try:
        run(connection, text, {"rows": table})
    except QueryFault:
        # The engine's message repeats the id.
        raise BatchFault(f"{title}: a row names a node the store does not have. Nothing was written.") from None
