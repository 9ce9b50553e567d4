"""Shortest paths over statements, in either direction."""

from graph_schema.periods import AsOf, as_of_filter
from graph_schema.store.errors import QueryFault
from graph_schema.store.neo4j.sessions import Transaction
from graph_schema.store.schema import Schema
from graph_schema.store.seam import Step

LONGEST = 30
"""The bound on the steps of a path that both engines share; it is the embedded one's own."""

Ends = tuple[tuple[str, str], tuple[str, str]]


def find_shortest(
    tx: Transaction, schema: Schema, ends: Ends, longest: int, as_of: AsOf | None
) -> tuple[Step, ...] | None:
    """Return the steps between two (label, id), of statements that hold as of `as_of`, or of all there ever were."""
    (from_label, from_id), (to_label, to_id) = ends
    parameters = {"from_id": from_id, "to_id": to_id, **(as_of.parameters if as_of else {})}
    if ends[0] == ends[1]:
        here = f"MATCH (a:`{from_label}` {{id: $from_id}}) RETURN 1 AS here"
        return () if tx.run(here, parameters).single() else None
    types = "|".join(f"`{name}`" for name in schema.statement_types)
    condition = f" WHERE all(r IN relationships(p) WHERE {as_of_filter('r')})" if as_of else ""
    query = (
        f"MATCH (a:`{from_label}` {{id: $from_id}}) MATCH (b:`{to_label}` {{id: $to_id}}) "
        f"MATCH p = shortestPath((a)-[:{types}*1..{longest}]-(b)){condition} "
        "RETURN [r IN relationships(p) | [startNode(r).id, type(r), endNode(r).id]] AS steps"
    )
    found = tx.run(query, parameters).single()
    return None if found is None else tuple(Step(*step) for step in found["steps"])


def check_bounds(schema: Schema, labels: tuple[str, str], longest: int) -> None:
    """Raise QueryFault for a kind that the vocabulary does not have, and a length that makes no sense."""
    for label in labels:
        if label not in schema.nodes:
            raise QueryFault(f"The vocabulary has no node kind {label!r}.")
    if not 1 <= longest <= LONGEST:
        raise QueryFault(f"A path may have between 1 and {LONGEST} steps.")
