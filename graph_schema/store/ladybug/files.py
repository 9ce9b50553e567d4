"""Opening the engine's file, or a copy of it, with a word for whatever can be wrong with it."""

import os
import re
import shutil
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

import ladybug

from graph_schema.store.errors import StoreBusy, StoreError, StoreUnavailable
from graph_schema.store.limits import Limits

_DAMAGED = re.compile(r"Cannot read checkpoint|corrupted|Checksum|not a valid", re.IGNORECASE)
_LEFT_OVER = (".wal", ".wal.checkpoint", ".shadow", ".pinned.tmp")
"""The endings of the files that hold what is not worked into the store's own yet; they come and go."""


def open_database(path: Path, limits: Limits, *, read_only: bool = False) -> ladybug.Database:
    """Open the file, replaying what was written last; raises StoreError."""
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder: name a file.")
    try:
        return ladybug.Database(
            path, buffer_pool_size=limits.memory_bytes, max_num_threads=limits.threads, read_only=read_only
        )
    except RuntimeError as error:
        raise _told(path, str(error)) from None


def _told(path: Path, text: str) -> StoreError:
    if "Could not set lock" in text:
        return StoreBusy(f"{path} is open in another program. Close it, then try again.")
    if _DAMAGED.search(text):
        return StoreUnavailable(
            f"{path} is damaged, or not a store of this program. Restore it from a copy, or name another file and "
            "ingest the feeds again."
        )
    if "Buffer manager" in text or "memory" in text.lower():
        return StoreUnavailable(f"{path} cannot be opened with the memory it may use: allow more.")
    return StoreUnavailable(
        f"{path} cannot be opened: check that the folder exists and that it may be read and written."
    )


def open_copy(path: Path, limits: Limits, undisturbed: AbstractContextManager[None]) -> ladybug.Database:
    """Open a private copy of the file, of which no trace is left on the disk once it is open.

    While `undisturbed` is entered nobody may change the files.
    """
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        copy = Path(folder) / path.name
        with undisturbed:
            for part in (path, *left_over(path)):
                _copy_file(part, copy.with_name(part.name))
        recover(copy, limits)
        return open_database(copy, limits, read_only=True)


def left_over(path: Path) -> list[Path]:
    """Return the files of what is not worked into the store's own file yet."""
    beside = (path.with_name(path.name + ending) for ending in _LEFT_OVER)
    return [part for part in beside if part.exists()]


def recover(path: Path, limits: Limits) -> None:
    """Work what a writer has left over into the file: the engine opens none to read that still needs it."""
    if left_over(path):
        open_database(path, limits).close()


def _copy_file(source: Path, target: Path) -> None:
    # Blocks are shared where the file system can, so that nothing is copied at all.
    with source.open("rb") as reader, target.open("wb") as writer:
        left = os.fstat(reader.fileno()).st_size
        try:
            while left > 0 and (copied := os.copy_file_range(reader.fileno(), writer.fileno(), left)):
                left -= copied
        except OSError:
            # Not every file system can; begin again in the plain way.
            reader.seek(0)
            writer.seek(0)
            shutil.copyfileobj(reader, writer)


def wal_bytes(path: Path) -> int:
    """Return how much is waiting to be worked into the file."""
    try:
        return path.with_name(f"{path.name}.wal").stat().st_size
    except FileNotFoundError:
        return 0
