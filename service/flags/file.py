"""The file the book is kept in: SQLite with a write-ahead log, one writer at a time over threads and processes."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.flags.errors import BookAway

_PATIENCE_SECONDS = 30.0
"""A first sweep of a country writes for several seconds, in pieces; a decision waits for one of them."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS flags (
    id TEXT PRIMARY KEY,
    case_ref TEXT NOT NULL,
    number INTEGER NOT NULL,
    rule TEXT NOT NULL,
    family TEXT NOT NULL,
    title TEXT NOT NULL,
    first_seen TEXT NOT NULL,
    UNIQUE (case_ref, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS flag_events (
    place INTEGER PRIMARY KEY,
    flag TEXT NOT NULL REFERENCES flags (id),
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (flag, version)
) STRICT;
CREATE TRIGGER IF NOT EXISTS flags_stay BEFORE UPDATE ON flags
BEGIN SELECT RAISE(ABORT, 'the name of a flag may not be changed'); END;
CREATE TRIGGER IF NOT EXISTS flags_remain BEFORE DELETE ON flags
BEGIN SELECT RAISE(ABORT, 'the name of a flag may not be removed'); END;
CREATE TRIGGER IF NOT EXISTS flag_events_stay BEFORE UPDATE ON flag_events
BEGIN SELECT RAISE(ABORT, 'an event of a flag may not be changed'); END;
CREATE TRIGGER IF NOT EXISTS flag_events_remain BEFORE DELETE ON flag_events
BEGIN SELECT RAISE(ABORT, 'an event of a flag may not be removed'); END;
"""


class BookFile:
    """One SQLite file for any number of threads; several processes may each have it open."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it for its owner alone where it is missing; raises BookAway."""
        self.path = path
        self._turn = threading.Lock()
        with self._told():
            path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            self._connection: sqlite3.Connection | None = _connect(path)
            self._connection.executescript(_SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write alone among all threads and processes; what was written is on the disk once this ended well."""
        with self._turn, self._told():
            connection = self._opened()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read what has been written, all of it as of one moment."""
        with self._turn, self._told():
            connection = self._opened()
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise BookAway("The book of flags is closed: start the service again.")
        return self._connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            # Only the kind of fault: what SQLite says may quote a row.
            told = fault.strerror if isinstance(fault, OSError) else getattr(fault, "sqlite_errorname", "SQLite")
            raise BookAway(
                f"The book of flags, {self.path}, cannot be used ({told}): check that the file is sound and writable, "
                "and that the disk has room."
            ) from None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection
