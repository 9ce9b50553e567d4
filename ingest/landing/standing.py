"""What stands as the next feed of a group is planned: what landed before, and what the group's feeds change of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.vocabulary import TABLES, THINGS, FeedTable
from ingest.landing.shelf import Shelf
from ingest.landing.state import CHANGES, FEEDS, VERSIONS, LandedState
from ingest.reading.raw import Manifest
from ingest.records import decode, encode, record_id

RECORD = "record"


@dataclass(frozen=True)
class Arrival:
    """A feed of the group: its place in it, the id it lands under, its own name, its bytes' digest, its manifest."""

    place: int
    feed: str
    name: str
    digest: str
    manifest: Manifest


@dataclass(frozen=True)
class Wanted:
    """What feeds about to be planned will ask: records, ids by node kind, and (agency, table) to look through."""

    records: Sequence[str]
    things: Mapping[str, set[str]]
    kept: Sequence[tuple[str, str]]


class Standing:
    """The landed state as seen by the next feed of a group; nothing of the group is in the store yet."""

    def __init__(self, landed: LandedState) -> None:
        self.landed = landed
        self.arrivals: list[Arrival] = []
        self.shelf = Shelf()
        self._changed: dict[str, dict[str, str]] = {}
        self._things: dict[str, set[str]] = {}
        self._exists: dict[tuple[str, str], bool] = {}
        self._asked = pl.DataFrame(schema={RECORD: pl.String})
        self._found = pl.DataFrame(schema=VERSIONS)
        self._open_found: set[tuple[str, str]] = set()
        self._open = pl.DataFrame(schema=VERSIONS)

    def feeds(self) -> pl.DataFrame:
        """Return every feed, landed or of the group, in the columns of FEEDS."""
        return pl.concat([self.landed.feeds, pl.DataFrame([_told(arrival) for arrival in self.arrivals], schema=FEEDS)])

    def welcome(self, name: str, digest: str, manifest: Manifest) -> Arrival:
        """Give a feed its place in the group, after all others."""
        arrival = Arrival(len(self.arrivals), _free_name(name, set(self.feeds()["feed"])), name, digest, manifest)
        self.arrivals.append(arrival)
        return arrival

    def newest_received(self, agency: str) -> date | None:
        """Return the day of the newest feed of an agency, None when it has sent none."""
        days = [*self.landed.feeds.filter(pl.col("agency") == agency)["received"]]
        days += [arrival.manifest.received for arrival in self.arrivals if arrival.manifest.agency == agency]
        return max(days, default=None)

    def is_first(self, arrival: Arrival) -> bool:
        """Whether the agency of a feed of the group has sent none before it."""
        agency = arrival.manifest.agency
        before = self.arrivals[: arrival.place]
        return not self.had_landed(agency) and all(earlier.manifest.agency != agency for earlier in before)

    def had_landed(self, agency: str) -> bool:
        """Whether a feed of an agency had landed before the group."""
        return bool((self.landed.feeds["agency"] == agency).any())

    def tables(self) -> list[str]:
        """Return the tables that the group changes, in the order of the vocabulary."""
        return [name for name in TABLES if name in self._changed]

    def changes(self, table: str, agency: str | None = None) -> pl.DataFrame:
        """Return the whole histories of the records of a table that the group touches, as they stand: CHANGES."""
        held = self._changed.get(table, {})
        wanted = [held[agency]] if agency in held else [] if agency else list(held.values())
        return pl.concat([pl.DataFrame(schema=CHANGES), *(self.shelf.take(name) for name in wanted)])

    def look_up(self, wanted: Wanted) -> None:
        """Fetch what the plans of the next feeds will ask, all at once; what they ask beyond that is fetched then."""
        self._asked = pl.DataFrame({RECORD: wanted.records}, schema={RECORD: pl.String}).unique()
        self._found = self.landed.versions_of(self._asked[RECORD].to_list())
        for label, names in wanted.things.items():
            self._existing(label, names - self._things.get(label, set()))
        self._open_found = set(wanted.kept)
        self._open = self.landed.open_versions(wanted.kept)

    def versions_of(self, agency: str, table: str, records: pl.Series) -> pl.DataFrame:
        """Return all that these records of an agency ever stated, in the columns of CHANGES."""
        asked = records.unique().to_frame(RECORD)
        parts = [pl.DataFrame(schema=CHANGES)]
        if agency in self._changed.get(table, {}):
            changed = self.changes(table, agency)
            parts.append(changed.join(asked, on=RECORD, how="semi"))
            asked = asked.join(changed, on=RECORD, how="anti")
        if self.had_landed(agency) and len(asked):
            parts.append(as_changes(self._found.join(asked, on=RECORD, how="semi")))
            left = asked.join(self._asked, on=RECORD, how="anti")[RECORD]
            parts.append(as_changes(self.landed.versions_of(left.to_list())))
        return pl.concat(parts)

    def open_versions(self, agency: str, table: str) -> pl.DataFrame:
        """Return what the records of one agency in one table state now, in the columns of CHANGES."""
        changed = self.changes(table, agency)
        now = changed.filter(pl.col("known_to") == MAX_MOMENT)
        if not self.had_landed(agency):
            return now
        of_table = (pl.col("agency") == agency) & (pl.col("feed_table") == table)
        fetched = (agency, table) in self._open_found
        landed = self._open.filter(of_table) if fetched else self.landed.open_versions([(agency, table)])
        return pl.concat([now, as_changes(landed).join(changed, on=RECORD, how="anti")])

    def missing(self, agency: str, target: str, refs: Iterable[str]) -> set[str]:
        """Return those references, of an agency's row to rows of `target`, that nothing has landed for."""
        left = set(refs)
        if TABLES[target].is_shared:
            label = THINGS[target]
            return left - self._existing(label, left - self._things.get(label, set())) - self._things.get(label, set())
        records = {record_id(agency, target, encode(ref)): ref for ref in left}
        named = pl.Series(RECORD, list(records), dtype=pl.String)
        beyond = set(named.filter(~named.is_in(self.changes(target, agency)[RECORD].implode())))
        there = self._existing("Record", beyond) if self.had_landed(agency) else set()
        return {records[record] for record in beyond - there}

    def _existing(self, label: str, ids: set[str]) -> set[str]:
        asked = sorted(name for name in ids if (label, name) not in self._exists)
        found = self.landed.existing(label, asked)
        self._exists.update(((label, name), name in found) for name in asked)
        return {name for name in ids if self._exists[label, name]}

    def take(self, arrival: Arrival, changes: Mapping[str, pl.DataFrame]) -> None:
        """Let a planned feed stand: the histories of all records it touches, by table, in the columns of CHANGES."""
        agency = arrival.manifest.agency
        for name, frame in changes.items():
            before = self.changes(name, agency)
            whole = pl.concat([before.join(frame, on=RECORD, how="anti"), frame]) if len(before) else frame
            self._changed.setdefault(name, {})[agency] = self.shelf.put(f"{name}:{agency}", whole)
            if TABLES[name].is_shared:
                self._things.setdefault(THINGS[name], set()).update(names_of_things(frame[RECORD].unique()))


def as_changes(versions: pl.DataFrame) -> pl.DataFrame:
    """Return versions that stood before the group in the columns of CHANGES."""
    return versions.select(*VERSIONS, *(pl.lit(None, CHANGES[name]).alias(name) for name in ("opened_by", "closed_by")))


def as_before(changes: pl.DataFrame) -> pl.DataFrame:
    """Return what stood before the group: the versions it did not open, those it closes still open."""
    is_closed = pl.col("closed_by").is_not_null()
    reopened = pl.when(is_closed).then(pl.lit(MAX_MOMENT, pl.Datetime("us"))).otherwise(pl.col("known_to"))
    return changes.filter(pl.col("opened_by").is_null()).with_columns(reopened.alias("known_to"))


def names_of_things(records: pl.Series) -> Iterator[str]:
    """Yield the shared name that each record of a shared table is about."""
    return (decode(record.split(":", 2)[2].split("|", 1)[0]) for record in records)


def record_ids(agency: str, table: FeedTable, key: pl.Expr) -> pl.Expr:
    """Return the record's id of each row of an agency's table."""
    return pl.lit(record_id(agency, table.name, "")) + key


def _free_name(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}~{number}" in taken:
        number += 1
    return f"{name}~{number}"


def _told(arrival: Arrival) -> dict[str, object]:
    manifest = arrival.manifest
    return {
        "feed": arrival.feed,
        "agency": manifest.agency,
        "received": manifest.received,
        "digest": arrival.digest,
        "grading": manifest.grading,
        "handling": manifest.handling,
        "synthetic": manifest.synthetic,
    }
