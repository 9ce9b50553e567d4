"""Where an address is over all records, and where a site is: its own position, its address's, or a postcode's."""

import polars as pl

from graph_schema.store.batch import Link
from graph_schema.vocabulary import TABLES
from ingest.deriving.rows import CLOCKS, GROUP, ORIGIN
from ingest.deriving.spans import merge_adjacent
from ingest.deriving.statements import FROM, STATEMENT, TO, first_record, typed, valid_clocks
from ingest.geocoding.match_keys import normalised
from ingest.geocoding.positions import locate

LOCATED_AT = Link("LOCATED_AT", "Address", "Record")
SITED_AS = Link("SITED_AS", "Site", "Record")
TOGETHER = {"northing": "easting"}
"""A position is taken from one record: easting and northing together."""

_ADDRESS = tuple(name for name in TABLES["addresses"].column_names if name != "address_ref")
_SITE = tuple(name for name in TABLES["sites"].column_names if name not in {"site_ref", "address_ref"})
_NO_POSITION = 10**9
"""Stands for the uncertainty of no position at all when two are compared."""

_POSITION = ("easting", "northing", "uncertainty_m", "precision")


def whole_positions(rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows with half a coordinate taken as none, so that two halves never make a place."""
    half = pl.col("easting").is_null() != pl.col("northing").is_null()
    blank = [pl.when(~half).then(pl.col(name)).alias(name) for name in ("easting", "northing")]
    return rows.with_columns(*blank)


def derive_locations(addresses: pl.DataFrame) -> pl.DataFrame:
    """Return the LOCATED_AT statements of addresses resolved over their records (GROUP is the address's node)."""
    properties = [typed(name, TABLES["addresses"].column(name).type).alias(name) for name in _ADDRESS]
    stated = addresses.select(
        pl.col(GROUP).alias(FROM), first_record().alias(TO), (pl.col(GROUP) + "#LOCATED_AT").alias(STATEMENT),
        *valid_clocks(addresses), *CLOCKS, *ORIGIN, *properties,
        normalised("primary_name").alias("normal_primary"), normalised("street").alias("normal_street"),
    )  # fmt: skip
    return stated.drop("easting", "northing").hstack(locate(stated.select("easting", "northing", "postcode")))


def derive_sites(sites: pl.DataFrame, at_addresses: pl.DataFrame) -> pl.DataFrame:
    """Return the SITED_AS statements of sites resolved over their records.

    `at_addresses` says where the address of each site's row is known to be: GROUP, `easting`, `northing`,
    `uncertainty_m`, CLOCKS; a site's position changes with it.
    """
    rows = _cut_at(sites, at_addresses)
    properties = [typed(name, TABLES["sites"].column(name).type).alias(name) for name in _SITE]
    stated = rows.select(
        pl.col("own").alias(FROM), first_record().alias(TO), ("sites:" + pl.col(GROUP) + "#SITED_AS").alias(STATEMENT),
        *valid_clocks(rows), *CLOCKS, *ORIGIN, *properties,
        pl.col("at_easting"), pl.col("at_northing"), pl.col("at_uncertainty_m"),
    )  # fmt: skip
    own = locate(stated.select("easting", "northing", "postcode")).select(*_POSITION)
    at_exactly = pl.col("at_uncertainty_m") == 0
    at = stated.select(
        pl.col("at_easting").alias("easting"), pl.col("at_northing").alias("northing"),
        pl.col("at_uncertainty_m").alias("uncertainty_m"),
        pl.when(at_exactly).then(pl.lit("coordinates")).otherwise(pl.lit("postcode")).alias("precision"),
    )  # fmt: skip
    takes_address = (pl.col("at_uncertainty_m") < pl.col("uncertainty_m").fill_null(_NO_POSITION)).fill_null(
        value=False
    )
    both = own.hstack(at.rename({name: f"of_{name}" for name in _POSITION})).with_columns(stated["at_uncertainty_m"])
    chosen = both.select(
        pl.when(takes_address).then(pl.col(f"of_{name}")).otherwise(pl.col(name)).alias(name) for name in _POSITION
    )
    placed = stated.drop("easting", "northing", "at_easting", "at_northing", "at_uncertainty_m").hstack(chosen)
    return merge_adjacent(placed, STATEMENT)


def _cut_at(sites: pl.DataFrame, at_addresses: pl.DataFrame) -> pl.DataFrame:
    """Return each site's rows once for every span in which its address's position is the same, or not known."""
    moments = pl.concat([
        frame.select(GROUP, pl.col(clock).alias("moment")) for frame in (sites, at_addresses) for clock in CLOCKS
    ]).unique().sort(GROUP, "moment")  # fmt: skip
    spans = moments.with_columns(pl.col("moment").shift(-1).over(GROUP).alias("until")).drop_nulls("until")
    cut = sites.join(spans, on=GROUP).filter(
        (pl.col("moment") >= pl.col("known_from")) & (pl.col("until") <= pl.col("known_to"))
    )
    cut = cut.with_columns(pl.col("moment").alias("known_from"), pl.col("until").alias("known_to"))
    held = at_addresses.select(
        GROUP, pl.col("known_from").alias("at_from"), pl.col("known_to").alias("at_to"),
        *(pl.col(name).alias(f"at_{name}") for name in ("easting", "northing", "uncertainty_m")),
    )  # fmt: skip
    joined = cut.join(held, on=GROUP, how="left")
    holds = (pl.col("at_from") <= pl.col("known_from")) & (pl.col("known_to") <= pl.col("at_to"))
    with_place = joined.filter(holds)
    rest = cut.join(with_place, on=[GROUP, "known_from"], how="anti")
    return pl.concat([with_place, rest], how="diagonal").select(
        *cut.columns, "at_easting", "at_northing", "at_uncertainty_m"
    )
