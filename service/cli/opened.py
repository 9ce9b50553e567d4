"""The store a command works on, opened by the settings and always let go."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph_schema.store import GraphStore, open_store
from service.settings import load_settings


@contextmanager
def opened_store(*, read_only: bool = False) -> Iterator[GraphStore]:
    """Open the store that RISK_NETWORK_STORE names."""
    store = open_store(load_settings().store, read_only=read_only, create=not read_only)
    try:
        yield store
    finally:
        store.close()
