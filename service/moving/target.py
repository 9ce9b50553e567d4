"""The store that is copied into, which nothing else opens before the copy is whole.

Half a graph would answer "nothing found" where there is something. While it is copied into, a store says that it is of
a version that no program knows, so that every command, and a service, refuses it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pyarrow as pa

from graph_schema.store import Batch, GraphStore, ServerAccess, StoreVersionMismatch, open_store
from graph_schema.store.schema import META, vocabulary_schema
from graph_schema.store.versions import COPYING


@dataclass(frozen=True)
class Target:
    """A store to copy into; `is_whole` where it is a finished store already, which is only compared."""

    store: GraphStore
    is_whole: bool

    def finish(self) -> None:
        """Let everybody open it."""
        _note(self.store, vocabulary_schema().version)


@contextmanager
def opened_target(location: str, access: ServerAccess) -> Iterator[Target]:
    """Open the store at `location`: made where there is none, gone on with where a copy into it was stopped.

    Raises the errors of opening: it is in use, of another version, or a database of another program.
    """
    target = _open(location, access)
    try:
        with target.store.lease("copying another store into it"):
            yield target
    finally:
        target.store.close()


def _open(location: str, access: ServerAccess) -> Target:
    try:
        under_way = replace(vocabulary_schema(), version=COPYING)
        return Target(open_store(location, access=access, schema=under_way), is_whole=False)
    except StoreVersionMismatch:
        # It was not made by a copy, or that copy is whole.
        store = open_store(location, access=access)
    try:
        stats = store.stats()
        is_whole = bool(stats.nodes or stats.relationships)
        if not is_whole:
            _note(store, COPYING)
    except BaseException:
        store.close()
        raise
    return Target(store, is_whole)


def _note(store: GraphStore, version: int) -> None:
    store.write(Batch(updates={META: pa.table({"id": ["schema"], "version": pa.array([version], pa.int64())})}))
