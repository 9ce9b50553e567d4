"""Where addresses are: at the coordinates that were sent, else where their live postcode is, else nowhere known."""

from typing import Literal

import polars as pl

from ingest.geocoding.gazetteer import live_postcodes
from ingest.geocoding.neighbours import nearest_postcodes

Precision = Literal["coordinates", "postcode", "none"]

UNCERTAINTY_M = {"coordinates": 0, "postcode": 100}
"""Metres by which a position may be off: 99 % of 14,838 located addresses lay within 93 m of their postcode's."""


def live_rows(postcodes: pl.Series) -> pl.Series:
    """Return for each canonical postcode its row in `live_postcodes`, null where it is not live or null."""
    live = live_postcodes()["postcode"]
    rows = live.search_sorted(postcodes.fill_null("")).clip(0, len(live) - 1).cast(pl.Int64)
    return rows.to_frame("row").select(pl.when(live.gather(rows) == postcodes).then("row")).to_series()


def locate(addresses: pl.DataFrame) -> pl.DataFrame:
    """Return where each address is, row by row: easting, northing, uncertainty_m, local_authority, area, precision.

    `addresses` has `easting` and `northing` (British National Grid, whole metres, or null) and `postcode` (canonical or
    null). Half a coordinate is none. The local authority and area are those of the live postcode, else of the live
    postcode nearest to the position, however far; they are null where there is no position.
    """
    by_postcode = live_rows(addresses["postcode"].cast(pl.String))
    sent = addresses.select(pl.col("easting", "northing").cast(pl.Int64))
    live = live_postcodes().select(pl.col("easting", "northing").gather(by_postcode).cast(pl.Int64))
    frame = sent.with_columns(
        live["easting"].alias("live_easting"),
        live["northing"].alias("live_northing"),
        by_postcode.alias("row"),
        (sent["easting"].is_not_null() & sent["northing"].is_not_null()).alias("is_sent"),
    )
    precision = (
        pl.when("is_sent")
        .then(pl.lit("coordinates"))
        .when(pl.col("row").is_not_null())
        .then(pl.lit("postcode"))
        .otherwise(pl.lit("none"))
    )
    located = frame.select(
        pl.when("is_sent").then("easting").otherwise("live_easting").alias("easting"),
        pl.when("is_sent").then("northing").otherwise("live_northing").alias("northing"),
        precision.replace_strict(UNCERTAINTY_M, default=None, return_dtype=pl.Int64).alias("uncertainty_m"),
        "row",
        precision.alias("precision"),
    )
    return _with_areas(located)


def _with_areas(located: pl.DataFrame) -> pl.DataFrame:
    """Replace `row`, a row of the live postcodes or null, by the local authority and area of that or the nearest."""
    elsewhere = located.with_row_index("at").filter(pl.col("row").is_null() & pl.col("easting").is_not_null())
    nearest = nearest_postcodes(elsewhere["easting"], elsewhere["northing"])
    rows = located["row"].scatter(elsewhere["at"], nearest) if len(elsewhere) else located["row"]
    places = live_postcodes().select(pl.col("local_authority", "area").gather(rows).cast(pl.String))
    return located.select("easting", "northing", "uncertainty_m").hstack(places).hstack(located.select("precision"))
