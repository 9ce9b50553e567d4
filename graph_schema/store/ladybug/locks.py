"""Locks between processes, that the system lets go of when a process dies."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_schema.store.errors import StoreBusy, StoreUnavailable

_PAUSE_SECONDS = 0.02


class FileLock:
    """One lock, kept on a file of its own beside the store.

    The engine's own lock will not do: it is lost as soon as this process opens and closes the file a second time
    (POSIX record locks), and it lets readers in beside a writer, who then read pages that are being overwritten.
    """

    def __init__(self, path: Path) -> None:
        """Open the file of the lock, making it where it is missing; raises StoreUnavailable where that cannot be."""
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise StoreUnavailable(
                f"{path} cannot be opened ({error.strerror}): the folder of the store must exist and be writable."
            ) from None

    def take(self, *, shared: bool, patience_seconds: float = 0.0) -> bool:
        """Take the lock, waiting no longer than asked; returns whether it was got."""
        mode = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
        until = time.monotonic() + patience_seconds
        while True:
            try:
                fcntl.flock(self._file, mode)
            except BlockingIOError:
                if time.monotonic() >= until:
                    return False
                time.sleep(_PAUSE_SECONDS)
            else:
                return True

    def release(self) -> None:
        """Let go of the lock, keeping the file open."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Let go of the lock and its file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    @contextmanager
    def held(self, *, shared: bool, patience_seconds: float) -> Iterator[None]:
        """Hold the lock for a while; raises StoreBusy where it cannot be got in time."""
        if not self.take(shared=shared, patience_seconds=patience_seconds):
            raise StoreBusy("The store is being copied or written by another process for too long: try again.")
        try:
            yield
        finally:
            self.release()


class CommitLock(FileLock):
    """The lock of who changes or copies the file at this moment, and the number of the last write acknowledged."""

    def acknowledge(self, number: int) -> None:
        """Note that a write is about to be acknowledged."""
        os.pwrite(self._file, b"%020d\n" % number, 0)

    def acknowledged(self) -> int:
        """Return the number of the last write that was acknowledged, 0 where none is noted."""
        noted = os.pread(self._file, 20, 0)
        return int(noted) if noted.isdigit() else 0


def open_lock(path: Path) -> FileLock:
    """Return the lock of who has the store open: one writer, or any number of readers of the file itself."""
    return FileLock(path.with_name(f"{path.name}.lock"))


def commit_lock(path: Path) -> CommitLock:
    """Return the lock of who changes or copies the file at this moment."""
    return CommitLock(path.with_name(f"{path.name}.commit"))
