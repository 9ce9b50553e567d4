"""An audit of its own for each test, in a file or on a server, and a way into its rows past every guard.

What holds for every audit is tested on both (`trail`, `log`); what is true of one kind alone has a file of its own.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from service.audit import Action, AuditLog, Entry, open_audit
from tests.postgres_server import ROLE, PostgresServer

KEY = b"k" * 32


def an_entry(who: str = "someone", action: Action = Action.READ_CASE, *, reason: str = "", case_ref: str = "") -> Entry:
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    things = ("p-1", "a-1")
    return Entry(who, "CHAIR", action, "answered", at, reason=reason, case_ref=case_ref, things=things)


class Trail(Protocol):
    """An audit, with the folder, the anchor and the key of one machine that writes it."""

    @property
    def folder(self) -> Path: ...
    @property
    def anchor(self) -> Path: ...
    @property
    def location(self) -> str: ...
    @property
    def password_file(self) -> Path | None: ...
    def open(self, key: bytes = KEY) -> AuditLog: ...
    def alter(self, *statements: str) -> None:
        """Run SQL on the rows as their owner can, with the triggers that forbid it taken away."""


@dataclass
class FileTrail:
    """An audit in a file."""

    folder: Path
    password_file: Path | None = None

    @property
    def file(self) -> Path:
        return self.folder / "audit.sqlite"

    @property
    def location(self) -> str:
        return f"sqlite:{self.file}"

    @property
    def anchor(self) -> Path:
        return self.folder / "audit.sqlite.anchor"

    def open(self, key: bytes = KEY) -> AuditLog:
        return open_audit(self.location, key)

    def alter(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.file, isolation_level=None)) as owner:
            for statement in ("DROP TRIGGER entries_stay", "DROP TRIGGER entries_remain", *statements):
                owner.execute(statement)


@dataclass
class ServerTrail:
    """An audit on a server, as one of the machines that write it has it."""

    folder: Path
    server: PostgresServer

    @property
    def location(self) -> str:
        return self.server.location()

    @property
    def anchor(self) -> Path:
        return self.folder / "audit.anchor"

    @property
    def password_file(self) -> Path | None:
        return self.server.password_file

    def open(self, key: bytes = KEY, role: str = ROLE) -> AuditLog:
        return open_audit(self.server.location(role), key, anchor=self.anchor, password_file=self.server.password_file)

    def alter(self, *statements: str) -> None:
        guards = [f"DROP TRIGGER {name} ON entries" for name in ("entries_stay", "entries_remain")]
        self.server.run(*guards, *statements)


@pytest.fixture
def file_trail(tmp_path: Path) -> FileTrail:
    return FileTrail(tmp_path)


@pytest.fixture
def server_trail(tmp_path: Path, postgres_server: PostgresServer) -> ServerTrail:
    postgres_server.renew()
    return ServerTrail(tmp_path, postgres_server)


@pytest.fixture(params=["file", "server"])
def trail(request: pytest.FixtureRequest) -> Trail:
    chosen: Trail = request.getfixturevalue(f"{request.param}_trail")
    return chosen


@pytest.fixture
def log(trail: Trail) -> Iterator[AuditLog]:
    opened = trail.open()
    yield opened
    opened.close()
