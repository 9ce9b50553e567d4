"""Feeds as folders: each agency's tables as its system writes them, a chunk at a time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from graph_schema.vocabulary import TABLES
from graph_schema.vocabulary.feed_tables import SYNTHETIC_COLUMN
from ingest.synthetic.agencies import Agency
from ingest.synthetic.calendar import Calendar
from ingest.synthetic.frames import AGENCY, MONTH, Statements

MARK = "SYNTHETIC"
COMPLETE_LIST_LATER = 10
"""A complete list is sent so many days after the feed of its month."""

_NATIONAL_GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


@dataclass
class FeedWriter:
    """Writes what agencies say below `root`, one folder for each agency and day; counts feeds and rows."""

    root: Path
    agencies: Mapping[str, Agency]
    calendar: Calendar
    rows: int = 0
    _folders: dict[str, Path] = field(default_factory=dict)
    _begun: set[Path] = field(default_factory=set)
    _senders: dict[Path, Agency] = field(default_factory=dict)
    _zones: dict[Path, tuple[Agency, list[str]]] = field(default_factory=dict)

    @property
    def feeds(self) -> tuple[Path, ...]:
        """Return the folders written so far, in order."""
        return tuple(self._folders[name] for name in sorted(self._folders))

    def agency_of(self, folder: Path) -> Agency:
        """Return the agency whose feed a folder is."""
        return self._senders[folder]

    def write(self, statements: Statements, *, is_complete: bool = False) -> None:
        """Add rows to the feeds they belong to; the rows of one feed keep their order."""
        for table, frame in sorted(statements.items()):
            parts = frame.partition_by(AGENCY, MONTH, as_dict=True, include_key=False)
            for (ref, month), rows in sorted(parts.items()):
                agency = self.agencies[str(ref)]
                folder = self._folder(agency, int(str(month)), is_complete=is_complete)
                self.rows += rows.height
                if table == "zones":
                    self._zones.setdefault(folder, (agency, []))[1].extend(_features(rows))
                else:
                    self._append(folder / f"{table}.csv", agency, rows)

    def finish(self) -> None:
        """Write the zones, which are one document for each feed."""
        for folder, (agency, features) in self._zones.items():
            head = {"type": "FeatureCollection", SYNTHETIC_COLUMN: True}
            if agency.habits.draws_in_metres:
                head["crs"] = _NATIONAL_GRID
            text = json.dumps(head)[:-1] + ', "features": [\n' + ",\n".join(features) + "\n]}\n"
            (folder / "zones.geojson").write_text(text, encoding="utf-8", newline="")

    def _folder(self, agency: Agency, month: int, *, is_complete: bool) -> Path:
        day = agency.sending_day + (COMPLETE_LIST_LATER if is_complete else 0)
        received = self.calendar.received(month, day)
        name = f"{agency.ref}-{received}"
        if name not in self._folders:
            folder = self.root / name
            folder.mkdir(parents=True)
            manifest = (
                f'agency = "{agency.ref}"\nreceived = {received}\nhandling = "OFFICIAL-SENSITIVE"\n'
                f'profile = "canonical"\ncomplete = {str(is_complete).lower()}\ngrading = "B"\nsynthetic = true\n'
            )
            (folder / "feed.toml").write_text(manifest, encoding="utf-8", newline="")
            self._folders[name], self._senders[folder] = folder, agency
        return self._folders[name]

    def _append(self, path: Path, agency: Agency, rows: pl.DataFrame) -> None:
        habits, is_new = agency.habits, path not in self._begun
        marked = rows.select(
            *(pl.col(name).replace("", None) for name in TABLES[path.stem].column_names),
            pl.lit(MARK).alias(SYNTHETIC_COLUMN),
        )
        text = marked.write_csv(separator=habits.separator, line_terminator=habits.line_end, include_header=is_new)
        with path.open("ab") as file:
            if is_new and habits.has_bom:
                file.write("\ufeff".encode())
            file.write(text.encode(habits.encoding))
        self._begun.add(path)


def _features(zones: pl.DataFrame) -> list[str]:
    """Return each zone as the text of a GeoJSON feature."""
    features = []
    for row in zones.iter_rows(named=True):
        properties = {name: row[name] for name in ("zone_ref", "name", "valid_from", "valid_to") if row[name]}
        said = json.dumps({**properties, SYNTHETIC_COLUMN: MARK}, ensure_ascii=False)
        features.append(f'{{"type": "Feature", "properties": {said}, "geometry": {row["geometry"]}}}')
    return features
