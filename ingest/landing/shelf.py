"""Frames put aside until they are wanted again: in memory while they are small, else in files nobody else can read."""

import mmap
import tempfile
from typing import IO

import polars as pl
import pyarrow as pa

IN_MEMORY_BYTES = 64 << 20
"""Up to how much is kept in memory: what a month brings; a country's first load goes to the disk."""

SMALL_BYTES = 1 << 20
"""Up to how much of a table that is about to be written stays in memory."""


class Shelf:
    """Frames by name. What goes to the disk goes to files without a name, which vanish with the process."""

    def __init__(self, in_memory_bytes: int = IN_MEMORY_BYTES) -> None:
        self._room = in_memory_bytes
        self._frames: dict[str, pl.DataFrame] = {}
        self._files: dict[str, IO[bytes]] = {}

    def put(self, name: str, frame: pl.DataFrame) -> str:
        """Keep a frame, in place of one of the same name, and return the name."""
        self.drop(name)
        size = int(frame.estimated_size())
        if size <= self._room:
            self._room -= size
            self._frames[name] = frame
        else:
            self._files[name] = write_unnamed(frame.to_arrow(compat_level=pl.CompatLevel.newest()))
        return name

    def take(self, name: str) -> pl.DataFrame:
        """Return a frame, which stays on the shelf. Raises KeyError where none has this name."""
        if name in self._frames:
            return self._frames[name]
        frame = pl.from_arrow(read_unnamed(self._files[name]))
        if not isinstance(frame, pl.DataFrame):
            raise TypeError("what was put aside was no frame")
        return frame

    def drop(self, name: str) -> None:
        """Let go of a frame."""
        if name in self._frames:
            self._room += int(self._frames.pop(name).estimated_size())
        if name in self._files:
            self._files.pop(name).close()


def set_aside(frame: pl.DataFrame) -> pa.Table:
    """Return a frame as the store wants it, put aside on the disk unless it is small."""
    table = frame.to_arrow()
    names = table.column_names
    # Text with 32-bit offsets, as the engines take it: so it is not copied once more on its way.
    columns = [
        column.cast(pa.string()) if pa.types.is_large_string(column.type) else column for column in table.columns
    ]
    plain = pa.table(columns, names=names)
    return plain if plain.nbytes <= SMALL_BYTES else read_unnamed(write_unnamed(plain))


def write_unnamed(table: pa.Table) -> IO[bytes]:
    """Write a table to a file that has no name and vanishes once nothing refers to it."""
    file = tempfile.TemporaryFile(prefix="risk-network-")  # noqa: SIM115  # lives as long as what reads it
    with pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    file.flush()
    return file


def read_unnamed(file: IO[bytes]) -> pa.Table:
    """Return the table in such a file, its pages read as they are touched and the system's to drop again."""
    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return pa.ipc.open_file(pa.py_buffer(mapped)).read_all()
