"""Homes in zones that conditions keep somebody out of, outside those they keep within, and at premises they name."""

import numpy as np
import polars as pl
import shapely

from service.policy import Policy
from service.rules.steps.rows import found, in_cases, meet, nothing, together, unknown
from service.rules.world import STEPS, World

_EXCLUSION, _RESTRICTION, _PREMISES = "exclusion_zone", "restriction_zone", "named_premises"


def against_conditions(world: World, policy: Policy, conditions: pl.DataFrame) -> pl.DataFrame:
    """ACC-01: a home that a condition in force forbids."""
    if conditions.is_empty():
        return nothing()
    homes = world.homes(world.subjects).select(pl.col("person").alias("subject"), "address", "is_proposed", STEPS)
    bound = in_cases(world, conditions)
    return together(
        _against_zones(world, bound.filter(pl.col("kind").is_in([_EXCLUSION, _RESTRICTION])), homes),
        _at_premises(world, bound.filter(pl.col("kind") == _PREMISES), homes),
    )


def zones_of(world: World, conditions: pl.Series) -> pl.DataFrame:
    """Return `condition`, `zone`, `geometry` of the zones that hold on the day."""
    zones = world.word("zones", conditions)
    return zones.filter(pl.col("since") <= world.day, world.day < pl.col("until")).drop("since", "until")


def _against_zones(world: World, bound: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    known = world.word("zones", bound["condition"])
    undrawn = bound.join(known, on="condition", how="anti").join(homes, on="subject", how="semi")
    against = meet(meet(bound, zones_of(world, bound["condition"]), "condition"), homes, "subject")
    placed = against.join(
        world.locations(against["address"]).select("address", "easting", "northing", "uncertainty"),
        on="address",
        how="left",
    )
    measured = placed.drop_nulls("easting")
    apart = distances(measured)
    measured = measured.with_columns(
        apart, apart.floor().cast(pl.Int64).alias("distance_m"), pl.col("uncertainty").alias("uncertainty_m")
    )
    is_near = pl.col("apart") <= pl.col("uncertainty")
    forbidden = pl.when(pl.col("kind") == _EXCLUSION).then(is_near).otherwise(~is_near)
    return together(
        found(measured.filter(forbidden), "critical"),
        unknown(placed.filter(pl.col("easting").is_null()), "critical", "position"),
        unknown(undrawn, "critical", "zone"),
    ).drop("geometry", "apart", strict=False)


def distances(rows: pl.DataFrame) -> pl.Series:
    """Return how far each row's position is from its `geometry`, in metres: 0 inside and on the edge."""
    shapes = {text: shapely.from_wkt(text) for text in rows["geometry"].unique()}
    points = shapely.points(rows["easting"].to_numpy(), rows["northing"].to_numpy())
    drawn = np.array([shapes[text] for text in rows["geometry"]], dtype=object)
    return pl.Series("apart", shapely.distance(points, drawn), dtype=pl.Float64)


def _at_premises(world: World, bound: pl.DataFrame, homes: pl.DataFrame) -> pl.DataFrame:
    named = world.word("premises", bound["condition"]).rename({"address": "named"})
    unnamed = bound.join(named, on="condition", how="anti").join(homes, on="subject", how="semi")
    at_home = meet(meet(bound, named, "condition"), homes, "subject").filter(pl.col("address") == pl.col("named"))
    return together(found(at_home, "critical"), unknown(unnamed, "critical", "address")).drop("named", strict=False)
