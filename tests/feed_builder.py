"""Feeds written as a sender would, one table of rows at a time."""

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from openpyxl import Workbook

Rows = tuple[dict[str, str], ...]


@dataclass(frozen=True)
class FeedBuilder:
    """A feed under construction: `a_feed("cheshire-police", "2026-02-02").having("persons", {...}).in_folder(tmp)`."""

    agency: str
    received: str
    manifest: dict[str, object] = field(default_factory=dict)
    tables: dict[str, Rows] = field(default_factory=dict)
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    zones: str | None = None

    def having(self, table: str, *rows: dict[str, str], columns: tuple[str, ...] = ()) -> Self:
        """Add rows to a table; `columns` heads a table that has none."""
        held = (*self.tables.get(table, ()), *rows)
        heads = {**self.heads, table: columns} if columns else self.heads
        return replace(self, tables={**self.tables, table: held}, heads=heads)

    def saying(self, **manifest: object) -> Self:
        """Set entries of the manifest."""
        return replace(self, manifest={**self.manifest, **manifest})

    def with_zones(self, geojson: Mapping[str, object]) -> Self:
        """Add zones.geojson."""
        return replace(self, zones=json.dumps(geojson))

    @property
    def name(self) -> str:
        """Return the folder's name."""
        return f"{self.agency}-{self.received}"

    def _entries(self) -> dict[str, object]:
        return {"agency": self.agency, "received": self.received, **self.manifest}

    def _columns(self, table: str) -> list[str]:
        return list(dict.fromkeys([*self.heads.get(table, ()), *(name for row in self.tables[table] for name in row)]))

    def files(self) -> dict[str, bytes]:
        """Return the feed's files by name."""
        files = {"feed.toml": _toml(self._entries()).encode()}
        for table, rows in self.tables.items():
            text = io.StringIO()
            writer = csv.DictWriter(text, self._columns(table), lineterminator="\n", restval="")
            writer.writeheader()
            writer.writerows(rows)
            files[f"{table}.csv"] = text.getvalue().encode()
        if self.zones:
            files["zones.geojson"] = self.zones.encode()
        return files

    def in_folder(self, parent: Path) -> Path:
        """Write the feed as a folder of `parent`."""
        folder = parent / self.name
        folder.mkdir(parents=True)
        for name, content in self.files().items():
            (folder / name).write_bytes(content)
        return folder

    def in_zip(self, parent: Path) -> Path:
        """Write the feed as a zip in `parent`."""
        path = parent / f"{self.name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.files().items():
                archive.writestr(name, content)
        return path

    def in_workbook(self, parent: Path) -> Path:
        """Write the feed as a workbook in `parent`, every cell text."""
        book = Workbook(write_only=True)
        sheet = book.create_sheet("feed")
        sheet.append(["key", "value"])
        for key, value in self._entries().items():
            sheet.append([key, str(value).lower() if isinstance(value, bool) else str(value)])
        for table, rows in self.tables.items():
            columns = self._columns(table)
            sheet = book.create_sheet(table)
            sheet.append(columns)
            for row in rows:
                sheet.append([row.get(name) or None for name in columns])
        path = parent / f"{self.name}.xlsx"
        book.save(path)
        return path


def a_feed(agency: str, received: str) -> FeedBuilder:
    """Begin a feed of an agency, received on an ISO day."""
    return FeedBuilder(agency, received)


def _toml(entries: dict[str, object]) -> str:
    lines = []
    for key, value in entries.items():
        if isinstance(value, bool):
            lines.append(f"{key} = {str(value).lower()}")
        elif key == "received":
            lines.append(f"{key} = {value}")
        else:
            lines.append(f'{key} = "{value}"')
    return "\n".join(lines) + "\n"
