"""The store a command works on, opened by the settings and always let go."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph_schema.store import GraphStore, open_store
from service.settings import load_settings


@contextmanager
def opened_store(*, read_only: bool = False) -> Iterator[GraphStore]:
    """Open the store that RISK_NETWORK_STORE names."""
    settings = load_settings()
    store = open_store(settings.store, access=settings.server_access, read_only=read_only, create=not read_only)
    try:
        yield store
    finally:
        store.close()
