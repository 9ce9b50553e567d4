"""An audit of its own for each test, and a way into its file past every guard, as its owner has."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.audit import Action, AuditLog, Entry, open_audit

KEY = b"k" * 32


def an_entry(who: str = "someone", action: Action = Action.READ_CASE, *, reason: str = "", case_ref: str = "") -> Entry:
    at = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    things = ("p-1", "a-1")
    return Entry(who, "CHAIR", action, "answered", at, reason=reason, case_ref=case_ref, things=things)


@dataclass
class Trail:
    """An audit in a folder, with the file, the anchor and the key it lies in."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "audit.sqlite"

    @property
    def anchor(self) -> Path:
        return self.folder / "audit.sqlite.anchor"

    def open(self, key: bytes = KEY) -> AuditLog:
        return open_audit(f"sqlite:{self.file}", key)

    def alter(self, *statements: str) -> None:
        """Run SQL on the file as its owner can, with the triggers that forbid it taken away."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as owner:
            for statement in ("DROP TRIGGER entries_stay", "DROP TRIGGER entries_remain", *statements):
                owner.execute(statement)


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    return Trail(tmp_path)


@pytest.fixture
def log(trail: Trail) -> Iterator[AuditLog]:
    opened = trail.open()
    yield opened
    opened.close()
