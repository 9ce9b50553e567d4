"""Shortest paths over statements, in either direction."""

import ladybug
import pyarrow as pa

from graph_schema.periods import AsOf, as_of_filter
from graph_schema.store.errors import QueryFault
from graph_schema.store.ladybug.connections import fetch, run, transaction
from graph_schema.store.schema import Schema
from graph_schema.store.seam import Step

LONGEST = 30
"""The engine's own bound on the steps of a path."""


def find_shortest(
    connection: ladybug.Connection,
    schema: Schema,
    ends: tuple[tuple[str, str], tuple[str, str]],
    longest: int,
    as_of: AsOf | None,
) -> tuple[Step, ...] | None:
    """Return the steps between two (label, id), of statements that hold as of `as_of`, or of all there ever were."""
    (from_label, from_id), (to_label, to_id) = ends
    _check(schema, (from_label, to_label), longest)
    if (from_label, from_id) == (to_label, to_id):
        here = f"MATCH (a:`{from_label}` {{id: $from_id}}) RETURN 1 AS here"
        with transaction(connection, read_only=True):
            return () if run(connection, here, {"from_id": from_id}) else None
    types = "|".join(f"`{name}`" for name in schema.statement_types)
    condition = f" (r, _ | WHERE {as_of_filter('r')})" if as_of else ""
    query = (
        f"MATCH p = (a:`{from_label}` {{id: $from_id}})-[:{types}* SHORTEST 1..{longest}{condition}]-"
        f"(b:`{to_label}` {{id: $to_id}}) RETURN nodes(p) AS nodes, rels(p) AS steps LIMIT 1"
    )
    parameters = {"from_id": from_id, "to_id": to_id, **(as_of.parameters if as_of else {})}
    with transaction(connection, read_only=True):
        found = fetch(connection, query, parameters)
    return _steps(found) if found.num_rows else None


def _check(schema: Schema, labels: tuple[str, str], longest: int) -> None:
    for label in labels:
        if label not in schema.nodes:
            raise QueryFault(f"The vocabulary has no node kind {label!r}.")
    if not 1 <= longest <= LONGEST:
        raise QueryFault(f"A path may have between 1 and {LONGEST} steps.")


def _steps(found: pa.Table) -> tuple[Step, ...]:
    row = found.to_pylist()[0]
    names = {(node["_ID"]["table"], node["_ID"]["offset"]): node["id"] for node in row["nodes"]}
    return tuple(
        Step(
            names[step["_SRC"]["table"], step["_SRC"]["offset"]],
            step["_LABEL"],
            names[step["_DST"]["table"], step["_DST"]["offset"]],
        )
        for step in row["steps"]
    )
