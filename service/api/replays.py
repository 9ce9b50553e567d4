"""Answers kept for a day by their Idempotency-Key, so that a request sent again does nothing twice."""

import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from service.errors import ReplaysAway
from service.sqlite_file import Kind, SqliteFile

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
_REPLAYS = Kind(_SCHEMA, "The file of answers kept for requests sent again", ReplaysAway)


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
        """Open the file, making it for its owner alone where it is missing; raises ReplaysAway."""
        self._file = SqliteFile(path, _REPLAYS)

    def begin(self, key: str, request: str) -> Kept | None:
        """Note that a request begins, or return the answer it had; raises UnderWay, OtherRequest or ReplaysAway."""
        now = time.time()
        with self._file.writing() as kept:
            kept.execute("DELETE FROM replays WHERE begun < ?", (now - KEPT_SECONDS,))
            kept.execute(
                "DELETE FROM replays WHERE key = ? AND status IS NULL AND begun < ?", (key, now - _ABANDONED_SECONDS)
            )
            done = kept.execute(
                "INSERT OR IGNORE INTO replays (key, request, begun) VALUES (?, ?, ?)", (key, request, now)
            )
            if done.rowcount:
                return None
            row = kept.execute("SELECT request, status, media_type, body FROM replays WHERE key = ?", (key,)).fetchone()
        if row is None or (row[0] == request and row[1] is None):
            raise UnderWay
        if row[0] != request:
            raise OtherRequest
        return Kept(row[1], row[2], row[3])

    def keep(self, key: str, kept: Kept) -> None:
        """Keep the answer to a request that began."""
        with self._file.writing() as rows:
            rows.execute(
                "UPDATE replays SET status = ?, media_type = ?, body = ? WHERE key = ?",
                (kept.status, kept.media_type, kept.body, key),
            )

    def forget(self, key: str) -> None:
        """Let a request that failed be sent again."""
        with suppress(ReplaysAway), self._file.writing() as rows:
            rows.execute("DELETE FROM replays WHERE key = ?", (key,))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def key_of(*parts: str) -> str:
    """Return one key of several parts, in which none of them can be read."""
    return sha256("\x1f".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
