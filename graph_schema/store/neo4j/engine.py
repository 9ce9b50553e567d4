"""The store on a server: writers take turns, readers see whole writes, over all services that share it."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

import pyarrow as pa

from graph_schema.periods import AsOf
from graph_schema.store.batch import Batch
from graph_schema.store.errors import BatchFault, StoreUnavailable
from graph_schema.store.neo4j import paths, reading
from graph_schema.store.neo4j.clock import CommitClock
from graph_schema.store.neo4j.columns import Vocabulary
from graph_schema.store.neo4j.lease import LeaseTerms, WorkLease
from graph_schema.store.neo4j.sessions import Sessions
from graph_schema.store.neo4j.writing import apply
from graph_schema.store.questions import check_parameters, check_read_only
from graph_schema.store.schema import Schema
from graph_schema.store.seam import Parameters, Stats, Step
from graph_schema.store.shaping import shape_batch


class Neo4jStore:
    """A graph kept in one database of a server."""

    rows_at_once = 50_000
    """A server with 2 GiB of heap refuses one transaction of 127,000 rows of feeds."""

    def __init__(self, sessions: Sessions, schema: Schema, terms: LeaseTerms, *, read_only: bool) -> None:
        """Serve a database that is of `schema`."""
        self._sessions = sessions
        self._schema = schema
        self._is_read_only = read_only
        self._vocabulary = Vocabulary(schema)
        self._clock = CommitClock(sessions)
        self._lease = WorkLease(sessions, terms)
        self._under_way = 0
        self._is_closed = False
        self._changed = threading.Condition()

    @contextmanager
    def _inside(self) -> Iterator[None]:
        """Be counted as under way, so that closing waits."""
        with self._changed:
            if self._is_closed:
                raise StoreUnavailable("The store is closed.")
            self._under_way += 1
        try:
            yield
        finally:
            with self._changed:
                self._under_way -= 1
                self._changed.notify_all()

    def write(self, batch: Batch) -> None:
        """Apply `batch` whole or not at all; when this returns it survives a crash. Writers queue.

        Raises BatchFault where a row has no node to stand on, or closes, updates or removes what is not there.
        """
        if self._is_read_only:
            raise BatchFault("The store was opened for reading only.")
        shaped = shape_batch(batch, self._schema)
        with self._inside():
            self._clock.write(lambda tx: self._lease.guard(tx, lambda tx: apply(tx, shaped)))

    def lease(self, work: str) -> AbstractContextManager[None]:
        """Be the only one that changes the store inside the `with`, over all services that share it."""
        if self._is_read_only:
            raise BatchFault("The store was opened for reading only.")
        return self._lease.held(work)

    def read(self, query: str, parameters: Parameters | None = None) -> pa.Table:
        """Answer a read query; readers run beside a write and never see half of one."""
        check_read_only(query)
        check_parameters(query, parameters or ())
        columns = self._vocabulary.columns_of(query)
        with self._inside():
            return self._clock.read(lambda tx: reading.read(tx, query, parameters or {}, columns))

    def read_each(self, query: str, keys: Sequence[str], parameters: Parameters | None = None) -> pa.Table:
        """Answer `query`, which names `$key`, for every one of `keys`, as one table, by whatever way is cheapest."""
        check_read_only(query)
        check_parameters(query, ("key", *(parameters or ())))
        columns = self._vocabulary.columns_of(query)
        with self._inside():
            return self._clock.read(lambda tx: reading.read_each(tx, query, keys, parameters or {}, columns))

    def shortest_path(
        self, from_id: tuple[str, str], to_id: tuple[str, str], longest: int, as_of: AsOf | None = None
    ) -> tuple[Step, ...] | None:
        """Return the steps of a shortest path between two (label, id), of statements; None beyond `longest` steps."""
        paths.check_bounds(self._schema, (from_id[0], to_id[0]), longest)
        with self._inside():
            found = self._clock.read(
                lambda tx: (paths.find_shortest(tx, self._schema, (from_id, to_id), longest, as_of),)
            )
            return found[0]

    def stats(self) -> Stats:
        """Count what is held."""
        with self._inside():
            return self._clock.read(lambda tx: reading.count_all(tx, self._schema))

    def close(self) -> None:
        """Finish what is under way and let the connections go; closing twice does nothing."""
        with self._changed:
            if self._is_closed:
                return
            self._is_closed = True
            self._changed.wait_for(lambda: self._under_way == 0)
        self._sessions.driver.close()
