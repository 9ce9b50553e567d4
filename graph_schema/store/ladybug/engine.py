"""The embedded store: one writer at a time, readers beside it, all in this process."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ladybug
import pyarrow as pa

from graph_schema.periods import AsOf
from graph_schema.store.batch import Batch
from graph_schema.store.errors import BatchFault, StoreTooSmall, StoreUnavailable
from graph_schema.store.ladybug import paths, reading
from graph_schema.store.ladybug.additions import find_additions
from graph_schema.store.ladybug.connections import run, transaction
from graph_schema.store.ladybug.faults import CommittedOnly
from graph_schema.store.ladybug.files import open_database, wal_bytes
from graph_schema.store.ladybug.locks import FileLock
from graph_schema.store.ladybug.turns import ReaderPool, WriterQueue
from graph_schema.store.ladybug.writing import apply
from graph_schema.store.limits import Limits
from graph_schema.store.questions import check_parameters, check_read_only
from graph_schema.store.schema import Schema
from graph_schema.store.seam import Parameters, Stats, Step
from graph_schema.store.shaping import shape_batch

_WAL_BYTES = 64 << 20
"""How long the log may grow before readers are paused to shorten it. The engine shortens it by itself at 16 MiB, but
only when it finds a moment without readers; overlapping ones let it grow for ever (400 MB in 15 s, measured)."""

COPY_SECONDS = 60.0
"""How long a commit may wait for a copy of the file to be taken, and a copy for a commit."""

_ROWS_KEPT = 100

_PAUSE_SECONDS = 0.25
"""How long readers may be held up for that; a longer one under way puts it off until after another write."""


@dataclass(frozen=True)
class OpenFile:
    """A database that has been opened, and the locks that go with it.

    `commits` is None where nothing is written, `opened` where the database is a copy of the file.
    """

    path: Path
    database: ladybug.Database
    opened: FileLock | None
    commits: FileLock | None

    def close(self) -> None:
        """Close the database, working the log into the file, and let others have it."""
        if self.commits is None:
            self.database.close()
        else:
            with self.commits.held(shared=False, patience_seconds=COPY_SECONDS):
                self.database.close()
            self.commits.close()
        if self.opened is not None:
            self.opened.close()


class LadybugStore:
    """A graph kept in one file."""

    def __init__(self, file: OpenFile, schema: Schema, limits: Limits) -> None:
        """Serve an opened file whose tables are those of `schema`."""
        self._file = file
        self._schema = schema
        self._limits = limits
        self._readers = ReaderPool(self._connect_reader, limits.readers)
        self._writers = WriterQueue()
        self._writer: ladybug.Connection | None = None
        self._is_closed = False

    def _connect_reader(self) -> ladybug.Connection:
        connection = ladybug.Connection(self._file.database)
        connection.set_query_timeout(int(self._limits.query_seconds * 1000))
        return connection

    def write(self, batch: Batch) -> None:
        """Apply `batch` whole or not at all; when this returns it survives a crash. Writers queue.

        Raises BatchFault where a row has no node to stand on, or closes, updates or removes what is not there.
        """
        commits = self._file.commits
        if commits is None:
            raise BatchFault("The store was opened for reading only.")
        shaped = shape_batch(batch, self._schema)
        with self._writers.turn():
            if self._is_closed:
                raise StoreUnavailable("The store is closed.")
            self._apply(shaped, commits)
            if wal_bytes(self._file.path) > _WAL_BYTES:
                self._shorten_log(commits)

    def _apply(self, batch: Batch, commits: FileLock) -> None:
        connection = self._writer or ladybug.Connection(self._file.database)
        self._writer = None
        is_copy = False
        try:
            with transaction(connection):
                additions = find_additions(connection, batch)
                is_copy = additions.is_copy
                apply(connection, batch, additions)
                with commits.held(shared=False, patience_seconds=COPY_SECONDS):
                    run(connection, "COMMIT")
        except CommittedOnly:
            self._reopen(connection, commits)
            if is_copy:
                raise StoreTooSmall(
                    "The store's memory or disk is too small for this write. None of it is kept."
                ) from None
        except BatchFault:
            connection.close()
            raise
        except BaseException:
            self._reopen(connection, commits)
            raise
        else:
            self._keep(connection, batch)

    def _keep(self, connection: ladybug.Connection, batch: Batch) -> None:
        """Keep the connection for the next write, unless it holds on to big tables with the plans for them."""
        tables = (*batch.nodes.values(), *batch.updates.values(), *batch.removals.values(), *batch.closings.values())
        if sum(table.num_rows for table in (*tables, *batch.links.values())) > _ROWS_KEPT:
            connection.close()
        else:
            self._writer = connection

    def _reopen(self, connection: ladybug.Connection, commits: FileLock) -> None:
        """Start the engine afresh from the last commit: a fault in mid-write leaves its memory full or in disorder."""
        connection.close()
        with self._readers.emptied(), commits.held(shared=False, patience_seconds=COPY_SECONDS):
            with ladybug.Connection(self._file.database) as last:
                run(last, "CALL force_checkpoint_on_close=false")
            self._file.database.close()
            self._file = replace(self._file, database=open_database(self._file.path, self._limits))

    def _shorten_log(self, commits: FileLock) -> None:
        with self._readers.pause(_PAUSE_SECONDS) as is_quiet:
            if is_quiet:
                with (
                    ladybug.Connection(self._file.database) as connection,
                    commits.held(shared=False, patience_seconds=COPY_SECONDS),
                ):
                    run(connection, "CHECKPOINT")

    def read(self, query: str, parameters: Parameters | None = None) -> pa.Table:
        """Answer a read query; readers run beside a write and never see half of one."""
        check_read_only(query)
        check_parameters(query, parameters or ())
        with self._readers.borrow() as connection:
            return reading.read(connection, query, parameters or {})

    def read_each(self, query: str, keys: Sequence[str]) -> pa.Table:
        """Answer `query`, which names `$key`, for every one of `keys`, as one table, by whatever way is cheapest."""
        check_read_only(query)
        check_parameters(query, ("key",))
        # A connection keeps the last keys it was given with the plan for them.
        with self._readers.borrow(discard=len(keys) > reading.SCAN_KEYS) as connection:
            return reading.read_each(connection, query, keys)

    def shortest_path(
        self, from_id: tuple[str, str], to_id: tuple[str, str], longest: int, as_of: AsOf | None = None
    ) -> tuple[Step, ...] | None:
        """Return the steps of a shortest path between two (label, id), of statements; None beyond `longest` steps."""
        with self._readers.borrow() as connection:
            return paths.find_shortest(connection, self._schema, (from_id, to_id), longest, as_of)

    def stats(self) -> Stats:
        """Count what is held."""
        with self._readers.borrow() as connection:
            return reading.count_all(connection, self._schema)

    def close(self) -> None:
        """Finish the write under way and let the store go; closing twice does nothing."""
        with self._writers.turn():
            if self._is_closed:
                return
            self._is_closed = True
            self._readers.close()
            if self._writer is not None:
                self._writer.close()
            self._file.close()
