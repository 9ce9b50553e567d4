"""Opening the embedded store to write or to read, and bringing an older one up to date."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import ladybug

from graph_schema.store.errors import StoreBusy, StoreUnavailable
from graph_schema.store.ladybug.ddl import bring_to_version, lacks_tables, read_version
from graph_schema.store.ladybug.engine import COPY_SECONDS, LadybugStore, OpenFile
from graph_schema.store.ladybug.files import open_database
from graph_schema.store.ladybug.locks import CommitLock, FileLock, commit_lock, open_lock
from graph_schema.store.ladybug.rebuilding import discard
from graph_schema.store.ladybug.recovery import check_whole, open_copy, open_whole, read_number, recover
from graph_schema.store.limits import Limits
from graph_schema.store.schema import Schema
from graph_schema.store.versions import check_version, no_store

ENGINE = "ladybug"


def open_ladybug(path: Path, schema: Schema, limits: Limits, *, create: bool) -> LadybugStore:
    """Open the file at `path` for writing, as the only process that does, creating it where there is none."""
    if not path.exists() and not create:
        raise no_store(path)
    with _opening_to_write(path, limits) as (file, connection):
        version = read_version(connection)
        if version is None or (version == schema.version and lacks_tables(connection, schema)):
            bring_to_version(connection, schema, schema.version, ())
        else:
            check_version(path, version, schema.version)
        last_write = read_number(connection)
    return LadybugStore(replace(file, last_write=last_write), schema, limits)


def migrate_ladybug(path: Path, schema: Schema, limits: Limits) -> list[str]:
    """Take the store at `path` to the version of `schema`, a step at a time; returns what was done."""
    with _opening_to_write(path, limits) as (file, connection):
        version = read_version(connection)
        if version is None:
            bring_to_version(connection, schema, schema.version, ())
            done = [f"created an empty store of schema version {schema.version}"]
        else:
            if version > schema.version:
                check_version(path, version, schema.version)
            done = [_take_step(connection, schema, number) for number in range(version + 1, schema.version + 1)]
    file.close()
    return done


def open_ladybug_snapshot(path: Path, schema: Schema, limits: Limits) -> LadybugStore:
    """Open what the file at `path` holds now, for reading.

    Where no process writes, the file itself is opened and none may begin to write; beside a writer, a copy is, and the
    writer goes on. The engine would open the writer's own file, but then reads pages that are being overwritten.
    """
    if not path.exists():
        raise no_store(path)
    opened, commits = open_lock(path), commit_lock(path)
    try:
        acknowledged = commits.acknowledged()
        file = _open_to_read(path, limits, opened, commits)
    except BaseException:
        opened.close()
        raise
    finally:
        commits.close()
    with _closed_on_error(file), ladybug.Connection(file.database) as connection:
        check_whole(path, read_number(connection), acknowledged)
        version = read_version(connection)
        if version is None:
            raise StoreUnavailable(f"{path} is not complete yet: run `risk-network migrate`, then try again.")
        check_version(path, version, schema.version)
    return LadybugStore(file, schema, limits)


def _open_to_read(path: Path, limits: Limits, opened: FileLock, commits: CommitLock) -> OpenFile:
    if opened.take(shared=False):
        # Nobody has it open: what a writer that died has left over can be worked in.
        with commits.held(shared=False, patience_seconds=COPY_SECONDS):
            recover(path, limits, commits.acknowledged())
    if opened.take(shared=True):
        return OpenFile(path, open_database(path, limits, read_only=True), opened, None)
    opened.close()
    undisturbed = commits.held(shared=False, patience_seconds=COPY_SECONDS)
    return OpenFile(path, open_copy(path, limits, commits.acknowledged(), undisturbed), None, None)


def _take_step(connection: ladybug.Connection, schema: Schema, number: int) -> str:
    migration = schema.migrations[number]
    bring_to_version(connection, schema, number, migration.statements.get(ENGINE, ()))
    return f"schema version {number}: {migration.title}"


@contextmanager
def _opening_to_write(path: Path, limits: Limits) -> Iterator[tuple[OpenFile, ladybug.Connection]]:
    """Open the file for a writer, undisturbed by copies until what is inside is done, and closed if that fails."""
    _make_folder(path.parent)
    with ExitStack() as undo:
        opened = open_lock(path)
        undo.callback(opened.close)
        commits = commit_lock(path)
        undo.callback(commits.close)
        if not opened.take(shared=False, patience_seconds=limits.patience_seconds):
            raise StoreBusy(
                f"{path} is open in another process: a running service, or a command that has not finished. "
                "Stop it or wait for it, then try again; commands that only read may run beside it."
            )
        with commits.held(shared=False, patience_seconds=COPY_SECONDS):
            discard(path)
            database = open_whole(path, limits, commits.acknowledged())
            undo.callback(database.close)
            with ladybug.Connection(database) as connection:
                check_whole(path, read_number(connection), commits.acknowledged())
                yield OpenFile(path, database, opened, commits), connection
        undo.pop_all()


def _make_folder(folder: Path) -> None:
    if folder.exists():
        return
    try:
        # What is kept here is about people: nobody else on the machine may look.
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise StoreUnavailable(f"The folder {folder} cannot be made ({error.strerror}): name another.") from None


@contextmanager
def _closed_on_error(file: OpenFile) -> Iterator[None]:
    try:
        yield
    except BaseException:
        file.close()
        raise
