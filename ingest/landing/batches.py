"""The one write that lands a group of feeds: their records and what they state, and the statements that change."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl
import pyarrow as pa

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES
from graph_schema.store.batch import Batch, Link
from graph_schema.vocabulary import TABLES, THINGS
from ingest.deriving.difference import Difference
from ingest.deriving.statements import FROM, STATEMENT, TO
from ingest.landing.joining import Joining
from ingest.landing.shelf import set_aside
from ingest.landing.standing import Standing
from ingest.records import decoded

STATES = Link("STATES", "Record", "Record")
BEARS = Link("BEARS", "Record", "Identifier")


def build_batch(
    standing: Standing,
    reports: pl.DataFrame,
    joinings: Mapping[str, Joining],
    differences: Iterable[tuple[Link, Difference]],
) -> Batch:
    """Return what to write for a group; `reports` is its Feed nodes. Large tables lie on the disk."""
    parts = _Parts()
    parts.add_node("Feed", reports)
    if standing.landed.is_empty:
        for label, frame in reference_nodes().items():
            parts.add_node(label, frame)
    for name in standing.tables():
        _add_records(parts, name, standing.changes(name), is_joined=name in joinings)
    for name, joining in joinings.items():
        things = joining.now.join(joining.was, on="thing", how="anti").select(pl.col("thing").unique().alias("id"))
        parts.add_node(THINGS[name], things)
        parts.add_node("Identifier", joining.borne.select(pl.col("identifier").unique().alias("id")))
        parts.add_link(BEARS, joining.borne.select(pl.col("record").alias(FROM), pl.col("identifier").alias(TO)))
    for link, difference in differences:
        parts.add_link(link, difference.added)
        parts.closings.setdefault(link, []).append(difference.closed)
        parts.removals.setdefault(link, []).append(difference.removed)
    return parts.as_batch()


def reference_nodes() -> dict[str, pl.DataFrame]:
    """Return the nodes that are there before any feed: MAPPA areas and local authorities."""
    areas = [(slug, area.name) for slug, area in AREAS.items()]
    authorities = [(code, authority.name) for code, authority in LOCAL_AUTHORITIES.items()]
    return {
        "Area": pl.DataFrame(areas, schema=["id", "name"], orient="row"),
        "LocalAuthority": pl.DataFrame(authorities, schema=["id", "name"], orient="row"),
    }


class _Parts:
    """The tables of a batch under construction, each put aside as it comes; no node comes twice."""

    def __init__(self) -> None:
        self._nodes: dict[str, list[pa.Table]] = {}
        self._links: dict[Link, list[pa.Table]] = {}
        self.closings: dict[Link, list[pl.DataFrame]] = {}
        self.removals: dict[Link, list[pl.DataFrame]] = {}

    def add_node(self, label: str, frame: pl.DataFrame) -> None:
        if not frame.is_empty():
            self._nodes.setdefault(label, []).append(set_aside(frame))

    def add_link(self, link: Link, frame: pl.DataFrame) -> None:
        if not frame.is_empty():
            self._links.setdefault(link, []).append(set_aside(frame))

    def as_batch(self) -> Batch:
        nodes = {label: pa.concat_tables(parts) for label, parts in self._nodes.items()}
        links = {link: pa.concat_tables(parts) for link, parts in sorted(self._links.items())}
        return Batch(nodes=nodes, removals=_filled(self.removals), closings=_filled(self.closings), links=links)


def _filled(frames: Mapping[Link, list[pl.DataFrame]]) -> dict[Link, object]:
    whole = ((link, pl.concat(parts)) for link, parts in sorted(frames.items()))
    return {link: frame.to_arrow() for link, frame in whole if not frame.is_empty()}


def _add_records(parts: _Parts, name: str, changes: pl.DataFrame, *, is_joined: bool) -> None:
    opened = changes.filter(pl.col("opened_by").is_not_null())
    stood = changes.filter(pl.col("opened_by").is_null())
    new = opened.select("record", "agency", "feed_table").unique("record").join(stood, on="record", how="anti")
    parts.add_node("Record", new.rename({"record": "id"}))
    if name in THINGS and not is_joined:
        parts.add_node(THINGS[name], new.select(_thing_of(name).alias("id")).unique())
    if TABLES[name].is_shared:
        about = new.select(pl.col("record").alias(FROM), _thing_of(name).alias(TO))
        parts.add_link(Link("RECORDS", "Record", THINGS[name]), about)
    parts.add_link(STATES, opened.select(*_ends_of_version(), "known_from", "known_to", "line", "values", "raw"))
    closed = stood.filter(pl.col("closed_by").is_not_null())
    parts.closings.setdefault(STATES, []).append(closed.select(*_ends_of_version(), "known_from", "known_to"))


def _ends_of_version() -> Iterator[pl.Expr]:
    yield pl.col("record").alias(FROM)
    yield pl.col("record").alias(TO)
    yield pl.col("feed").alias(STATEMENT)


def _thing_of(name: str) -> pl.Expr:
    """Return the id of the thing that each record of a table is about."""
    key = pl.col("record").str.splitn(":", 3).struct.field("field_2")
    if TABLES[name].is_shared:
        return decoded(key.str.splitn("|", 2).struct.field("field_0"))
    return decoded(pl.concat_str(["agency", key], separator=":")) if TABLES[name].key else pl.col("record")
