"""The file the ledger is kept in: SQLite with a write-ahead log, one writer at a time over threads and processes."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.placement.errors import LedgerAway

_PATIENCE_SECONDS = 5.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS placement_budgets (
    day TEXT NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (day, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS placement_checks (
    number INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    checked_at TEXT NOT NULL,
    officer TEXT NOT NULL,
    agency TEXT NOT NULL,
    case_ref TEXT NOT NULL,
    area TEXT NOT NULL,
    address TEXT NOT NULL,
    outcome TEXT NOT NULL,
    easting INTEGER,
    northing INTEGER,
    reach INTEGER,
    obstacles TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS placement_checks_case ON placement_checks (case_ref, number);
CREATE INDEX IF NOT EXISTS placement_checks_officer ON placement_checks (officer, number);
"""


class LedgerFile:
    """One SQLite file for any number of threads; several processes may each have it open."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it for its owner alone where it is missing; raises LedgerAway."""
        self.path = path
        self._turn = threading.Lock()
        with self._told():
            path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            self._connection: sqlite3.Connection | None = _connect(path)
            self._connection.executescript(_SCHEMA)

    @contextmanager
    def writing(self, *, is_durable: bool = True) -> Iterator[sqlite3.Connection]:
        """Write alone among all threads and processes; if `is_durable`, it survives a power cut once this ended well.

        What was written before without that survives as well then: the log on the disk has it first.
        """
        with self._turn, self._told():
            connection = self._opened()
            connection.execute(f"PRAGMA synchronous = {'FULL' if is_durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read what has been written."""
        with self._turn, self._told():
            yield self._opened()

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        with self._turn:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            raise LedgerAway("The ledger of placement checks is closed: start the service again.")
        return self._connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            # Only the kind of fault: what SQLite says may quote a row.
            told = fault.strerror if isinstance(fault, OSError) else getattr(fault, "sqlite_errorname", "SQLite")
            raise LedgerAway(
                f"The ledger of placement checks, {self.path}, cannot be used ({told}): check that the file is sound "
                "and writable, and that the disk has room."
            ) from None


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        connection.close()
        raise
    return connection
