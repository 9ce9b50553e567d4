"""A batch applied to an open transaction, some thousand rows at a time."""

import pyarrow as pa

from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import BatchFault
from graph_schema.store.neo4j.sessions import Transaction

ROWS = 2_000
"""How many rows go to the server at once: from 1,000 on more make it no faster, and each needs memory there."""

_ENDS = frozenset({"from", "to"})


def apply(tx: Transaction, batch: Batch) -> None:
    """Write a shaped batch; raises BatchFault for what is not there."""
    for label, table in batch.nodes.items():
        settings = _settings(table, "n")
        created = f" ON CREATE SET {settings}" if settings else ""
        _each(tx, label, f"MERGE (n:`{label}` {{id: {_value(table, 'id')}}}){created}", table)
    for label, table in batch.updates.items():
        text = f"MATCH (n:`{label}` {{id: {_value(table, 'id')}}}) SET {_settings(table, 'n')}"
        _each(tx, f"update of {label}", text, table)
    for link, table in batch.removals.items():
        _each(tx, f"removal of {link.type}", f"{_matched(link, table)} DELETE r", table)
    for link, table in batch.closings.items():
        text = f"{_matched(link, table)} SET r.known_to = {_value(table, 'known_to')}"
        _each(tx, f"closing of {link.type}", text, table)
    for link, table in batch.links.items():
        _each(tx, link.type, _created(link, table), table)


def _settings(table: pa.Table, variable: str) -> str:
    return ", ".join(f"{variable}.`{name}` = {_value(table, name)}" for name in table.column_names if name != "id")


def _created(link: Link, table: pa.Table) -> str:
    values = ", ".join(f"`{name}`: {_value(table, name)}" for name in table.column_names if name not in _ENDS)
    return f"{_between(link, table)} CREATE (a)-[:`{link.type}` {{{values}}}]->(b)"


def _matched(link: Link, table: pa.Table) -> str:
    return (
        f"{_between(link, table)} MATCH (a)-[r:`{link.type}`]->(b) "
        f"WHERE r.statement = {_value(table, 'statement')} AND r.known_from = {_value(table, 'known_from')}"
    )


def _between(link: Link, table: pa.Table) -> str:
    return (
        f"MATCH (a:`{link.from_label}` {{id: {_value(table, 'from')}}}) "
        f"MATCH (b:`{link.to_label}` {{id: {_value(table, 'to')}}})"
    )


def _value(table: pa.Table, name: str) -> str:
    """Return how a statement names a column: by its place in the row, which is a list."""
    return f"row[{table.column_names.index(name)}]"


def _each(tx: Transaction, title: str, text: str, table: pa.Table) -> None:
    """Do for every row what `text` says of one; raises BatchFault where a row touches nothing."""
    number = table.num_columns
    at_once = f"UNWIND $rows AS row {text} RETURN count(DISTINCT row[{number}]) AS touched"
    for start in range(0, table.num_rows, ROWS):
        part = table.slice(start, ROWS)
        columns = [column.to_pylist() for column in part.columns]
        rows = [list(row) for row in zip(*columns, range(part.num_rows), strict=True)]
        touched = tx.run(at_once, {"rows": rows}).single(strict=True)["touched"]
        if missing := part.num_rows - int(touched):
            raise BatchFault(
                f"{title}: the store has no such node or statement for {missing} rows. Nothing was written."
            )
