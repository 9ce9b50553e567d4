"""In which MAPPA areas a zone lies: those with a live postcode within it."""

import polars as pl
import shapely

from ingest.geocoding.gazetteer import live_postcodes


def areas_within(geometries: pl.Series) -> pl.DataFrame:
    """Return `geometry`, `danger_area` for every area with a live postcode in a zone, its edge included."""
    rows = [(text, area) for text in geometries.drop_nulls().to_list() for area in _areas_of(text)]
    return pl.DataFrame(rows, schema={"geometry": pl.String, "danger_area": pl.String}, orient="row")


def _areas_of(text: str) -> list[str]:
    shape = shapely.from_wkt(text)
    west, south, east, north = shape.bounds
    boxed = live_postcodes().filter(
        pl.col("easting").is_between(west, east), pl.col("northing").is_between(south, north)
    )
    shapely.prepare(shape)
    inside = shapely.intersects_xy(shape, boxed["easting"].to_numpy(), boxed["northing"].to_numpy())
    return sorted(boxed.filter(pl.Series(inside, dtype=pl.Boolean))["area"].cast(pl.String).unique())
