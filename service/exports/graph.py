"""The whole graph as files for the offline import of a Neo4j server, exact to the last value."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl
import pyarrow as pa

from graph_schema.store import GraphStore
from graph_schema.store.neo4j.importing import OPTIONS, ImportFiles
from graph_schema.store.schema import META, vocabulary_schema
from service.errors import CannotExport
from service.moving.kinds import Kind, kinds_of
from service.moving.pages import read_pages

ARGUMENTS = "import.args"
"""The file that holds the options of the import, one a line."""

_PAGE_ROWS = 100_000


def export_for_import(store: GraphStore, folder: Path) -> Iterator[int]:
    """Write every kind to `folder`, which must be new or empty; yields after each page how many rows there are so far.

    Raises CannotExport where that cannot be, CannotCopy where the store changes meanwhile, and the errors of reading.
    """
    _make_folder(folder)
    options, done = list(OPTIONS), 0
    try:
        for kind in kinds_of(store, store):
            files = ImportFiles(kind.what)
            options.append(files.option)
            _write(folder / files.header_file, _header(files, kind))
            held = kind.held(store)
            with _opened(folder / files.rows_file) as rows:
                for page in read_pages(store, kind, held, held, _PAGE_ROWS):
                    rows.write(_as_csv(page.select([name for name, _ in kind.columns])))
                    done += page.num_rows
                    yield done
        options.append(_write_version(folder))
        _write(folder / ARGUMENTS, "".join(f"{option}\n" for option in options))
    except OSError as error:
        raise CannotExport(f"{folder} cannot be written ({error.strerror}): make room, or name another.") from None
    yield done


def import_command(folder: Path, database: str | None) -> str:
    """Return what to run on the server's machine, with the server stopped."""
    return f"cd {folder.absolute()} && neo4j-admin database import full {database or 'neo4j'} @{ARGUMENTS}"


def _make_folder(folder: Path) -> None:
    try:
        # What is written is about people: nobody else on the machine may look.
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        is_empty = not any(folder.iterdir())
    except OSError as error:
        raise CannotExport(f"{folder} cannot be a folder of files ({error.strerror}): name another.") from None
    if not is_empty:
        raise CannotExport(f"{folder} is not empty: name a new folder, so that no older file is imported with these.")


def _opened(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write(path: Path, text: str) -> None:
    with _opened(path) as file:
        file.write(text.encode())


def _header(files: ImportFiles, kind: Kind) -> str:
    schema = vocabulary_schema()
    if isinstance(kind.what, str):
        return files.header(schema.node_columns(kind.what)[1:])
    return files.header(schema.relationships[kind.what.type].columns)


def _as_csv(page: pa.Table) -> bytes:
    # An empty text is quoted and nothing is not, which the import tells apart.
    text = pl.DataFrame(page).write_csv(include_header=False, datetime_format="%Y-%m-%dT%H:%M:%S%.6f")
    return text.encode()


def _write_version(folder: Path) -> str:
    """Write the node that says which version the store is of; returns its option."""
    files, schema = ImportFiles(META), vocabulary_schema()
    _write(folder / files.header_file, files.header(schema.node_columns(META)[1:]))
    _write(folder / files.rows_file, f"schema,{schema.version}\n")
    return files.option
