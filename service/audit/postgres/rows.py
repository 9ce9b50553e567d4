"""The rows of an audit in a PostgreSQL database: one lock for all who add, and every commit on the disk."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, cast

import psycopg
from psycopg import sql

from service.audit.chain import Row
from service.audit.entries import Wanted
from service.audit.errors import AuditAway
from service.audit.location import AuditServer
from service.audit.postgres.connecting import Connection, Login, check_address, told_faults

LOCK = 0x5249_534B_4E45_5457
"""The number of the advisory lock that whoever adds holds until its commit: "RISKNETW"."""

_BEGIN = f"""
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
SET LOCAL synchronous_commit TO on;
SET LOCAL lock_timeout TO '5s';
SET LOCAL statement_timeout TO '10s';
SET LOCAL idle_in_transaction_session_timeout TO '10s';
SELECT pg_advisory_xact_lock({LOCK})
"""
"""Whatever the server is set to do by default. A process that is stopped while it adds loses the lock after 10 s."""

_ROW = "SELECT number, body, code FROM risk_network_audit.entries"
_LAST = f"{_ROW} ORDER BY number DESC LIMIT 1"
_AT = f"{_ROW} WHERE number = %s"
_ALL = f"{_ROW} ORDER BY number"
_ADD = "INSERT INTO risk_network_audit.entries (number, body, code) VALUES (%s, %s, %s)"
_SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_AT_ONCE = 2000


class PostgresRows:
    """The rows in one database, for several threads, processes and machines."""

    is_shared = True

    def __init__(self, server: AuditServer, password_file: Path | None = None) -> None:
        """Connect; raises WrongAudit for an address that cannot be read, AuditAway where there is no connection."""
        check_address(server)
        self._server = server
        self._login = Login(server, password_file)
        self._turn = threading.Lock()
        self._is_closed = False
        self._writer: Connection | None = self._login.connect()

    @contextmanager
    def adding(self) -> Iterator["_PostgresAdding"]:
        """Begin to add, alone among all who add to this audit anywhere."""
        with self._turn, told_faults(self._server):
            writer = self._begun()
            try:
                yield _PostgresAdding(writer)
                writer.execute("COMMIT")
            except psycopg.Error:
                # Whether it was committed is not known: the next to add looks.
                self._drop()
                raise
            except BaseException:
                with suppress(psycopg.Error):
                    writer.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[Iterator[Row]]:
        """Fix what the audit holds now, and read it from the first row on, some thousand at a time."""
        with told_faults(self._server), closing(self._login.connect()) as reader:
            reader.execute(_SNAPSHOT)
            with reader.cursor("entries") as rows:
                rows.itersize = _AT_ONCE
                rows.execute(_ALL)
                # The snapshot begins with the first read, not with BEGIN.
                first = rows.fetchone()
                yield (_row(one) for one in chain([first] if first else [], rows))

    def select(self, wanted: Wanted, before: int | None, limit: int) -> Sequence[Row]:
        """Return the newest rows that are wanted, from before a number."""
        asked = {
            "number < %(before)s": before,
            "left(who, 200) = left(%(who)s, 200) AND who = %(who)s": _escaped(wanted.who),
            "action = %(action)s": wanted.action and str(wanted.action),
            "left(case_ref, 200) = left(%(case_ref)s, 200) AND case_ref = %(case_ref)s": _escaped(wanted.case_ref),
            "at >= %(since)s": _moment(wanted.since),
            "at < %(until)s": _moment(wanted.until),
        }
        names = ("before", "who", "action", "case_ref", "since", "until")
        conditions = [sql.SQL(one) for one, value in asked.items() if value is not None]
        where = sql.SQL(" AND ").join(conditions) if conditions else sql.SQL("TRUE")
        query = sql.SQL(_ROW) + sql.SQL(" WHERE ") + where + sql.SQL(" ORDER BY number DESC LIMIT %(limit)s")
        values = dict(zip(names, asked.values(), strict=True)) | {"limit": limit}
        with told_faults(self._server), closing(self._login.connect()) as reader:
            return [_row(one) for one in reader.execute(query, values)]

    def close(self) -> None:
        """Let go of the connection."""
        with self._turn:
            self._is_closed = True
            self._drop()

    def _begun(self) -> Connection:
        if self._is_closed:
            raise AuditAway("The audit is closed: nothing can be answered any more.")
        if self._writer is not None:
            try:
                return _begin(self._writer)
            except psycopg.Error:
                is_lost = self._writer.broken
                self._drop()
                # Only where the server went away while nothing was under way is it asked again at once.
                if not is_lost:
                    raise
        self._writer = self._login.connect()
        try:
            return _begin(self._writer)
        except psycopg.Error:
            self._drop()
            raise

    def _drop(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def _begin(writer: Connection) -> Connection:
    writer.execute(_BEGIN)
    return writer


def _row(told: tuple[object, ...]) -> Row:
    number, body, code = cast("tuple[Any, Any, Any]", told)
    return Row(number, body, code)


def _escaped(text: str | None) -> str | None:
    """Return a text as it stands inside the quotation marks of an entry."""
    return None if text is None else json.dumps(text, ensure_ascii=True)[1:-1]


def _moment(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None


class _PostgresAdding:
    def __init__(self, writer: Connection) -> None:
        self._writer = writer

    def last(self) -> Row | None:
        found = self._writer.execute(_LAST).fetchone()
        return _row(found) if found else None

    def at(self, number: int) -> Row | None:
        found = self._writer.execute(_AT, (number,)).fetchone()
        return _row(found) if found else None

    def add(self, row: Row) -> None:
        self._writer.execute(_ADD, (row.number, row.body, row.code))
