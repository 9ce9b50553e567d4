"""All rows as two feeds: one that says a thing too many, and the full one that takes it back."""

import json

from tests.feed_builder import FeedBuilder, a_feed
from tests.ingest.landing.every_table import cases_and_orders, meetings_and_placements, people_and_places
from tests.ingest.landing.every_table.sent import AGENCY, Sent

ROWS: tuple[Sent, ...] = (*people_and_places.ROWS, *cases_and_orders.ROWS, *meetings_and_placements.ROWS)
WITHDRAWAL = {"table": "addresses", "key": "A9", "reason": "sent in error"}
MARKS = {"handling": "OFFICIAL-SENSITIVE", "grading": "B"}
_GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


def earlier_feed() -> FeedBuilder:
    """Return a feed whose only row is to be taken back."""
    return a_feed(AGENCY, "2026-02-02").having("addresses", {"address_ref": "A9", "primary_name": "9"})


def full_feed() -> FeedBuilder:
    """Return a feed with rows in every table, every column filled in at least one of each."""
    feed = a_feed(AGENCY, "2026-03-02").saying(**MARKS).having("withdrawals", WITHDRAWAL)
    for row in ROWS:
        if row.table != "zones":
            feed = feed.having(row.table, row.cells)
    return feed.with_zones({"type": "FeatureCollection", "crs": _GRID, "features": [_feature(row) for row in _zones()]})


def full_feed_with_zones_as_text() -> FeedBuilder:
    """Return the full feed with its zones as a table, which is how a workbook holds them."""
    feed = full_feed()
    for row in _zones():
        drawing = json.dumps(_polygon() | {"crs": _GRID})
        feed = feed.having("zones", row.cells | {"geometry": drawing})
    return FeedBuilder(feed.agency, feed.received, feed.manifest, feed.tables)


def _zones() -> list[Sent]:
    return [row for row in ROWS if row.table == "zones"]


def _polygon() -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [cases_and_orders.RING]}


def _feature(row: Sent) -> dict[str, object]:
    return {"type": "Feature", "properties": row.cells, "geometry": _polygon()}
