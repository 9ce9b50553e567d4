"""Many people with a high risk of serious harm living close together."""

import polars as pl

from service.policy import Policy
from service.rules.steps.risks import GROUPS, HIGH, risk_to
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together, unknown
from service.rules.steps.sites import close_pairs
from service.rules.world import STEPS, World

_RADIUS = "accommodation.concentration.radius_m"
_COUNT = "accommodation.concentration.count"


def many_close_together(world: World, policy: Policy, assessments: pl.DataFrame) -> pl.DataFrame:
    """ACC-10: a home of a nominal with a high risk, among as many such nominals within the radius as count."""
    rows = _placed(world)
    if rows.is_empty():
        return nothing()
    # Who lives near is nobody's case, so it is asked of everybody, by those alone who might be counted among them.
    others = _placed(world.everybody()).drop_nulls("easting").select(
        pl.col("subject").alias("other"), "easting", "northing", "uncertainty"
    )  # fmt: skip
    placed = rows.drop_nulls("easting").with_row_index("row").with_columns(threshold(policy, _RADIUS).alias("radius"))
    counted = _count(placed, others)
    many = placed.join(counted, on="row").filter(pl.col("people_within") >= threshold(policy, _COUNT))
    position = ["easting", "northing", "uncertainty"]
    nowhere = rows.filter(pl.col("easting").is_null())
    return together(found(many.drop("row", "radius"), "medium"), unknown(nowhere, "medium", "position")).drop(position)


def _placed(world: World) -> pl.DataFrame:
    """Return the homes of nominals with a high risk of serious harm, with their positions."""
    high = risk_to(world, *GROUPS).filter(pl.col("risk") >= HIGH).select("subject", "risk_of_harm", STEPS)
    homes = world.homes(high["subject"]).select(pl.col("person").alias("subject"), "address", "is_proposed", STEPS)
    rows = meet(in_cases(world, high), homes, "subject")
    where = world.locations(rows["address"]).select("address", "easting", "northing", "uncertainty")
    return rows.join(where, on="address", how="left")


def _count(placed: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Return `row`, `people_within`: how many different people of `others` may live within the radius, oneself too."""
    schema = {"row": pl.UInt32, "people_within": pl.UInt32}
    if placed.is_empty() or others.is_empty():
        return pl.DataFrame(schema=schema)
    pairs = close_pairs(placed, others, placed["radius"] + placed["uncertainty"])
    here, there = placed[pairs["home"]], others[pairs["place"]]
    apart = (here["easting"] - there["easting"]).pow(2) + (here["northing"] - there["northing"]).pow(2)
    reach = here["radius"] + here["uncertainty"] + there["uncertainty"]
    near = pl.DataFrame({"row": pairs["home"], "other": there["other"]}).filter(apart <= reach.pow(2))
    return near.group_by("row").agg(pl.col("other").n_unique().alias("people_within"))
