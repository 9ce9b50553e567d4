"""The live postcodes of England and Wales: where they are, and in which local authority and MAPPA area."""

from functools import cache
from importlib.resources import as_file, files

import polars as pl

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES

ATTRIBUTION = (
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2026. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2026."
)
"""To be printed wherever positions or areas that come from postcodes are shown."""

_FILE = "data/postcodes_ew_live.parquet"


@cache
def live_postcodes() -> pl.DataFrame:
    """Return the live postcodes in their order, in one chunk: postcode, easting, northing, local_authority, area.

    Positions are British National Grid metres. `local_authority` is an Enum of ONS codes and `area` one of slugs: cast
    them to text before joining them with text. The frame is loaded once (0.15 s, 30 MB) and shared: do not change it.
    """
    with as_file(files("ingest.geocoding").joinpath(_FILE)) as path:
        postcodes = pl.read_parquet(path).rechunk()
    districts = postcodes["local_authority"].cast(pl.Enum(list(LOCAL_AUTHORITIES)))
    areas = pl.Series([district.area for district in LOCAL_AUTHORITIES.values()], dtype=pl.Enum(list(AREAS)))
    return postcodes.with_columns(
        pl.col("postcode").set_sorted(), districts, areas.gather(districts.to_physical()).alias("area")
    )
