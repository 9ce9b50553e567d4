"""Whether anybody has looked at where a nominal lives, and whether it was decided on."""

import polars as pl

from service.policy import Policy
from service.rules.steps.rows import found, in_cases, threshold
from service.rules.world import STEPS, World

_MAX_AGE = "accommodation.verification.max_age_days"
_ARRANGED_KINDS = ("approved_premises", "cas2", "cas3")
_ARRANGED_SCHEMES = ("cas1", "cas2", "cas3", "local_authority", "social_landlord")


def not_verified(world: World, policy: Policy, homes: pl.DataFrame) -> pl.DataFrame:
    """ACC-13: a home not verified for too long, or arranged accommodation without a decision on it."""
    lived = world.word("homes", world.subjects).filter(pl.col("kind") != "proposed")
    rows = in_cases(world, lived.select(pl.col("person").alias("subject"), "address", "since", "verified_on", STEPS))
    home = ["case", "address"]
    told = rows.with_columns(
        pl.col("since").min().over(home).alias("since"),
        pl.when(pl.col("verified_on") <= world.day).then("verified_on").max().over(home).alias("verified_on"),
    )
    age = (pl.lit(world.day) - pl.coalesce("verified_on", "since")).dt.total_days()
    arranged = _arranged(world, told["address"])
    undecided = told.join(arranged, on="address", how="semi").join(
        _decided(world), on=["subject", "address"], how="anti"
    )
    marked = told.join(
        undecided.select("subject", "address", pl.lit("decision").alias("undecided")).unique(),
        on=["subject", "address"],
        how="left",
    ).with_columns(pl.when(age > threshold(policy, _MAX_AGE)).then(pl.lit("verification")).alias("unverified"))
    lacks = pl.concat_str("unverified", "undecided", separator=", ", ignore_nulls=True)
    lacking = marked.with_columns(lacks.alias("lacks")).filter(pl.col("lacks") != "")
    return found(lacking.drop("since", "unverified", "undecided"), "medium")


def _arranged(world: World, addresses: pl.Series) -> pl.DataFrame:
    """Return the addresses at which people are placed: by what they are, or by who offers them."""
    kinds = world.locations(addresses).filter(pl.col("kind_of_place").is_in(list(_ARRANGED_KINDS)))
    offers = world.word("offers", addresses).filter(pl.col("scheme").is_in(list(_ARRANGED_SCHEMES)))
    return pl.concat([kinds.select("address"), offers.select("address")]).unique()


def _decided(world: World) -> pl.DataFrame:
    return world.word("stays", world.subjects).filter(
        pl.col("decision").is_in(["clear", "conditional"]),
        pl.col("decided_on").is_null() | (pl.col("decided_on") <= world.day),
    ).select("subject", "address")  # fmt: skip
