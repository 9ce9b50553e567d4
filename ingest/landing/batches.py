"""The one write that lands a feed: its records and what they state, and the statements that change."""

from collections.abc import Iterable, Mapping

import polars as pl

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES
from graph_schema.store.batch import Batch, Link
from graph_schema.vocabulary import TABLES, THINGS
from ingest.deriving.difference import differ
from ingest.deriving.statements import FROM, STATEMENT, TO
from ingest.landing.joining import Joining
from ingest.landing.plan import LandingPlan
from ingest.records import decode

STATES = Link("STATES", "Record", "Record")
Tables = dict[str, list[pl.DataFrame]]


def reference_nodes() -> dict[str, pl.DataFrame]:
    """Return the nodes that are there before any feed: MAPPA areas and local authorities."""
    areas = [(slug, area.name) for slug, area in AREAS.items()]
    authorities = [(code, authority.name) for code, authority in LOCAL_AUTHORITIES.items()]
    return {
        "Area": pl.DataFrame(areas, schema=["id", "name"], orient="row"),
        "LocalAuthority": pl.DataFrame(authorities, schema=["id", "name"], orient="row"),
    }


def _record_nodes(plan: LandingPlan, joinings: Mapping[str, Joining]) -> Tables:
    nodes: Tables = {"Record": [plan.new_records.rename({"record": "id"})]}
    for (name,), records in plan.new_records.group_by("feed_table"):
        table = TABLES[str(name)]
        if str(name) in joinings or str(name) not in THINGS:
            continue
        key = pl.col("record").str.splitn(":", 3).struct.field("field_2")
        ids = records.select(
            key.str.split("|").list.first()
            if table.is_shared
            else pl.concat_str(["agency", key], separator=":")
            if table.key
            else "record"
        ).to_series()
        decoded = ids if not table.key else pl.Series([decode(text) for text in ids], dtype=pl.String)
        nodes.setdefault(THINGS[str(name)], []).append(pl.DataFrame({"id": decoded.unique()}))
    for name, joining in joinings.items():
        things = joining.now.join(joining.was, on="thing", how="anti")["thing"].unique()
        nodes.setdefault(THINGS[name], []).append(pl.DataFrame({"id": things}))
        nodes.setdefault("Identifier", []).append(pl.DataFrame({"id": joining.borne["identifier"].unique()}))
    return nodes


def _record_links(plan: LandingPlan, joinings: Mapping[str, Joining]) -> dict[Link, pl.DataFrame]:
    versions = plan.opened.select(
        pl.col("record").alias(FROM), pl.col("record").alias(TO), pl.col("feed").alias(STATEMENT),
        "known_from", "known_to", "line", "values", "raw",
    )  # fmt: skip
    links = {STATES: versions}
    borne = [
        joining.borne.select(pl.col("record").alias(FROM), pl.col("identifier").alias(TO))
        for joining in joinings.values()
    ]
    if borne:
        links[Link("BEARS", "Record", "Identifier")] = pl.concat(borne)
    for (name,), records in plan.new_records.group_by("feed_table"):
        if TABLES[str(name)].is_shared:
            refs = [decode(record.split(":", 2)[2].split("|")[0]) for record in records["record"]]
            about = records.select(pl.col("record").alias(FROM), pl.Series(TO, refs, dtype=pl.String))
            links[Link("RECORDS", "Record", THINGS[str(name)])] = about
    return links


def build_batch(
    plan: LandingPlan,
    feed: pl.DataFrame,
    joinings: Mapping[str, Joining],
    statements: tuple[Mapping[Link, pl.DataFrame], Mapping[Link, pl.DataFrame]],
    *,
    is_first: bool,
) -> Batch:
    """Return what to write for a feed; `statements` are those before it and after it."""
    nodes = _record_nodes(plan, joinings)
    nodes["Feed"] = [feed]
    if is_first:
        for label, frame in reference_nodes().items():
            nodes[label] = [frame]
    links = _record_links(plan, joinings)
    closings = {
        STATES: plan.closed.select(
            pl.col("record").alias(FROM), pl.col("record").alias(TO), pl.col("feed").alias(STATEMENT), "known_from",
            pl.lit(plan.at, pl.Datetime("us")).alias("known_to"),
        )
    }  # fmt: skip
    removals: dict[Link, pl.DataFrame] = {}
    before, after = statements
    for link in before.keys() | after.keys():
        sides = [side.get(link) for side in (before, after)]
        shape = next(side for side in sides if side is not None).clear()
        difference = differ(*(side if side is not None else shape for side in sides))
        links[link], closings[link], removals[link] = difference.added, difference.closed, difference.removed
    return Batch(
        nodes={label: pl.concat(frames).unique("id").to_arrow() for label, frames in nodes.items()},
        removals=_filled(removals.items()),
        closings=_filled(closings.items()),
        links=_filled(links.items()),
    )


def _filled(frames: Iterable[tuple[Link, pl.DataFrame]]) -> dict[Link, object]:
    return {link: frame.to_arrow() for link, frame in sorted(frames) if not frame.is_empty()}
