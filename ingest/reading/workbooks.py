"""A feed in one workbook: its sheets are the tables, the sheet `feed` the manifest."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.xml import DEFUSEDXML

from ingest.errors import IngestError, ManifestFault, OverLimit, UnreadableFile
from ingest.reading.limits import Limits
from ingest.reading.members import check_directory
from ingest.reading.raw import MalformedRow, RawTable
from ingest.reading.tables import table_of
from ingest.reading.text import Row, trim

MANIFEST_SHEET = "feed"
_FORBIDDEN_PARTS = ("vbaproject", "externallinks/", "embeddings/", "activex/", "macrosheets/")
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"}


class _ErrorCell(Exception):
    pass


def read_workbook(path: Path, limits: Limits) -> tuple[dict[str, object], dict[str, RawTable]]:
    """Return the manifest's entries and the tables of a workbook, by sheet name in lower case.

    Raises UnreadableFile for what is no sound workbook or holds macros or links, OverLimit, ManifestFault.
    """
    _check_archive(path, limits)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            return _read_sheets(path.name, book, limits)
        finally:
            book.close()
    except IngestError:
        raise
    except Exception as error:
        # The library has no error of its own for a damaged workbook: whatever it met, the file cannot be read.
        raise UnreadableFile(f"{path.name} is damaged or no workbook: save it again as .xlsx.", path.name) from error


def _check_archive(path: Path, limits: Limits) -> None:
    if not DEFUSEDXML:
        raise UnreadableFile("workbooks cannot be read safely here: install defusedxml.", path.name)
    if path.stat().st_size > limits.archive_bytes:
        raise OverLimit(f"{path.name} is larger than {limits.archive_bytes:,} bytes: split the feed.", path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            members = check_directory(archive, limits)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(f"{path.name} is damaged or no workbook: save it again as .xlsx.", path.name) from error
    names = [member.filename.lower() for member in members]
    if any(part in name for part in _FORBIDDEN_PARTS for name in names):
        message = f"{path.name} holds macros, embedded files or links to other files: save it as a plain .xlsx."
        raise UnreadableFile(message, path.name)


def _read_sheets(name: str, book: Workbook, limits: Limits) -> tuple[dict[str, object], dict[str, RawTable]]:
    entries: dict[str, object] | None = None
    tables: dict[str, RawTable] = {}
    for sheet in book.worksheets:
        title = trim(sheet.title).lower()
        malformed: list[MalformedRow] = []
        rows = _rows(f"{name}, sheet {title}", sheet.iter_rows(values_only=True), malformed, limits)
        if title == MANIFEST_SHEET:
            entries = {
                row.cells[0]: row.cells[1] for row in rows if len(row.cells) > 1 and row.cells[0] not in {"", "key"}
            }
            continue
        if title in tables:
            raise UnreadableFile(f"{name} has two sheets of one name: rename one.", name)
        table = table_of(f"{name}, sheet {title}", rows, limits)
        tables[title] = RawTable(table.file, table.cells, table.lines, (*malformed, *table.malformed))
    if entries is None:
        raise ManifestFault(f"{name} has no sheet `feed` with columns key and value: add it.", name)
    return entries, tables


def _rows(
    file: str, rows: Iterator[tuple[object, ...]], malformed: list[MalformedRow], limits: Limits
) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=1):
        if number > limits.rows:
            raise OverLimit(f"{file} has more than {limits.rows:,} rows: split the feed.", file)
        try:
            texts = [_text(cell) for cell in cells]
        except _ErrorCell:
            message = "has a cell that holds a formula's error: write the value itself"
            malformed.append(MalformedRow(number, tuple("" if cell is None else str(cell) for cell in cells), message))
            continue
        if any(texts):
            yield Row(number, texts)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date | time):
        return _moment_text(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else trim(str(cell))
    if text in _ERRORS:
        raise _ErrorCell
    return text


def _moment_text(cell: date | time) -> str:
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return cell.isoformat()
