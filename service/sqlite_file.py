"""A SQLite file of the service's own: a write-ahead log, one writer at a time over threads and processes."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from service.errors import ServiceError


@dataclass(frozen=True)
class Kind:
    """What a file is: its tables, what it is called in a sentence, what is raised where it cannot be used."""

    schema: str
    name: str
    away: Callable[[str], ServiceError]
    patience_seconds: float = 5.0
    """How long to wait for whoever is writing."""


class SqliteFile:
    """One file for any number of threads; several processes may each have it open."""

    def __init__(self, path: Path, kind: Kind) -> None:
        """Open the file, making it for its owner alone where it is missing; raises what `kind` says."""
        self.path = path
        self._kind = kind
        self._turn = threading.Lock()
        with self._told():
            path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
            make_private(path)
            self._connection: sqlite3.Connection | None = connect(path, kind.patience_seconds)
            self._connection.execute("PRAGMA trusted_schema = OFF")
            self._connection.executescript(kind.schema)

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
            raise self._kind.away(f"{self._kind.name} is closed: start the service again.")
        return self._connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            raise self._kind.away(
                f"{self._kind.name}, {self.path}, cannot be used ({name_fault(fault)}): check that the file is sound "
                "and writable, and that the disk has room."
            ) from None


def make_private(path: Path) -> None:
    """Make a file for its owner alone where it is missing."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def connect(path: Path, patience_seconds: float) -> sqlite3.Connection:
    """Open a file with a write-ahead log, every commit of which is on the disk before it counts."""
    connection = sqlite3.connect(path, timeout=patience_seconds, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except BaseException:
        connection.close()
        raise
    return connection


def name_fault(fault: sqlite3.Error | OSError) -> str:
    """Return the kind of a fault alone: what SQLite says may quote a row."""
    if isinstance(fault, OSError):
        return str(fault.strerror)
    return str(getattr(fault, "sqlite_errorname", "SQLite"))
