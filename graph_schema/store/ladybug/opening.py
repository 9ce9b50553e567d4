"""Opening the embedded store to write or to read, and bringing an older one up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import ladybug

from graph_schema.store.errors import StoreBusy, StoreError, StoreUnavailable, StoreVersionMismatch
from graph_schema.store.ladybug.ddl import bring_to_version, lacks_tables, read_version
from graph_schema.store.ladybug.engine import COPY_SECONDS, LadybugStore, OpenFile
from graph_schema.store.ladybug.files import open_copy, open_database, recover
from graph_schema.store.ladybug.locks import commit_lock, open_lock
from graph_schema.store.limits import Limits
from graph_schema.store.schema import Schema

ENGINE = "ladybug"


def open_ladybug(path: Path, schema: Schema, limits: Limits, *, create: bool) -> LadybugStore:
    """Open the file at `path` for writing, as the only process that does, creating it where there is none."""
    file = _open_to_write(path, limits, create=create)
    with _closed_on_error(file), ladybug.Connection(file.database) as connection:
        version = read_version(connection)
        if version is None or (version == schema.version and lacks_tables(connection, schema)):
            bring_to_version(connection, schema, schema.version, ())
        else:
            _check_version(path, version, schema)
    return LadybugStore(file, schema, limits)


def open_ladybug_snapshot(path: Path, schema: Schema, limits: Limits) -> LadybugStore:
    """Open what the file at `path` holds now, for reading.

    Where no process writes, the file itself is opened and none may begin to write; beside a writer, a copy is, and the
    writer goes on. The engine would open the writer's own file, but then reads pages that are being overwritten.
    """
    if not path.exists():
        raise _no_store(path)
    opened = open_lock(path)
    try:
        if opened.take(shared=False):
            # Nobody has it open: what a writer that died has left over can be worked in.
            with _undisturbed(path):
                recover(path, limits)
        if opened.take(shared=True):
            file = OpenFile(path, open_database(path, limits, read_only=True), opened, None)
        else:
            opened.close()
            file = OpenFile(path, open_copy(path, limits, _undisturbed(path)), None, None)
    except StoreError:
        opened.close()
        raise
    with _closed_on_error(file), ladybug.Connection(file.database) as connection:
        version = read_version(connection)
        if version is None:
            raise StoreUnavailable(f"{path} is not complete yet: run `risk-network migrate`, then try again.")
        _check_version(path, version, schema)
    return LadybugStore(file, schema, limits)


def migrate_ladybug(path: Path, schema: Schema, limits: Limits) -> list[str]:
    """Take the store at `path` to the version of `schema`, a step at a time; returns what was done."""
    file = _open_to_write(path, limits, create=True)
    try:
        with ladybug.Connection(file.database) as connection:
            version = read_version(connection)
            if version is None:
                bring_to_version(connection, schema, schema.version, ())
                return [f"created an empty store of schema version {schema.version}"]
            if version > schema.version:
                _check_version(path, version, schema)
            return [_take_step(connection, schema, number) for number in range(version + 1, schema.version + 1)]
    finally:
        file.close()


def _take_step(connection: ladybug.Connection, schema: Schema, number: int) -> str:
    migration = schema.migrations[number]
    bring_to_version(connection, schema, number, migration.statements.get(ENGINE, ()))
    return f"schema version {number}: {migration.title}"


def _open_to_write(path: Path, limits: Limits, *, create: bool) -> OpenFile:
    if not path.exists() and not create:
        raise _no_store(path)
    _make_folder(path.parent)
    opened, commits = open_lock(path), commit_lock(path)
    try:
        if not opened.take(shared=False, patience_seconds=limits.patience_seconds):
            raise StoreBusy(
                f"{path} is open in another process: a running service, or a command that has not finished. "
                "Stop it or wait for it, then try again; commands that only read may run beside it."
            )
        with commits.held(shared=False, patience_seconds=COPY_SECONDS):
            return OpenFile(path, open_database(path, limits), opened, commits)
    except StoreError:
        commits.close()
        opened.close()
        raise


def _make_folder(folder: Path) -> None:
    if folder.exists():
        return
    try:
        # What is kept here is about people: nobody else on the machine may look.
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise StoreUnavailable(f"The folder {folder} cannot be made ({error.strerror}): name another.") from None


@contextmanager
def _undisturbed(path: Path) -> Iterator[None]:
    """Let nobody commit or copy."""
    commits = commit_lock(path)
    try:
        with commits.held(shared=False, patience_seconds=COPY_SECONDS):
            yield
    finally:
        commits.close()


@contextmanager
def _closed_on_error(file: OpenFile) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file.close()
        raise


def _no_store(path: Path) -> StoreUnavailable:
    return StoreUnavailable(f"There is no store at {path}: ingest a feed or run `risk-network migrate` to create it.")


def _check_version(path: Path, version: int, schema: Schema) -> None:
    if version < schema.version:
        raise StoreVersionMismatch(
            f"{path} is of schema version {version}, this program needs {schema.version}: run `risk-network migrate`."
        )
    if version > schema.version:
        raise StoreVersionMismatch(
            f"{path} is of schema version {version} and this program knows {schema.version}: upgrade the program."
        )
