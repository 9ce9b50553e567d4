"""A reader and checker of invented feeds that shares no code with the one that ingests them."""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES
from graph_schema.identifiers import IDENTIFIERS
from graph_schema.identifiers.parsed import Parsed
from graph_schema.vocabulary import TABLES, Column, FeedTable
from ingest.synthetic import Summary

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ENCODINGS = {"cs": "cp1252", "housing": "cp1252"}


@dataclass(frozen=True)
class Feed:
    """A feed as text: its manifest, and the rows of each table by column."""

    name: str
    agency: str
    received: date
    is_complete: bool
    tables: Mapping[str, list[dict[str, str]]]


def read_feeds(root: Path) -> list[Feed]:
    """Return the feeds below `root` in the order in which they were received."""
    feeds = [_read_feed(folder) for folder in root.iterdir() if folder.is_dir()]
    return sorted(feeds, key=lambda feed: (feed.received, feed.agency, feed.name))


def _read_feed(folder: Path) -> Feed:
    manifest = dict(
        line.split(" = ") for line in (folder / "feed.toml").read_text(encoding="utf-8").splitlines() if line
    )
    assert manifest["synthetic"] == "true"
    agency = json.loads(manifest["agency"])
    encoding = _ENCODINGS.get(agency.split("-")[0], "utf-8-sig")
    tables = {path.stem: _read_table(path, encoding) for path in sorted(folder.glob("*.csv"))}
    for path in folder.glob("*.geojson"):
        tables[path.stem] = list(_read_zones(path))
    return Feed(folder.name, agency, date.fromisoformat(manifest["received"]), manifest["complete"] == "true", tables)


def _read_table(path: Path, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        head = file.readline()
        file.seek(0)
        separator = max(",;\t", key=head.count)
        rows = list(csv.DictReader(file, delimiter=separator))
    assert rows, path
    assert list(rows[0]) == [*TABLES[path.stem].column_names, "synthetic"], path
    assert all(row["synthetic"] == "SYNTHETIC" and None not in row for row in rows), path
    return rows


def _read_zones(path: Path) -> Iterator[dict[str, str]]:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["synthetic"] is True
    for feature in document["features"]:
        ring = feature["geometry"]["coordinates"][0]
        assert ring[0] == ring[-1]
        said = {name: feature["properties"].get(name, "") for name in ("zone_ref", "name", "valid_from", "valid_to")}
        yield {**said, "geometry": json.dumps(feature["geometry"])}


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text).year >= 1600
    except ValueError:
        return False


_IS_GOOD: dict[str, Callable[[str], bool]] = {
    "date": _is_day,
    "integer": lambda text: text.isascii() and text.isdigit(),
    "metres": lambda text: text.isdigit() and int(text) < 1_300_000,
    "yesno": lambda text: text in {"yes", "no"},
    "time": lambda text: bool(re.fullmatch(r"[0-2]\d:[0-5]\d", text)),
    "area": AREAS.__contains__,
    "lad": LOCAL_AUTHORITIES.__contains__,
}


def is_good(column: Column, text: str) -> bool:
    """Tell whether a cell is what the contract says of its column."""
    if column.type in IDENTIFIERS and column.type != "nino":
        return isinstance(IDENTIFIERS[column.type](text), Parsed)
    if column.type in _IS_GOOD and not _IS_GOOD[column.type](text):
        return False
    parts = text.split(";") if column.type == "list" else [text]
    return not column.codes or all(part in column.codes for part in parts)


@dataclass
class Checker:
    """Follows feeds in order and notes every row that cannot land, as (feed, table, line, column, why)."""

    keys: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    faults: list[tuple[str, str, int, str, str]] = field(default_factory=list)

    def check(self, feed: Feed) -> None:
        """Check one feed, in the order of the tables, as the contract reads it."""
        for name, table in TABLES.items():
            said: dict[tuple[str, ...], dict[str, str]] = {}
            for line, row in enumerate(feed.tables.get(name, []), start=2):
                faults = list(self._faults(feed.agency, table, row))
                identity = tuple(row[column] for column in table.identity)
                if row.get("statement_ref"):
                    identity = (row["statement_ref"],)
                if said.setdefault(identity, row) != row:
                    faults.append(("", "sent twice"))
                self.faults += [(feed.name, name, line, *fault) for fault in faults]
                if not faults and table.key:
                    self.keys.setdefault((self._owner(feed.agency, table), name), set()).add(row[table.identity[0]])

    def _owner(self, agency: str, table: FeedTable) -> str:
        return "" if table.is_shared else agency

    def _faults(self, agency: str, table: FeedTable, row: dict[str, str]) -> Iterator[tuple[str, str]]:
        for column in table.columns:
            text = row[column.name]
            if not text:
                if column.is_required:
                    yield column.name, "blank"
            elif column.target:
                target = TABLES[column.target]
                if text not in self.keys.get((self._owner(agency, target), column.target), ()):
                    yield column.name, f"names no row of {column.target}"
            elif not is_good(column, text):
                yield column.name, "bad value"
        if row.get("valid_to") and row.get("valid_from") and row["valid_to"] <= row["valid_from"]:
            yield "valid_to", "never holds"


@dataclass(frozen=True)
class Area:
    """An invented area on disk."""

    root: Path
    summary: Summary
    feeds: list[Feed]

    def rows(self, table: str) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield every row of a table with its agency, in the order received."""
        for feed in self.feeds:
            for row in feed.tables.get(table, []):
                yield feed.agency, row

    def truth(self, name: str) -> list[dict[str, Any]]:
        """Return a list of the truth."""
        found: list[dict[str, Any]] = json.loads((self.root / "truth" / name).read_text(encoding="utf-8"))
        return found
