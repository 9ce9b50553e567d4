"""The vocabulary as tables of the engine, created whole, with the version they are of."""

from collections.abc import Iterator, Mapping

import ladybug

from graph_schema.kinds import Property, ValueType
from graph_schema.store.errors import StoreUnavailable
from graph_schema.store.ladybug.connections import fetch, run, transaction
from graph_schema.store.schema import META, Relationships, Schema

_TYPES: Mapping[ValueType, str] = {
    ValueType.TEXT: "STRING",
    ValueType.INTEGER: "INT64",
    ValueType.DAY: "DATE",
    ValueType.MOMENT: "TIMESTAMP",
    ValueType.TRUTH: "BOOLEAN",
}


def _column(column: Property) -> str:
    return f"`{column.name}` {_TYPES[column.type]}"


def create_node_table(label: str, schema: Schema) -> str:
    """Return the statement that makes the table of a node kind where it is missing."""
    columns = ", ".join(_column(column) for column in schema.node_columns(label))
    return f"CREATE NODE TABLE IF NOT EXISTS `{label}`({columns}, PRIMARY KEY(`id`))"


def create_relationship_table(declared: Relationships) -> str:
    """Return the statement that makes the table of a relationship type where it is missing."""
    pairs = [f"FROM `{start}` TO `{end}`" for start, end in declared.pairs]
    return f"CREATE REL TABLE IF NOT EXISTS `{declared.name}`({', '.join([*pairs, *map(_column, declared.columns)])})"


def _create_missing(schema: Schema, present: set[str]) -> Iterator[str]:
    for label in schema.nodes:
        if label not in present:
            yield create_node_table(label, schema)
    for name, declared in schema.relationships.items():
        if name not in present:
            yield create_relationship_table(declared)


def _present(connection: ladybug.Connection) -> set[str]:
    return set(fetch(connection, "CALL show_tables() RETURN name")["name"].to_pylist())


def read_version(connection: ladybug.Connection) -> int | None:
    """Return the version a store is of, None for one that is empty or was never finished."""
    if META not in _present(connection):
        return None
    noted = fetch(connection, f"MATCH (m:{META} {{id: 'schema'}}) RETURN m.version AS version")
    return int(noted["version"][0].as_py()) if noted.num_rows else None


def bring_to_version(connection: ladybug.Connection, schema: Schema, version: int, steps: tuple[str, ...]) -> None:
    """Run `steps`, make what is missing of `schema` and note `version`, all or nothing.

    Raises StoreUnavailable when the file holds tables and none of them are ours.
    """
    present = _present(connection)
    if present and not present & {*schema.nodes, *schema.relationships}:
        raise StoreUnavailable("The file is a database of another program: name another file.")
    with transaction(connection):
        for step in steps:
            run(connection, step)
        for statement in _create_missing(schema, present):
            run(connection, statement)
        note = f"MERGE (m:{META} {{id: 'schema'}}) SET m.version = CAST($version AS INT64)"
        run(connection, note, {"version": str(version)})
        run(connection, "COMMIT")


def lacks_tables(connection: ladybug.Connection, schema: Schema) -> bool:
    """Return whether the vocabulary has kinds or types that the store has no table for."""
    return bool({*schema.nodes, *schema.relationships} - _present(connection))
