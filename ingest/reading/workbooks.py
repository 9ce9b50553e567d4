"""A feed in one workbook: its sheets are the tables, the sheet `feed` the manifest."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.xml import DEFUSEDXML, LXML

from ingest.errors import FeedRefused, ManifestFault, UnreadableFile
from ingest.reading.cells import trim
from ingest.reading.guards import check_directory, check_workbook_parts
from ingest.reading.limits import Limits
from ingest.reading.members import open_archive
from ingest.reading.names import show_name
from ingest.reading.raw import RawTable
from ingest.reading.sheets import Sheet, read_sheet

MANIFEST_SHEET = "feed"
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_BOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class ReadWorkbook:
    """What a workbook holds: the manifest's entries, the tables by sheet name in lower case, and notices."""

    entries: Mapping[str, object]
    tables: Mapping[str, RawTable]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class _Opened:
    values: Workbook
    formulas: Workbook | None
    """The same with its formulas, opened only where there are any: reading both takes twice the time."""

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets with their names as the tables are named."""
        for sheet in self.values.worksheets:
            formulas = self.formulas[sheet.title] if self.formulas else None
            yield Sheet(trim(sheet.title).lower(), sheet, formulas)


def read_workbook(name: str, content: bytes, limits: Limits) -> ReadWorkbook:
    """Read every sheet, hidden ones too.

    Raises UnreadableFile for what is no sound workbook or holds macros or links, OverLimit, ManifestFault.
    """
    entries: Mapping[str, object] | None = None
    tables: dict[str, RawTable] = {}
    notices: list[str] = []
    with _open(name, content, limits) as book:
        for sheet in book.sheets():
            if sheet.title in tables or (sheet.title == MANIFEST_SHEET and entries is not None):
                raise UnreadableFile(f"{show_name(name)} has two sheets of one name: rename one.", name)
            if sheet.title == MANIFEST_SHEET:
                entries = _entries(name, sheet)
                continue
            table = read_sheet(f"{name}, sheet {sheet.title}", sheet, limits)
            if table is None:
                notices.append(f"the sheet {show_name(sheet.title)} is blank, so it is not in the feed")
            else:
                tables[sheet.title] = table
    if entries is None:
        raise _no_entries(name)
    return ReadWorkbook(entries, tables, tuple(notices))


def read_entries(name: str, content: bytes, limits: Limits) -> Mapping[str, object]:
    """Read only the entries of the manifest. Raises as `read_workbook` does."""
    with _open(name, content, limits) as book:
        for sheet in book.sheets():
            if sheet.title == MANIFEST_SHEET:
                return _entries(name, sheet)
    raise _no_entries(name)


@contextmanager
def _open(name: str, content: bytes, limits: Limits) -> Iterator[_Opened]:
    if not DEFUSEDXML or LXML:
        # With lxml the library would parse with that instead of the hardened parser.
        raise UnreadableFile("workbooks cannot be read safely here: install defusedxml, and take out lxml.", name)
    with open_archive(name, content, limits) as archive:
        members = check_directory(archive, limits)
        check_workbook_parts(name, archive, members)
        has_formulas = any(
            _FORMULA.search(archive.read(member)) for member in members if "/worksheets/" in member.filename.lower()
        )
        sheet_count = _count_sheets(archive)
    try:
        # The library warns of extensions, styles and days out of range, and in the last case tells the cell's value.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = _load(content, data_only=True)
            if len(book.sheetnames) != sheet_count:
                raise UnreadableFile(f"{show_name(name)} lacks a sheet that it names: save it again as .xlsx.", name)
            yield _Opened(book, _load(content, data_only=False) if has_formulas else None)
    except (FeedRefused, MemoryError):
        raise
    except Exception:  # noqa: BLE001  # the library has no error of its own: whatever it met, the file is unsound
        message = f"{show_name(name)} is damaged or no workbook: save it again as .xlsx."
        raise UnreadableFile(message, name) from None


def _load(content: bytes, *, data_only: bool) -> Workbook:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _count_sheets(archive: zipfile.ZipFile) -> int:
    """Count the sheets a workbook names: the library passes over those it does not find."""
    try:
        book = fromstring(archive.read(_BOOK))
    except (ParseError, DefusedXmlException, KeyError):
        raise zipfile.BadZipFile(_BOOK) from None
    return sum(element.tag.rpartition("}")[2] == "sheet" for element in book.iter())


def _entries(name: str, sheet: Sheet) -> Mapping[str, object]:
    entries: dict[str, object] = {}
    for _, cells in sheet.text_rows(lambda line, _: _no_value(name, line)):
        key, value = [*cells, "", ""][:2]
        if key.lower() in {"", "key"} and value.lower() in {"", "value"}:
            continue
        if key in entries:
            raise ManifestFault(f"{show_name(name)}, sheet feed: a key is said twice: say it once.", name)
        entries[key] = value
    return entries


def _no_value(name: str, line: int) -> None:
    raise ManifestFault(f"{show_name(name)}, sheet feed, row {line}: write the value itself, not a formula.", name)


def _no_entries(name: str) -> ManifestFault:
    return ManifestFault(f"{show_name(name)} has no sheet `feed` with columns key and value: add it.", name)
