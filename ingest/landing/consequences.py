"""What a group's rows amount to: table by table the statements before it, those after it, and the difference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from graph_schema.store.batch import Link
from graph_schema.vocabulary import TABLES
from ingest.deriving.difference import Difference, differ
from ingest.deriving.graph import Known, derive_table, with_locations
from ingest.deriving.locations import LOCATED_AT
from ingest.deriving.statements import Memberships
from ingest.landing.joining import Joining
from ingest.landing.standing import Standing, as_before
from ingest.landing.state import LOCATIONS, MEMBERSHIPS, VERSIONS
from ingest.linkage.identifiers import RULES
from ingest.records import reference_record, unpacked


@dataclass
class _Side:
    """One side of the difference: what stood before the group, or what stands after it."""

    members: str
    locations: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=LOCATIONS))


def find_differences(
    standing: Standing, joinings: Mapping[str, Joining], beyond: Mapping[str, pl.DataFrame]
) -> Iterator[tuple[Link, Difference]]:
    """Derive everything the group reaches as it was and as it is, and yield what changes, link by link.

    `beyond` is `reach`: by table the versions of records not touched that must be read again.
    """
    reading = _Reading(standing, joinings)
    for name in TABLES:
        if name in joinings or name in standing.tables() or name in beyond:
            before, after = reading.sides(name, beyond)
            yield from reading.differences(name, before, after)


@dataclass
class _Reading:
    standing: Standing
    joinings: Mapping[str, Joining]
    was: _Side = field(default_factory=lambda: _Side("was"))
    now: _Side = field(default_factory=lambda: _Side("now"))

    def sides(self, name: str, beyond: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Return the versions of one table as they stood and as they stand."""
        changes = self.joinings[name].versions if name in self.joinings else self.standing.changes(name)
        others = beyond.get(name, pl.DataFrame(schema=VERSIONS))
        before = pl.concat([as_before(changes).select(*VERSIONS), others])
        return before, pl.concat([changes.select(*VERSIONS), others])

    def differences(self, name: str, before: pl.DataFrame, after: pl.DataFrame) -> Iterator[tuple[Link, Difference]]:
        """Yield what changes of the statements of one table."""
        named = _named_records(name, after if before.is_empty() else pl.concat([before, after]))
        unmoved = {target: self._unmoved(target, records) for target, records in named.items()}
        if name == "sites":
            self._locate(after, unmoved)
        stood, stands = (
            dict(derive_table(name, rows, self._known(side, unmoved)))
            for side, rows in ((self.was, before), (self.now, after))
        )
        for side, statements in ((self.was, stood), (self.now, stands)):
            if LOCATED_AT in statements:
                side.locations = with_locations(side.locations, statements[LOCATED_AT])
        for link in [*stands, *(link for link in stood if link not in stands)]:
            shape = stands.get(link, stood.get(link, pl.DataFrame())).clear()
            yield link, differ(stood.pop(link, shape), stands.pop(link, shape))

    def _known(self, side: _Side, unmoved: Mapping[str, pl.DataFrame]) -> Known:
        nothing = pl.DataFrame(schema=MEMBERSHIPS)
        memberships = {}
        for table in RULES:
            moving = getattr(self.joinings[table], side.members) if table in self.joinings else nothing
            memberships[table] = pl.concat([unmoved.get(table, nothing), moving])
        return Known(Memberships(memberships), self.standing.feeds(), side.locations)

    def _unmoved(self, table: str, records: pl.DataFrame) -> pl.DataFrame:
        """Return the memberships of records that the group leaves as they are."""
        if table in self.joinings:
            for side in ("now", "was"):
                records = records.join(getattr(self.joinings[table], side), on="record", how="anti")
        return self.standing.landed.memberships(table, records["record"].to_list())

    def _locate(self, sites: pl.DataFrame, unmoved: Mapping[str, pl.DataFrame]) -> None:
        """Fetch where the addresses are that sites stand at, as it was: those derived here take their place."""
        at = _named_records("sites", sites)["addresses"]
        frames = [unmoved["addresses"]]
        if "addresses" in self.joinings:
            frames.append(self.joinings["addresses"].was)
        things = pl.concat(frames).join(at, on="record", how="semi")["thing"].unique().to_list()
        located = self.standing.landed.locations(things)
        for side in (self.was, self.now):
            kept = located.join(side.locations, on="thing", how="anti")
            side.locations = pl.concat([kept, side.locations])


def _named_records(name: str, versions: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return the records of people and addresses that rows of a table refer to, by their table: record."""
    columns = [column for column in TABLES[name].references if column.target in RULES]
    if not columns:
        return {}
    rows = unpacked(TABLES[name], versions.select("agency", "values"), [column.name for column in columns])
    named: dict[str, list[pl.DataFrame]] = {}
    for column in columns:
        target = column.target or ""
        record = reference_record(target, pl.col("agency"), pl.col(column.name)).alias("record")
        named.setdefault(target, []).append(rows.select("agency", column.name).unique().select(record).drop_nulls())
    return {target: pl.concat(frames).unique() for target, frames in named.items()}
