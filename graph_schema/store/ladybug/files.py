"""The engine's files: opening them, with a word for whatever can be wrong, and what lies beside them."""

import re
import shutil
from pathlib import Path

import ladybug

from graph_schema.store.errors import StoreBusy, StoreError, StoreTooSmall, StoreUnavailable
from graph_schema.store.limits import Limits

_DAMAGED = re.compile(
    r"Cannot read checkpoint|corrupted|Checksum|not a valid|Reading past the end|bad_alloc", re.IGNORECASE
)
_LARGEST_BYTES = 1 << 39
"""The address space one open store takes, and so the largest it may become: 512 GiB, against some 15 GB for a country.
Left to itself the engine takes 8 TiB, of which a process has room for fifteen."""

_LEFT_OVER = (".wal", ".wal.checkpoint", ".shadow", ".pinned.tmp")
"""The endings of the files that hold what is not worked into the store's own yet; they come and go."""


def open_database(path: Path, limits: Limits, *, read_only: bool = False, lenient: bool = False) -> ladybug.Database:
    """Open the file, replaying the log up to its end or, where `lenient`, to what cannot be read; raises StoreError."""
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder: name a file.")
    try:
        return ladybug.Database(
            path,
            buffer_pool_size=limits.memory_bytes,
            max_num_threads=limits.threads,
            read_only=read_only,
            throw_on_wal_replay_failure=not lenient,
            max_db_size=_LARGEST_BYTES,
            # Checkpoints are ours to time: one that meets a reader loses what is written after it, should we crash.
            auto_checkpoint=False,
        )
    except (RuntimeError, MemoryError) as error:
        raise _told(path, str(error)) from None


def _told(path: Path, text: str) -> StoreError:
    if "Could not set lock" in text:
        return StoreBusy(f"{path} is open in another program. Close it, then try again.")
    if _DAMAGED.search(text):
        return StoreUnavailable(
            f"{path} is damaged, or not a store of this program. Restore it from a copy, or name another file and "
            "ingest the feeds again."
        )
    if "Buffer manager" in text:
        return StoreTooSmall(f"{path} cannot be opened with the memory it may use: allow more.")
    return StoreUnavailable(
        f"{path} cannot be opened: check that the folder exists and that it may be read and written."
    )


def left_over(path: Path) -> list[Path]:
    """Return the files of what is not worked into the store's own file yet."""
    beside = (path.with_name(path.name + ending) for ending in _LEFT_OVER)
    return [part for part in beside if part.exists()]


def check_room(path: Path, wanted: int) -> None:
    """Raise StoreUnavailable where the disk has no room for a write: running out in the middle ends the process."""
    free = shutil.disk_usage(path.parent).free
    if free < wanted:
        raise StoreUnavailable(
            f"The disk of {path} has {free >> 20} MiB left and this write may need {wanted >> 20}: make room first."
        )


def wal_bytes(path: Path) -> int:
    """Return how much is waiting to be worked into the file."""
    try:
        return path.with_name(f"{path.name}.wal").stat().st_size
    except FileNotFoundError:
        return 0
