"""Homes near places where children go."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from service.policy import Policy
from service.rules.steps.dangers import HIGH, newest_risk
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together, unknown
from service.rules.world import STEPS, World

CHILD_SITES = ("nursery", "park", "playground", "school", "swimming_pool", "youth_club")
_RADIUS = "accommodation.child_site.radius_m"


def near_a_child_site(world: World, policy: Policy, assessments: pl.DataFrame) -> pl.DataFrame:
    """ACC-05: a home near a child's site, of somebody who presents a risk to children."""
    dangerous = in_cases(world, _dangerous(world, policy, assessments))
    if dangerous.is_empty():
        return nothing()
    homes = world.homes(dangerous["subject"]).select(pl.col("person").alias("subject"), "address", "is_proposed", STEPS)
    at_home = meet(dangerous, homes, "subject")
    placed = at_home.join(
        world.locations(at_home["address"]).select("address", "easting", "northing", "uncertainty"),
        on="address",
        how="left",
    )
    near = near_sites(world, placed.drop_nulls("easting"), CHILD_SITES, threshold(policy, _RADIUS)).filter(
        pl.col("site_kind").is_null() | (pl.col("site_kind") == pl.col("kind_of_site"))
    )
    nowhere = placed.filter(pl.col("easting").is_null()).with_columns(pl.lit(None, pl.String).alias("site"))
    position = ["easting", "northing", "uncertainty", "site_kind"]
    return together(found(near, "high"), unknown(nowhere, "high", "position")).drop(position, strict=False)


def _dangerous(world: World, policy: Policy, assessments: pl.DataFrame) -> pl.DataFrame:
    """Return `subject`, `site_kind` (null for all six) and why."""
    assessed = newest_risk(assessments).filter(pl.col("risk") >= HIGH)
    avoiding = world.word("conditions", world.subjects).filter(pl.col("kind") == "avoid_sites")
    harmed = _harmed_children(world, policy)
    anywhere = pl.lit(None, pl.String).alias("site_kind")
    return pl.concat([
        assessed.select("subject", anywhere, pl.lit("assessment").alias("basis"), STEPS),
        harmed.select("subject", anywhere, pl.lit("victim_under_18").alias("basis"), STEPS),
        avoiding.select("subject", "site_kind", pl.lit("condition").alias("basis"), STEPS),
    ])  # fmt: skip


def _harmed_children(world: World, policy: Policy) -> pl.DataFrame:
    """Return the subjects with a victim known to have been a child on the day of the offence, alive now or not."""
    years = policy.whole("child.age_years")
    victims = world.word("victims", world.subjects).filter(
        pl.col("since").dt.year() > years, pl.col("victim") != pl.col("subject")
    )
    born = world.details(victims["victim"]).select(pl.col("person").alias("victim"), "born_from", STEPS)
    known = meet(victims, born, "victim").with_columns(pl.col("since").dt.offset_by(f"-{years}y").alias("cutoff"))
    return known.filter(pl.col("born_from") > pl.col("cutoff"))


def near_sites(world: World, placed: pl.DataFrame, kinds: Sequence[str], radius_m: pl.Expr) -> pl.DataFrame:
    """Return rows with a position beside each site of `kinds` within the radius, with `distance_m`, `uncertainty_m`."""
    sites = world.word("sites").drop_nulls("easting").filter(pl.col("kind").is_in(list(kinds)))
    pairs = close_pairs(placed, sites, placed.select((radius_m + pl.col("uncertainty")).alias("reach"))["reach"])
    here = placed[pairs["home"]].with_columns(pairs["place"])
    there = sites.with_row_index("place").select(
        "place", "site", pl.col("kind").alias("kind_of_site"), pl.col("easting").alias("site_easting"),
        pl.col("northing").alias("site_northing"), pl.col("uncertainty").alias("site_uncertainty"), STEPS,
    )  # fmt: skip
    met = meet(here, there, "place")
    squared = (pl.col("easting") - pl.col("site_easting")).pow(2) + (pl.col("northing") - pl.col("site_northing")).pow(
        2
    )
    met = met.with_columns(
        squared.sqrt().floor().cast(pl.Int64).alias("distance_m"),
        (pl.col("uncertainty") + pl.col("site_uncertainty")).alias("uncertainty_m"),
        squared.alias("squared_m"),
    )
    close = pl.col("squared_m") <= (radius_m + pl.col("uncertainty_m")).pow(2)
    return met.filter(close).drop("place", "site_easting", "site_northing", "site_uncertainty", "squared_m")


def close_pairs(placed: pl.DataFrame, sites: pl.DataFrame, reach: pl.Series) -> pl.DataFrame:
    """Return row numbers `home` and `place` of pairs that may be near, over sets and not one by one."""
    from scipy.spatial import cKDTree

    schema = {"home": pl.UInt32, "place": pl.UInt32}
    if placed.is_empty() or sites.is_empty():
        return pl.DataFrame(schema=schema)
    farthest = int(sites["uncertainty"].to_numpy().max())
    tree = cKDTree(sites.select("easting", "northing").to_numpy())
    # A metre more, so that rounding in the tree never loses a pair; the exact comparison follows.
    around = tree.query_ball_point(
        placed.select("easting", "northing").to_numpy(), reach.to_numpy() + farthest + 1, return_sorted=True
    )
    counts = np.fromiter((len(one) for one in around), dtype=np.uint32, count=len(around))
    places = np.concatenate([np.asarray(one, dtype=np.uint32) for one in around])
    return pl.DataFrame({"home": np.repeat(np.arange(len(around), dtype=np.uint32), counts), "place": places})
