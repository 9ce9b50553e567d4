"""A large batch applied to a copy of the file, which then takes the file's place.

Within one transaction the engine keeps a batch in memory, several times its size, and can copy rows in only where
nothing else is done (`additions`). On a copy that nobody has seen yet there is nothing to take back: each table is a
transaction of its own, memory is let go after each, and everything that is added is copied.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import ladybug
import pyarrow as pa

from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import QueryFault, StoreUnavailable
from graph_schema.store.ladybug.additions import Additions, check_all_present, new_rows
from graph_schema.store.ladybug.connections import run
from graph_schema.store.ladybug.files import left_over, open_database, wal_bytes
from graph_schema.store.ladybug.recovery import number_write
from graph_schema.store.ladybug.writing import apply
from graph_schema.store.limits import Limits

ENDING = ".rebuilding"
"""What the copy's name ends in; one that is left over belongs to a process that died, and nothing of it counts."""

_COPY_ROWS = 20_000
"""From how many rows on that takes less time than adding them through the log."""

_FILE_TIMES = 16
"""Up to how many times as large as the batch a file is worth copying (2 GB a second) for the time it saves."""

_LARGE_BYTES = 128 << 20
"""From where on a batch goes this way however large the file: in one transaction it would need more memory."""

_CHECKPOINT_BYTES = 64 << 20
"""After how much is copied in memory is let go. Four times as much took as long and, where tables held rows before, 0.8
GiB more."""


def is_worth_rebuilding(path: Path, batch: Batch) -> bool:
    """Whether a shaped batch is applied to a copy of the file."""
    size: int = sum(table.nbytes for table in batch.tables)
    rows = sum(table.num_rows for table in (*batch.nodes.values(), *batch.links.values()))
    if rows <= _COPY_ROWS:
        return False
    return size > _LARGE_BYTES or path.stat().st_size + wal_bytes(path) <= _FILE_TIMES * size


def rebuild(path: Path, batch: Batch, limits: Limits, number: int) -> Path:
    """Apply a shaped batch to a copy of a closed or checkpointed file, note it as write `number`, and return the copy.

    Raises BatchFault where a row touches nothing, StoreUnavailable where there is no room; then there is no copy.
    """
    copy = path.with_name(path.name + ENDING)
    discard(path)
    try:
        try:
            _apply_to_copy(path, copy, batch, limits, number)
        except QueryFault:
            # Met once in some hundred million rows: the engine had lost a key it had just copied.
            discard(path)
            _apply_to_copy(path, copy, batch, limits, number)
    except OSError as error:
        discard(path)
        raise StoreUnavailable(f"{path} cannot be copied to write to it ({error.strerror}): make room first.") from None
    except BaseException:
        discard(path)
        raise
    return copy


def _apply_to_copy(path: Path, copy: Path, batch: Batch, limits: Limits, number: int) -> None:
    shutil.copyfile(path, copy)
    copy.chmod(path.stat().st_mode)
    # With two threads the engine tied copied rows to wrong nodes in one trial of seven; with one it has not done so.
    database = open_database(copy, replace(limits, threads=1))
    try:
        _Rebuilding(database).apply(batch, number)
    finally:
        database.close()
    _make_durable(copy)


def discard(path: Path) -> None:
    """Take away what a rebuilding of the file at `path` has left over."""
    for left in path.parent.glob(f"{path.name}{ENDING}*"):
        left.unlink()


def put_in_place(copy: Path, path: Path) -> None:
    """Let the copy take the place of the file, which must be closed; its log is in both already."""
    try:
        for part in left_over(path):
            part.unlink()
        copy.replace(path)
        _make_durable(path.parent)
    except OSError as error:
        raise StoreUnavailable(
            f"{path} cannot be replaced ({error.strerror}): check its folder's permissions."
        ) from None


def _make_durable(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class _Rebuilding:
    def __init__(self, database: ladybug.Database) -> None:
        self._database = database
        self._since = 0

    def apply(self, batch: Batch, number: int) -> None:
        for label, table in batch.nodes.items():
            with self._step(table) as connection:
                nodes = {label: new_rows(connection, label, table)}
                apply(connection, Batch(), Additions(nodes, {}, is_copy=True))
        with self._step() as connection:
            changes = Batch(updates=batch.updates, removals=batch.removals, closings=batch.closings)
            apply(connection, changes, Additions({}, {}, is_copy=False))
        for link, table in batch.links.items():
            with self._step(table) as connection:
                self._add_links(connection, link, table)
        with self._step() as connection:
            number_write(connection, number)
        self._checkpoint()

    def _add_links(self, connection: ladybug.Connection, link: Link, table: pa.Table) -> None:
        try:
            apply(connection, Batch(), Additions({}, {link: table}, is_copy=True))
        except QueryFault:
            # Which row it is takes a pass over all, so it is asked only now.
            check_all_present(connection, Batch(links={link: table}))
            raise

    @contextmanager
    def _step(self, table: pa.Table | None = None) -> Iterator[ladybug.Connection]:
        """Lend a connection for one table: it keeps the last one it was given with the plan for it."""
        with ladybug.Connection(self._database) as connection:
            yield connection
        self._since += table.nbytes if table is not None else 0
        if self._since > _CHECKPOINT_BYTES:
            self._checkpoint()

    def _checkpoint(self) -> None:
        with ladybug.Connection(self._database) as connection:
            run(connection, "CHECKPOINT")
        self._since = 0
