"""In which MAPPA areas a zone lies: those with a live postcode within it."""

from functools import cache, lru_cache

import polars as pl
import shapely

from ingest.geocoding.gazetteer import live_postcodes


def areas_within(geometries: pl.Series) -> pl.DataFrame:
    """Return `geometry`, `danger_area` for every area with a live postcode in a zone, its edge included."""
    rows = [(text, area) for text in geometries.drop_nulls().to_list() for area in _areas_of(text)]
    return pl.DataFrame(rows, schema={"geometry": pl.String, "danger_area": pl.String}, orient="row")


@lru_cache(maxsize=10_000)
def _areas_of(text: str) -> tuple[str, ...]:
    shape = shapely.from_wkt(text)
    west, south, east, north = shape.bounds
    postcodes = _from_west_to_east()
    eastings = postcodes["easting"]
    first, last = eastings.search_sorted(west, "left"), eastings.search_sorted(east, "right")
    strip = postcodes[first:last].filter(pl.col("northing").is_between(south, north))
    shapely.prepare(shape)
    inside = shapely.intersects_xy(shape, strip["easting"].to_numpy(), strip["northing"].to_numpy())
    return tuple(sorted(strip.filter(pl.Series(inside, dtype=pl.Boolean))["area"].cast(pl.String).unique()))


@cache
def _from_west_to_east() -> pl.DataFrame:
    """Return the live postcodes in an order in which those of a zone lie close together."""
    return live_postcodes().select("easting", "northing", "area").sort("easting")
