"""How much has come into the graph: what was worked out of it is good for as long as that stays."""

from graph_schema.store import GraphStore

_GROWING = (
    "MATCH (f:Feed) RETURN count(f) AS held",
    "MATCH (:Record)-[j:JUDGED]->(:Record) RETURN count(j) + count(j.ended_by) AS held",
    "MATCH (:Record)-[m:MATCHED]->(:Record) RETURN count(m) + count(m.ended_by) AS held",
)


def count_changes(store: GraphStore) -> int:
    """Return a number that grows with every feed that lands and everything that is judged, matched or undone."""
    return sum(int(store.read(query)["held"][0].as_py() or 0) for query in _GROWING)
