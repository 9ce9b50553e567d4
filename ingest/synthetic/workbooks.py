"""A folder of CSV files turned into one workbook with the same content, the same bytes every time."""

import csv
import io
import json
import re
import tomllib
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from graph_schema.vocabulary.feed_tables import SYNTHETIC_COLUMN
from ingest.synthetic.agencies import Habits
from ingest.synthetic.writing import MARK

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def make_workbook(folder: Path, habits: Habits) -> Path:
    """Write `folder`.xlsx beside the feed's folder, take the folder away, and return the workbook's path."""
    book = Workbook(write_only=True)
    manifest = tomllib.loads((folder / "feed.toml").read_text(encoding="utf-8"))
    sheet = book.create_sheet("feed")
    sheet.append(["key", "value"])
    for key, value in manifest.items():
        sheet.append([key, str(value).lower() if isinstance(value, bool) else str(value)])
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv":
            _add_rows(book, path.stem, _read(path, habits))
        elif path.suffix == ".geojson":
            _add_rows(book, "zones", _zones(path))
    raw = io.BytesIO()
    book.save(raw)
    target = folder.with_name(f"{folder.name}.xlsx")
    target.write_bytes(_without_clock(raw.getvalue()))
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    return target


def _add_rows(book: Workbook, name: str, rows: Iterator[list[str]]) -> None:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append([cell or None for cell in row])


def _read(path: Path, habits: Habits) -> Iterator[list[str]]:
    encoding = "utf-8-sig" if habits.has_bom else habits.encoding
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.reader(file, delimiter=habits.separator)


def _zones(path: Path) -> Iterator[list[str]]:
    document = json.loads(path.read_text(encoding="utf-8"))
    yield ["zone_ref", "name", "valid_from", "valid_to", "geometry", SYNTHETIC_COLUMN]
    crs = {"crs": document["crs"]} if "crs" in document else {}
    for feature in document["features"]:
        said = feature["properties"]
        geometry = json.dumps({**feature["geometry"], **crs})
        yield [*(said.get(name, "") for name in ("zone_ref", "name", "valid_from", "valid_to")), geometry, MARK]


def _without_clock(book: bytes) -> bytes:
    """Return the workbook without the time at which it was written, so that the same feed has the same bytes."""
    written = io.BytesIO()
    fixed = datetime(*_LONG_AGO).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>" + fixed, content)
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return written.getvalue()
