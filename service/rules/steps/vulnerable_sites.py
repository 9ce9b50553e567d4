"""Homes near places for those who need protecting most: refuges, services for women, care homes."""

import polars as pl

from service.policy import Policy
from service.rules.steps.risks import HIGH, risk_to
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together, unknown
from service.rules.steps.sites import near_sites
from service.rules.world import STEPS, World

_RADIUS = "accommodation.vulnerable_site.radius_m"
_SITES_BY_GROUP = {"known_adult": ("refuge", "womens_service"), "public": ("care_home",)}
"""Which places matter for whom the risk is to."""

_HIDDEN = ("refuge", "womens_service")


def near_the_vulnerable(world: World, policy: Policy, assessments: pl.DataFrame) -> pl.DataFrame:
    """ACC-08: a home near a place of those whom the nominal's risk is to."""
    return together(*(_near(world, policy, group, kinds) for group, kinds in _SITES_BY_GROUP.items()))


def _near(world: World, policy: Policy, group: str, kinds: tuple[str, ...]) -> pl.DataFrame:
    high = risk_to(world, group).filter(pl.col("risk") >= HIGH).select("subject", "risk_of_harm", "group", STEPS)
    if high.is_empty():
        return nothing()
    homes = world.homes(high["subject"]).select(pl.col("person").alias("subject"), "address", "is_proposed", STEPS)
    rows = meet(in_cases(world, high), homes, "subject")
    placed = rows.join(
        world.locations(rows["address"]).select("address", "easting", "northing", "uncertainty"),
        on="address",
        how="left",
    )
    near = near_sites(world, placed.drop_nulls("easting"), kinds, threshold(policy, _RADIUS))
    # How far a refuge is would, told of two homes, say where it is.
    hidden = pl.col("kind_of_site").is_in(list(_HIDDEN))
    near = near.with_columns(pl.when(~hidden).then(name).alias(name) for name in ("distance_m", "uncertainty_m"))
    nowhere = placed.filter(pl.col("easting").is_null()).with_columns(pl.lit(None, pl.String).alias("site"))
    position = ["easting", "northing", "uncertainty"]
    return together(found(near, "high"), unknown(nowhere, "high", "position")).drop(position, strict=False)
