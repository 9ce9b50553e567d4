"""The graph as tables in DuckDB, as it was known at one time: what the SQL asks. Loading is not part of a figure."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import duckdb
import holidays
import polars as pl
import shapely

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from graph_schema.vocabulary import RELATIONSHIP_TYPES
from ingest.geocoding.gazetteer import live_postcodes
from service.policy import Policy

TYPES = (
    "ASSESSED_AS", "ASSIGNED_TO", "ATTENDS", "BOUNDED_BY", "BOUND_BY", "CO_DEFENDANT_OF", "DESCRIBED_BY", "DISCLOSES",
    "DRAWN_AS", "ENTERS", "HAS_DETAILS", "HEARD_IN", "IMPOSES", "INVITED_TO", "IN_CONTACT_WITH", "LIVES_AT",
    "LOCATED_AT", "NAMED_IN", "NAMES", "NON_ASSOCIATE_OF", "ON_PLAN", "PARENT_OF", "PARTNER_OF", "PLACED_AT",
    "PLACED_IN", "PROPOSED_AT", "RELATIVE_OF", "REVIEWS", "SENTENCED_TO", "SHARES", "SHARES_ABOUT", "SIBLING_OF",
    "SITED_AS", "STAYS_AT", "SUBJECT_OF", "TRANSFERRED_BY", "UNDERWENT", "VICTIM_OF", "WORKS_AT",
)  # fmt: skip
THRESHOLDS = {
    "near_m": "accommodation.own_victim.near_m",
    "radius_m": "accommodation.own_victim.radius_m",
    "site_m": "accommodation.child_site.radius_m",
    "tied_m": "accommodation.tied_person.radius_m",
    "unstarted_days": "transfer.unstarted_days",
    "complete_days": "transfer.complete_working_days",
    "check_days": "transfer.address_check_days",
    "repeat_months": "marac.repeat_months",
    "release_days": "marac.release_days",
    "gained_days": "child.gained_access_days",
    "child_years": "child.age_years",
}
"""The variables that the SQL names, and the keys of policy they are set to."""


def load_tables(store: GraphStore, policy: Policy, as_of: AsOf) -> duckdb.DuckDBPyConnection:
    """Return a DuckDB in memory, of two threads, with a table per relationship type and what the SQL names besides.

    Everything known at `as_of.known` is there; what is true on `as_of.day` the SQL finds out itself.
    """
    tables = duckdb.connect(config={"threads": 2})
    for name in TYPES:
        _create(tables, name.lower(), _read_type(store, name, as_of))
    _create(tables, "person", pl.DataFrame(store.read("MATCH (p:Person) RETURN p.id AS id")))
    drawn = tables.sql("SELECT to_id AS record, from_id AS zone, geometry FROM drawn_as").pl()
    _create(tables, "zone_edge", zone_edges(drawn.select("zone", "geometry").rows()))
    postcodes = live_postcodes().select(
        "postcode", pl.col("easting").alias("x"), pl.col("northing").alias("y"), pl.col("area").cast(pl.String)
    )
    _create(tables, "live_postcode", postcodes)
    _create(tables, "bank_holiday", _bank_holidays(as_of.day))
    for variable, value in {"day": as_of.day, **{one: policy.whole(key) for one, key in THRESHOLDS.items()}}.items():
        tables.execute(f"SET VARIABLE {variable} = $value", {"value": value})
    return tables


def zone_edges(zones: Iterable[tuple[str, str | None]]) -> pl.DataFrame:
    """Return every edge of every ring of every zone, holes included: `zone`, `x1`, `y1`, `x2`, `y2` in metres."""
    rows = []
    for zone, text in zones:
        shape = shapely.from_wkt(text) if text else shapely.Polygon()
        for part in getattr(shape, "geoms", [shape]):
            for ring in (part.exterior, *part.interiors) if not part.is_empty else ():
                corners = list(ring.coords)
                rows += [(zone, *one[:2], *two[:2]) for one, two in pairwise(corners)]
    kinds = {"zone": pl.String, "x1": pl.Float64, "y1": pl.Float64, "x2": pl.Float64, "y2": pl.Float64}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def _read_type(store: GraphStore, name: str, as_of: AsOf) -> pl.DataFrame:
    declared = RELATIONSHIP_TYPES[name]
    own = ", ".join(f"s.`{carried.name}` AS `{carried.name}`" for carried in declared.properties)
    read = [
        store.read(
            f"MATCH (a:`{start}`)-[s:`{name}`]->(b:`{stop}`) WHERE s.known_from <= $known AND $known < s.known_to "
            f"RETURN a.id AS from_id, b.id AS to_id, s.valid_from AS valid_from, s.valid_to AS valid_to"
            f"{', ' + own if own else ''}",
            {"known": as_of.known},
        )
        for start, stop in sorted(declared.pairs)
    ]
    return pl.concat([pl.DataFrame(one) for one in read], how="vertical_relaxed")


def _bank_holidays(day: date) -> pl.DataFrame:
    years = range(day.year - 10, day.year + 1)
    days = sorted(holidays.country_holidays("GB", subdiv="ENG", years=years))
    return pl.DataFrame({"on_day": [one for one in days if one <= day + timedelta(days=1)]}, schema={"on_day": pl.Date})


def _create(tables: duckdb.DuckDBPyConnection, name: str, frame: pl.DataFrame) -> None:
    tables.register("arriving", frame.to_arrow())
    tables.execute(f'CREATE TABLE "{name}" AS FROM arriving')
    tables.unregister("arriving")
