"""Whether everybody in a store is invented."""

from graph_schema.store import GraphStore
from service.questions import load_question


def is_synthetic(store: GraphStore) -> bool:
    """Whether feeds have landed in the store and every one of them says that everybody in it is invented."""
    query = load_question("service.access", "feeds_by_marking")
    marked = store.read(query).column("synthetic").to_pylist()
    return bool(marked) and all(marked)
