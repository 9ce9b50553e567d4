"""The vocabulary as constraints and indexes of the server, and the node that says of which version a store is."""

from collections.abc import Iterator

from graph_schema.store.errors import StoreUnavailable
from graph_schema.store.neo4j.clock import LABEL, create_clock, take_turn
from graph_schema.store.neo4j.sessions import Sessions, Transaction, new_token
from graph_schema.store.schema import Schema

_VERSION = "MATCH (m:Meta {id: 'schema'}) RETURN m.version AS version"
_NOTE = "MERGE (m:Meta {id: 'schema'}) SET m.version = $version"
_ANYTHING = "MATCH (n) RETURN labels(n) AS labels LIMIT 100"
_SCHEMA_WORDS = ("CREATE", "DROP")


def constraint(label: str) -> str:
    """Return the statement that makes a kind's ids unique, and found at once, where they are not yet."""
    return f"CREATE CONSTRAINT `id of {label}` IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE"


def _wanted(schema: Schema) -> Iterator[tuple[str, str]]:
    for label in (*schema.nodes, LABEL):
        yield f"id of {label}", constraint(label)


def _missing(sessions: Sessions, schema: Schema) -> list[str]:
    present = sessions.read(lambda tx: set(tx.run("SHOW INDEXES YIELD name").value("name")))
    return [statement for name, statement in _wanted(schema) if name not in present]


def lacks_constraints(sessions: Sessions, schema: Schema) -> bool:
    """Return whether the vocabulary has kinds that the store has no constraint for."""
    return bool(_missing(sessions, schema))


def read_version(sessions: Sessions) -> int | None:
    """Return the version a store is of, None for a database that is empty or was never finished."""
    return sessions.read(_noted)


def _noted(tx: Transaction) -> int | None:
    found = tx.run(_VERSION).single()
    return None if found is None else int(found["version"])


def bring_to_version(sessions: Sessions, schema: Schema, version: int, steps: tuple[str, ...]) -> None:
    """Run `steps`, make what is missing of `schema` and note `version`, once, whoever else is doing the same.

    The server takes changes of its schema and of data in separate transactions: first those of the schema, which say
    IF NOT EXISTS and may be done again, then those of data with the note, whole or not at all.
    Raises StoreUnavailable when the database holds nodes and none of them are ours.
    """
    _check_ours(sessions, schema)
    changes = [step for step in steps if step.split(maxsplit=1)[0].upper() in _SCHEMA_WORDS]
    sessions.run_all([*_missing(sessions, schema), *changes])
    sessions.write(create_clock)

    def note(tx: Transaction) -> None:
        take_turn(tx, new_token())
        held = _noted(tx)
        if held is not None and held >= version:
            return
        for step in steps:
            if step not in changes:
                tx.run(step).consume()
        tx.run(_NOTE, {"version": version}).consume()

    sessions.write(note)


def _check_ours(sessions: Sessions, schema: Schema) -> None:
    found = sessions.read(lambda tx: tx.run(_ANYTHING).value("labels"))
    held = {label for labels in found for label in labels}
    if found and not held & {*schema.nodes, LABEL}:
        raise StoreUnavailable(
            "The Neo4j database holds the nodes of another program: name another database, or another server."
        )
