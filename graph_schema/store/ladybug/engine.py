"""The embedded store: one writer at a time, readers beside it, all in this process."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import ladybug
import pyarrow as pa

from graph_schema.periods import AsOf
from graph_schema.store.batch import Batch
from graph_schema.store.errors import BatchFault, StoreError, StoreUnavailable
from graph_schema.store.ladybug import paths, reading
from graph_schema.store.ladybug.additions import find_additions
from graph_schema.store.ladybug.connections import run, transaction
from graph_schema.store.ladybug.files import check_room, wal_bytes
from graph_schema.store.ladybug.locks import CommitLock, FileLock
from graph_schema.store.ladybug.rebuilding import is_worth_rebuilding, put_in_place, rebuild
from graph_schema.store.ladybug.recovery import number_write, open_whole
from graph_schema.store.ladybug.turns import ProcessLease, ReaderPool, WriterQueue
from graph_schema.store.ladybug.writing import apply
from graph_schema.store.limits import Limits
from graph_schema.store.questions import check_parameters, check_read_only
from graph_schema.store.schema import Schema
from graph_schema.store.seam import Parameters, Stats, Step
from graph_schema.store.shaping import shape_batch

_LOG_BYTES, _LONGEST_LOG_BYTES = 128 << 20, 512 << 20
"""From where on the log is worked into the file when there is a moment without readers, and when one is waited for.
Opening a log of 370 MB after a crash takes 13 s."""

_PAUSE_SECONDS = 0.05
"""How long readers may be held up to find out whether there is such a moment."""

COPY_SECONDS = 60.0
"""How long a commit may wait for a copy of the file to be taken, and a copy for a commit."""

_ROWS_KEPT = 100

_ROOM_BYTES, _ROOM_TIMES = 64 << 20, 6
"""What must be free on the disk before a write: so much, and its own size so many times over, log and file together."""


@dataclass(frozen=True)
class OpenFile:
    """A database that has been opened, and the locks that go with it.

    `commits` is None where nothing is written, `opened` where the database is a copy of the file; `last_write` is the
    number of the last write it holds.
    """

    path: Path
    database: ladybug.Database
    opened: FileLock | None
    commits: CommitLock | None
    last_write: int = 0

    def close(self) -> None:
        """Close the database, working the log into the file, and let others have it."""
        with self.commits.held(shared=False, patience_seconds=COPY_SECONDS) if self.commits else nullcontext():
            self.database.close()
        self.release()

    def release(self) -> None:
        """Let others have the file."""
        for lock in (self.commits, self.opened):
            if lock is not None:
                lock.close()


class LadybugStore:
    """A graph kept in one file."""

    rows_at_once = 700_000
    """Near two gigabytes: an area's feeds of years."""

    def __init__(self, file: OpenFile, schema: Schema, limits: Limits) -> None:
        """Serve an opened file whose tables are those of `schema`."""
        self._file = file
        self._schema = schema
        self._limits = limits
        self._readers = ReaderPool(self._connect_reader, limits.readers)
        self._writers = WriterQueue()
        self._lease = ProcessLease(limits.patience_seconds)
        self._writer: ladybug.Connection | None = None
        self._last_write = file.last_write
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
            check_room(self._file.path, _ROOM_BYTES + _ROOM_TIMES * sum(table.nbytes for table in shaped.tables))
            if is_worth_rebuilding(self._file.path, shaped):
                self._rebuild(shaped, commits)
            else:
                self._apply(shaped, commits)
            self._shorten_log(commits)

    def lease(self, work: str) -> AbstractContextManager[None]:
        """Be the only thread of this process, which alone has the file, that changes the store inside the `with`."""
        if self._file.commits is None:
            raise BatchFault("The store was opened for reading only.")
        return self._lease.held(work)

    def _apply(self, batch: Batch, commits: CommitLock) -> None:
        connection = self._writer or ladybug.Connection(self._file.database)
        self._writer = None
        number = self._last_write + 1
        try:
            with transaction(connection):
                apply(connection, batch, find_additions(connection, batch))
                number_write(connection, number)
                with commits.held(shared=False, patience_seconds=COPY_SECONDS):
                    run(connection, "COMMIT")
        except BatchFault:
            connection.close()
            raise
        except BaseException:
            self._reopen(connection, commits)
            raise
        else:
            self._keep(connection, batch)
        self._last_write = number
        commits.acknowledge(number)

    def _rebuild(self, batch: Batch, commits: CommitLock) -> None:
        """Apply a large batch to a copy of the file while readers go on with the file, then let it take its place."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if wal_bytes(self._file.path):
            quiet, undisturbed = self._readers.quiet(), commits.held(shared=False, patience_seconds=COPY_SECONDS)
            with ladybug.Connection(self._file.database) as connection, quiet, undisturbed:
                run(connection, "CHECKPOINT")
        # What the engine remembers of the file would stand in memory beside what it needs for the copy.
        self._exchange(commits, None)
        number = self._last_write + 1
        copy = rebuild(self._file.path, batch, self._limits, number)
        self._exchange(commits, copy)
        self._last_write = number
        commits.acknowledge(number)

    def _keep(self, connection: ladybug.Connection, batch: Batch) -> None:
        """Keep the connection for the next write, unless it holds on to big tables with the plans for them."""
        if sum(table.num_rows for table in batch.tables) > _ROWS_KEPT:
            connection.close()
        else:
            self._writer = connection

    def _reopen(self, connection: ladybug.Connection, commits: CommitLock) -> None:
        """Start the engine afresh from the last commit: a fault in mid-write leaves its memory full or in disorder."""
        connection.close()
        self._exchange(commits, None)

    def _exchange(self, commits: CommitLock, copy: Path | None) -> None:
        """Close the file in a moment without readers, put `copy` in its place, and open it again.

        Where that fails the store is closed.
        """
        with self._readers.emptied(), commits.held(shared=False, patience_seconds=COPY_SECONDS):
            with ladybug.Connection(self._file.database) as last:
                run(last, "CALL force_checkpoint_on_close=false")
            self._file.database.close()
            try:
                if copy is not None:
                    put_in_place(copy, self._file.path)
                database = open_whole(self._file.path, self._limits, commits.acknowledged())
                self._file = replace(self._file, database=database)
            except StoreError:
                self._is_closed = True
                self._readers.close()
                raise
            finally:
                if self._is_closed:
                    self._file.release()

    def _shorten_log(self, commits: CommitLock) -> None:
        """Work a long log into the file, once no reader is under way.

        A fault in that costs nothing: the log is opened again.
        """
        length = wal_bytes(self._file.path)
        if length <= _LOG_BYTES:
            return
        must_be = length > _LONGEST_LOG_BYTES
        with ladybug.Connection(self._file.database) as connection:
            try:
                with self._readers.quiet() if must_be else self._readers.paused(_PAUSE_SECONDS) as is_quiet:
                    if must_be or is_quiet:
                        with commits.held(shared=False, patience_seconds=COPY_SECONDS):
                            run(connection, "CHECKPOINT")
            except StoreError:
                self._reopen(connection, commits)

    def read(self, query: str, parameters: Parameters | None = None) -> pa.Table:
        """Answer a read query; readers run beside a write and never see half of one."""
        check_read_only(query)
        check_parameters(query, parameters or ())
        with self._readers.borrow() as connection:
            return reading.read(connection, query, parameters or {})

    def read_each(self, query: str, keys: Sequence[str], parameters: Parameters | None = None) -> pa.Table:
        """Answer `query`, which names `$key`, for every one of `keys`, as one table, by whatever way is cheapest."""
        check_read_only(query)
        check_parameters(query, ("key", *(parameters or ())))
        # A connection keeps the last keys it was given with the plan for them.
        with self._readers.borrow(discard=len(keys) > reading.SCAN_KEYS) as connection:
            return reading.read_each(connection, query, keys, parameters or {})

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
