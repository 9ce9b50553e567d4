"""What has landed already, asked of the store."""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib.resources import files

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from graph_schema.vocabulary import THINGS
from ingest.linkage.judgements import JUDGEMENTS

FEEDS = pl.Schema(
    {
        "feed": pl.String(),
        "agency": pl.String(),
        "received": pl.Date(),
        "digest": pl.String(),
        "grading": pl.String(),
        "handling": pl.String(),
        "synthetic": pl.Boolean(),
    }
)
"""What is kept of a landed feed, less its report."""

VERSIONS = pl.Schema(
    {
        "record": pl.String(),
        "agency": pl.String(),
        "feed_table": pl.String(),
        "feed": pl.String(),
        "known_from": pl.Datetime("us"),
        "known_to": pl.Datetime("us"),
        "line": pl.Int64(),
        "values": pl.String(),
        "raw": pl.String(),
    }
)
"""What a record stated, from when to when; `values` are canonical, in the order of the table's columns."""

CHANGES = pl.Schema({**VERSIONS, "opened_by": pl.Int32(), "closed_by": pl.Int32()})
"""VERSIONS and, by its place in the group of feeds that land together, which feed opens and which closes each; null for
those that stood before."""

MEMBERSHIPS = pl.Schema(
    {
        "record": pl.String(),
        "thing": pl.String(),
        "basis": pl.String(),
        "known_from": pl.Datetime("us"),
        "known_to": pl.Datetime("us"),
    }
)
"""Which person or address a record was about, from when to when."""


LOCATIONS = pl.Schema(
    {
        "thing": pl.String(),
        "easting": pl.Int64(),
        "northing": pl.Int64(),
        "uncertainty_m": pl.Int64(),
        "known_from": pl.Datetime("us"),
        "known_to": pl.Datetime("us"),
    }
)
"""Where an address was, in metres of the National Grid, from when to when it was known to be there."""


_MAY_BE_NULL = frozenset({"raw", "easting", "northing", "uncertainty_m", "score", "within_agency"})
"""Columns of an answer that may hold nothing where there is something."""


@cache
def _query(name: str) -> str:
    return files("ingest.landing").joinpath(f"queries/{name}.cypher").read_text(encoding="utf-8")


class LandedState:
    """Everything a landing asks about what landed before it; `end` of time is MAX_MOMENT.

    Serves one landing: the feeds are asked for once.
    """

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    @cached_property
    def feeds(self) -> pl.DataFrame:
        """Every landed feed: feed, agency, received, digest, grading, handling, synthetic."""
        return pl.DataFrame(self._store.read(_query("feeds"))).cast(FEEDS)

    @property
    def is_empty(self) -> bool:
        """Whether no feed has landed yet, so that nothing need be asked."""
        return self.feeds.is_empty()

    def report_text(self, feed: str) -> str:
        """Return the report of a landed feed, as it was kept."""
        answer = self._store.read("MATCH (f:Feed {id: $feed}) RETURN f.report AS report", {"feed": feed})
        return str(answer.column("report")[0].as_py())

    def versions_of(self, records: Sequence[str]) -> pl.DataFrame:
        """Return all that these records ever stated."""
        return self._each("versions_of_record", records, VERSIONS)

    def open_versions(self, kept: Iterable[tuple[str, str]]) -> pl.DataFrame:
        """Return what the records of each (agency, table) state now; looks through all records once."""
        names = sorted(f"{agency}:{table}" for agency, table in kept)
        if not names or self.is_empty:
            return pl.DataFrame(schema=VERSIONS)
        answer = self._store.read(_query("open_versions"), {"kept": names, "open_end": MAX_MOMENT})
        return pl.DataFrame(answer).cast(VERSIONS)

    def records_bearing(self, identifiers: Sequence[str]) -> pl.DataFrame:
        """Return which records have ever borne these: identifier, record."""
        return self._each("records_bearing", identifiers, pl.Schema({"identifier": pl.String(), "record": pl.String()}))

    def memberships(self, table: str, records: Sequence[str]) -> pl.DataFrame:
        """Return which person (or address) these records of `table` were about."""
        name = {"persons": "persons_of_record", "addresses": "addresses_of_record"}[table]
        return self._each(name, records, MEMBERSHIPS)

    @cached_property
    def has_judgements(self) -> bool:
        """Whether anything was ever judged, so that landing where nothing was pays one question for it."""
        if self.is_empty:
            return False
        counts = (self._store.read(_query(name)).column("held")[0].as_py() for name in ("judged_held", "matched_held"))
        return any(counts)

    def judgements(self, records: Sequence[str]) -> pl.DataFrame:
        """Return what was ever judged of these records and another, each once, in the columns of JUDGEMENTS."""
        if not self.has_judgements:
            return pl.DataFrame(schema=JUDGEMENTS)
        both = [self._each(name, records, JUDGEMENTS) for name in ("judged_of_record", "matched_of_record")]
        return pl.concat(both).unique("statement", maintain_order=True)

    def records_of_things(self, table: str, refs: Sequence[str]) -> pl.DataFrame:
        """Return the records about things with these shared names: thing, record."""
        query = (
            f"MATCH (t:`{THINGS[table]}` {{id: $key}}) OPTIONAL MATCH (r:Record)-[:RECORDS]->(t) "
            "RETURN t.id AS thing, r.id AS record"
        )
        return self._ask(query, refs, pl.Schema({"thing": pl.String(), "record": pl.String()}))

    def existing(self, label: str, ids: Sequence[str]) -> set[str]:
        """Return which of these nodes of one kind exist."""
        query = f"MATCH (n:`{label}` {{id: $key}}) RETURN n.id AS id"
        return set(self._ask(query, ids, pl.Schema({"id": pl.String()}))["id"])

    def statements_at(self, label: str, things: Sequence[str]) -> pl.DataFrame:
        """Return the records, as statements name them, whose statements touch these people or addresses: record."""
        query = (
            f"MATCH (t:`{label}` {{id: $key}}) OPTIONAL MATCH (t)-[s]-(other) "
            "WHERE s.record IS NOT NULL RETURN DISTINCT s.record AS record"
        )
        return self._ask(query, things, pl.Schema({"record": pl.String()}))

    def sites_at(self, addresses: Sequence[str]) -> pl.DataFrame:
        """Return the records, as statements name them, of sites that ever stood at these addresses: record."""
        return self._each("sites_at_address", addresses, pl.Schema({"record": pl.String()}))

    def locations(self, addresses: Sequence[str]) -> pl.DataFrame:
        """Return where these addresses were known to be."""
        return self._each("locations_of_address", addresses, LOCATIONS)

    def _each(self, name: str, keys: Sequence[str], schema: pl.Schema) -> pl.DataFrame:
        return self._ask(_query(name), keys, schema)

    def _ask(self, query: str, keys: Sequence[str], schema: pl.Schema) -> pl.DataFrame:
        if not keys or self.is_empty:
            return pl.DataFrame(schema=schema)
        # Each query asks for the rest of its pattern as OPTIONAL, since for many keys the embedded engine then looks
        # each up, in a hundredth of the time it takes to scan; what is not there comes back as null.
        answer = pl.DataFrame(self._store.read_each(query, list(keys))).cast(schema)
        return answer.drop_nulls([name for name in schema if name not in _MAY_BE_NULL])
