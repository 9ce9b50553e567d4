"""Opening a file that a crash has left behind: whole writes only, and every one that was acknowledged.

The engine refuses a log whose last write was cut off in the middle; told to be lenient it takes the writes before the
first that it cannot read, be that the last one or not. So each write that goes through the log is numbered, in the
store and, once it is acknowledged, beside it. The lenient way is taken only where it loses no acknowledged write, and a
store that lacks one is never opened.
"""

import shutil
import tempfile
from contextlib import AbstractContextManager
from pathlib import Path

import ladybug

from graph_schema.store.errors import StoreUnavailable
from graph_schema.store.ladybug.connections import fetch, run
from graph_schema.store.ladybug.files import left_over, open_database
from graph_schema.store.limits import Limits
from graph_schema.store.schema import META

_WRITES = f"(m:{META} {{id: 'writes'}})"


def number_write(connection: ladybug.Connection, number: int) -> None:
    """Note in the transaction under way which write it is."""
    run(connection, f"MERGE {_WRITES} SET m.version = CAST($number AS INT64)", {"number": str(number)})


def read_number(connection: ladybug.Connection) -> int:
    """Return the number of the last write that a store holds, 0 for none."""
    if META not in fetch(connection, "CALL show_tables() RETURN name")["name"].to_pylist():
        return 0
    noted = fetch(connection, f"MATCH {_WRITES} RETURN m.version AS number")
    return int(noted["number"][0].as_py()) if noted.num_rows else 0


def check_whole(path: Path, number: int, acknowledged: int) -> None:
    """Raise StoreUnavailable where the last write a store holds is not the last that was acknowledged, or later."""
    if number < acknowledged:
        raise StoreUnavailable(
            f"{path} lacks the last {acknowledged - number} writes that {path.name}.commit tells of: it is damaged or "
            f"an older copy. Restore a newer one, or delete {path.name}.commit to go on with what there is."
        )


def open_whole(path: Path, limits: Limits, acknowledged: int) -> ladybug.Database:
    """Open the file to write, up to `acknowledged` and at most one write more; raises StoreError where that is lost."""
    try:
        return open_database(path, limits)
    except StoreUnavailable:
        if not left_over(path) or _number_in_copy(path, limits) < acknowledged:
            raise
        return open_database(path, limits, lenient=True)


def recover(path: Path, limits: Limits, acknowledged: int) -> None:
    """Work what a writer has left over into the file: the engine opens none to read that still needs it."""
    if left_over(path):
        open_whole(path, limits, acknowledged).close()


def open_copy(
    path: Path, limits: Limits, acknowledged: int, undisturbed: AbstractContextManager[None]
) -> ladybug.Database:
    """Open a private copy of the file to read, of which no trace is left on the disk once it is open.

    While `undisturbed` is entered nobody may change the files.
    """
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        with undisturbed:
            copy = _copy_into(Path(folder), path)
        recover(copy, limits, acknowledged)
        return open_database(copy, limits, read_only=True)


def _number_in_copy(path: Path, limits: Limits) -> int:
    """Return the number of the last write that a lenient opening would leave, tried on a copy."""
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        copy = _copy_into(Path(folder), path)
        with open_database(copy, limits, lenient=True) as database, ladybug.Connection(database) as connection:
            return read_number(connection)


def _copy_into(folder: Path, path: Path) -> Path:
    try:
        for part in (path, *left_over(path)):
            shutil.copyfile(part, folder / part.name)
    except OSError as error:
        raise StoreUnavailable(
            f"{path} cannot be copied to read it ({error.strerror}): make room on its disk."
        ) from None
    return folder / path.name
