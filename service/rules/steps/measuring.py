"""How far two addresses are from each other, and whether they are one building."""

import polars as pl

from service.rules.world import World

_PSEUDO = "ZZ99"
"""Begins a postcode of nobody's home, which agrees with nothing."""

_LOCATION = ("easting", "northing", "uncertainty", "normal_primary", "normal_street", "postcode")


def measure(world: World, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of `address` and `other_address` with `same_building`, `distance_m`, `uncertainty_m`, `is_unknown`.

    Metres on the British National Grid, rounded down. Addresses in one building are 0 m apart, with or without a
    position; of others, one without leaves it unknown.
    """
    locations = world.locations(pl.concat([pairs["address"], pairs["other_address"]]).unique())
    here = locations.select("address", *(pl.col(name).alias(f"{name}_1") for name in _LOCATION))
    there = locations.select(
        pl.col("address").alias("other_address"), *(pl.col(name).alias(f"{name}_2") for name in _LOCATION)
    )
    placed = pairs.join(here, on="address", how="left").join(there, on="other_address", how="left")
    apart_squared = (pl.col("easting_1") - pl.col("easting_2")).pow(2) + (
        pl.col("northing_1") - pl.col("northing_2")
    ).pow(2)
    same = pl.col("same_building")
    return (
        placed.with_columns(_same_building().alias("same_building"))
        .with_columns(
            pl.when(same).then(pl.lit(0, pl.Int64)).otherwise(apart_squared).alias("squared_m"),
            pl.when(same)
            .then(pl.lit(0, pl.Int64))
            .otherwise(pl.col("uncertainty_1") + pl.col("uncertainty_2"))
            .alias("uncertainty_m"),
        )
        .with_columns(
            pl.col("squared_m").sqrt().floor().cast(pl.Int64).alias("distance_m"),
            pl.col("squared_m").is_null().alias("is_unknown"),
        )
        .drop([f"{name}_{end}" for name in _LOCATION for end in (1, 2)])
    )


def within(metres: pl.Expr) -> pl.Expr:
    """Return whether a measured pair may lie within `metres`, in whole numbers so that the edge itself is exact."""
    return (pl.col("squared_m") <= (metres + pl.col("uncertainty_m")).pow(2)).fill_null(value=False)


def _same_building() -> pl.Expr:
    def agrees(name: str) -> pl.Expr:
        return (pl.col(f"{name}_1") == pl.col(f"{name}_2")) & (pl.col(f"{name}_1") != "")

    def is_blank(name: str) -> pl.Expr:
        return pl.col(name).is_null() | (pl.col(name) == "")

    streets = agrees("normal_street") | is_blank("normal_street_1") | is_blank("normal_street_2")
    real = ~pl.col("postcode_1").str.starts_with(_PSEUDO)
    named = agrees("normal_primary") & agrees("postcode") & real & streets
    return (pl.col("address") == pl.col("other_address")) | named.fill_null(value=False)
