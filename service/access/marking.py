"""Whether everybody in a store is invented."""

from importlib.resources import files

from graph_schema.store import GraphStore


def is_synthetic(store: GraphStore) -> bool:
    """Whether feeds have landed in the store and every one of them says that everybody in it is invented."""
    query = files("service.access").joinpath("queries/feeds_by_marking.cypher").read_text(encoding="utf-8")
    marked = store.read(query).column("synthetic").to_pylist()
    return bool(marked) and all(marked)
