"""The rows of an audit in a SQLite file: a write-ahead log, and every commit on the disk before it counts."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from service.audit.chain import Row
from service.audit.entries import Wanted
from service.audit.errors import AuditAway
from service.sqlite_file import connect, make_private, name_fault

_SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    number INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    code TEXT NOT NULL,
    who TEXT GENERATED ALWAYS AS (json_extract(body, '$.who')) VIRTUAL,
    action TEXT GENERATED ALWAYS AS (json_extract(body, '$.action')) VIRTUAL,
    case_ref TEXT GENERATED ALWAYS AS (json_extract(body, '$.case_ref')) VIRTUAL,
    at TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL
) STRICT;
CREATE INDEX IF NOT EXISTS entries_who ON entries (who, number);
CREATE INDEX IF NOT EXISTS entries_case ON entries (case_ref, number);
CREATE TRIGGER IF NOT EXISTS entries_stay BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry of the audit may not be changed'); END;
CREATE TRIGGER IF NOT EXISTS entries_remain BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'an entry of the audit may not be removed'); END;
"""
"""The triggers guard against accidents; against intent the chain does, since the file's owner can drop them."""

_PATIENCE_SECONDS = 5.0
_LAST = "SELECT number, body, code FROM entries ORDER BY number DESC LIMIT 1"
_AT = "SELECT number, body, code FROM entries WHERE number = ?"


class SqliteRows:
    """The rows in one file, for several threads and processes of one machine."""

    is_shared = False

    def __init__(self, path: Path, *, create: bool) -> None:
        """Open the file, making it readable by its owner alone where it is missing; raises AuditAway."""
        self._path = path
        self._turn = threading.Lock()
        with self._told():
            if create:
                make_private(path)
            self._writer: sqlite3.Connection | None = self._connect()
            self._file = self._identity()
            if create:
                self._writer.executescript(_SCHEMA)

    @contextmanager
    def adding(self) -> Iterator["_SqliteAdding"]:
        """Begin to add, alone among all threads and processes."""
        with self._turn, self._told():
            if self._writer is None:
                raise AuditAway("The audit is closed: nothing can be answered any more.")
            if self._identity() != self._file:
                # A file replaced under us would take our rows with it without a word.
                raise AuditAway(f"{self._path} is not the file that was opened: restore it, then start again.")
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield _SqliteAdding(self._writer)
                self._writer.execute("COMMIT")
            finally:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[Iterator[Row]]:
        """Fix what the file holds now, and read it from the first row on."""
        with self._told(), closing(self._connect()) as reader:
            reader.execute("BEGIN")
            rows = reader.execute("SELECT number, body, code FROM entries ORDER BY number")
            # The snapshot begins with the first read, not with BEGIN.
            first = rows.fetchone()
            yield (Row(*row) for row in chain([first] if first else [], rows))

    def select(self, wanted: Wanted, before: int | None, limit: int) -> Sequence[Row]:
        """Return the newest rows that are wanted, from before a number."""
        asked = {
            "number < ?": before,
            "who = ?": wanted.who,
            "action = ?": wanted.action,
            "case_ref = ?": wanted.case_ref,
            "at >= ?": _moment(wanted.since),
            "at < ?": _moment(wanted.until),
        }
        met = {condition: value for condition, value in asked.items() if value is not None}
        where = " AND ".join(met) or "TRUE"
        query = f"SELECT number, body, code FROM entries WHERE {where} ORDER BY number DESC LIMIT ?"  # noqa: S608  # conditions of ours alone
        with self._told(), closing(self._connect()) as reader:
            return [Row(*row) for row in reader.execute(query, (*met.values(), limit))]

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._writer is not None:
                self._writer.close()
                self._writer = None

    def _identity(self) -> tuple[int, int]:
        status = self._path.stat()
        return status.st_dev, status.st_ino

    def _connect(self) -> sqlite3.Connection:
        return connect(self._path, _PATIENCE_SECONDS)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as fault:
            raise AuditAway(
                f"The audit {self._path} cannot be used ({name_fault(fault)}): check that the file is there, sound "
                "and writable, and that the disk has room."
            ) from None


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


class _SqliteAdding:
    def __init__(self, writer: sqlite3.Connection) -> None:
        self._writer = writer

    def last(self) -> Row | None:
        row = self._writer.execute(_LAST).fetchone()
        return Row(*row) if row else None

    def at(self, number: int) -> Row | None:
        row = self._writer.execute(_AT, (number,)).fetchone()
        return Row(*row) if row else None

    def add(self, row: Row) -> None:
        self._writer.execute(
            "INSERT INTO entries (number, body, code) VALUES (?, ?, ?)", (row.number, row.body, row.code)
        )
