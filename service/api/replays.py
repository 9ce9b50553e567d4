"""Answers kept for a day by their Idempotency-Key, so that a request sent again does nothing twice."""

import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from service.errors import ReplaysAway

KEPT_SECONDS = 24 * 3600
_ABANDONED_SECONDS = 120
"""After so long a request under way is taken for dead: its process was killed."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS replays (
    key TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    begun REAL NOT NULL,
    status INTEGER,
    media_type TEXT,
    body BLOB
) STRICT;
"""


@dataclass(frozen=True)
class Kept:
    """An answer as it left."""

    status: int
    media_type: str
    body: bytes


class UnderWay(Exception):
    """The same request is being answered at this moment."""


class OtherRequest(Exception):
    """The key was used with another request."""


class Replays:
    """Answers by key, in one SQLite file, for any number of threads and processes of one machine."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it for its owner alone where it is missing."""
        self._turn = threading.Lock()
        try:
            path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            self._file = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
            self._file.execute("PRAGMA journal_mode = WAL")
            self._file.executescript(_SCHEMA)
        except (sqlite3.Error, OSError):
            raise ReplaysAway(f"{path} cannot be used: check that it is sound and writable.") from None

    def begin(self, key: str, request: str) -> Kept | None:
        """Note that a request begins, or return the answer it had; raises UnderWay, OtherRequest or ReplaysAway."""
        now = time.time()
        with self._turn, _told():
            self._file.execute("DELETE FROM replays WHERE begun < ?", (now - KEPT_SECONDS,))
            self._file.execute(
                "DELETE FROM replays WHERE key = ? AND status IS NULL AND begun < ?", (key, now - _ABANDONED_SECONDS)
            )
            done = self._file.execute(
                "INSERT OR IGNORE INTO replays (key, request, begun) VALUES (?, ?, ?)", (key, request, now)
            )
            if done.rowcount:
                return None
            row = self._file.execute(
                "SELECT request, status, media_type, body FROM replays WHERE key = ?", (key,)
            ).fetchone()
        if row is None or (row[0] == request and row[1] is None):
            raise UnderWay
        if row[0] != request:
            raise OtherRequest
        return Kept(row[1], row[2], row[3])

    def keep(self, key: str, kept: Kept) -> None:
        """Keep the answer to a request that began."""
        with self._turn, _told():
            self._file.execute(
                "UPDATE replays SET status = ?, media_type = ?, body = ? WHERE key = ?",
                (kept.status, kept.media_type, kept.body, key),
            )

    def forget(self, key: str) -> None:
        """Let a request that failed be sent again."""
        with self._turn, suppress(sqlite3.Error):
            self._file.execute("DELETE FROM replays WHERE key = ?", (key,))

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._file.close()


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error:
        raise ReplaysAway("The answers kept for requests sent again cannot be used: check the disk.") from None


def key_of(*parts: str) -> str:
    """Return one key of several parts, in which none of them can be read."""
    return sha256("\x1f".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
