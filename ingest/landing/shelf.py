"""Frames put aside until they are wanted again: in memory while they are small, else in files nobody else can read."""

import mmap
import tempfile

import polars as pl
import pyarrow as pa

IN_MEMORY_BYTES = 64 << 20
"""Up to how much is kept in memory: what a month brings; a first load goes to the disk."""

SMALL_BYTES = 1 << 20
"""Up to how much of a table that is about to be written stays in memory."""


class Shelf:
    """Frames by name. What goes to the disk goes to files without a name, which vanish with the process."""

    def __init__(self, in_memory_bytes: int = IN_MEMORY_BYTES) -> None:
        self._room = in_memory_bytes
        self._frames: dict[str, pl.DataFrame] = {}
        self._on_disk: dict[str, pa.Table] = {}

    def put(self, name: str, frame: pl.DataFrame) -> str:
        """Keep a frame, in place of one of the same name, and return the name."""
        self.drop(name)
        size = int(frame.estimated_size())
        if size <= self._room:
            self._room -= size
            self._frames[name] = frame
        else:
            self._on_disk[name] = _put_on_disk(frame.to_arrow(compat_level=pl.CompatLevel.newest()))
        return name

    def take(self, name: str) -> pl.DataFrame:
        """Return a frame, which stays on the shelf. Raises KeyError where none has this name."""
        if name in self._frames:
            return self._frames[name]
        frame = pl.from_arrow(self._on_disk[name])
        if not isinstance(frame, pl.DataFrame):
            raise TypeError("what was put aside was no frame")
        return frame

    def drop(self, name: str) -> None:
        """Let go of a frame."""
        if name in self._frames:
            self._room += int(self._frames.pop(name).estimated_size())
        self._on_disk.pop(name, None)

    def clear(self) -> None:
        """Let go of all frames."""
        for name in [*self._frames, *self._on_disk]:
            self.drop(name)


def set_aside(frame: pl.DataFrame) -> pa.Table:
    """Return a frame as the store wants it, put aside on the disk unless it is small."""
    table = frame.to_arrow()
    names = table.column_names
    # Text with 32-bit offsets, as the engines take it: so it is not copied once more on its way.
    columns = [
        column.cast(pa.string()) if pa.types.is_large_string(column.type) else column for column in table.columns
    ]
    plain = pa.table(columns, names=names)
    return plain if plain.nbytes <= SMALL_BYTES else _put_on_disk(plain)


def _put_on_disk(table: pa.Table) -> pa.Table:
    """Return a table from a file that has no name, its pages read as they are touched and the system's to drop again.

    The file vanishes once nothing refers to the table any more.
    """
    with tempfile.TemporaryFile(prefix="risk-network-") as file:
        with pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
        file.flush()
        # The mapping keeps the file, whose descriptor may go.
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return pa.ipc.open_file(pa.py_buffer(mapped)).read_all()
