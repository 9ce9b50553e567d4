"""Whether a nominal presents a risk to children, and whether one lives with a child."""

import polars as pl

from service.policy import Policy
from service.rules.steps.ages import childhood
from service.rules.steps.rows import found, in_cases, meet, meet_on, nothing, together, unknown
from service.rules.world import STEPS, World

_RANKS = {"low": 0, "medium": 1, "high": 2, "very_high": 3}
MEDIUM, HIGH = _RANKS["medium"], _RANKS["high"]


def newest_risk(assessments: pl.DataFrame) -> pl.DataFrame:
    """Return `subject`, `risk` (0 low to 3 very high): of the newest assessments with a value, the worst."""
    valued = assessments.drop_nulls("children").with_columns(
        pl.col("children").replace_strict(_RANKS, default=None, return_dtype=pl.Int64).alias("risk")
    )
    newest = valued.filter(pl.col("assessed_on") == pl.col("assessed_on").max().over("subject"))
    worst = newest.filter(pl.col("risk") == pl.col("risk").max().over("subject"))
    return worst.select("subject", "risk", "children", STEPS)


def living_with_a_child(world: World, policy: Policy, assessments: pl.DataFrame) -> pl.DataFrame:
    """ACC-06: at home with a child, with a risk to children of medium or above or a condition against it."""
    at_risk = newest_risk(assessments).filter(pl.col("risk") >= MEDIUM)
    bound = world.word("conditions", world.subjects).filter(pl.col("kind") == "no_residence_with_children")
    dangerous = together(
        at_risk.select("subject", pl.col("children").alias("risk_to_children"), STEPS),
        bound.select("subject", "condition", STEPS).drop("condition"),
    )
    if dangerous.is_empty():
        return nothing()
    rows = shared_homes(world, in_cases(world, dangerous))
    ages = childhood(world, policy, rows["party"])
    aged = meet(rows, ages, "party", "person")
    return together(
        found(aged.filter(pl.col("age_status") == "child"), "critical"),
        unknown(aged.filter(pl.col("age_status") == "unknown"), "critical", "age"),
    )


def shared_homes(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows of `subject` beside every other living person, `party`, with a home at an address of theirs."""
    own = world.homes(rows["subject"]).select(
        pl.col("person").alias("subject"), "address", "is_proposed", pl.col("since").alias("own_since"), STEPS
    )
    at_home = meet(rows, own, "subject")
    beside = world.residents(at_home["address"].unique()).select(
        pl.col("person").alias("party"),
        "address",
        pl.col("is_proposed").alias("other_is_proposed"),
        pl.col("since").alias("other_since"),
        STEPS,
    )
    shared = meet_on(at_home, beside, ["address"]).filter(pl.col("party") != pl.col("subject"))
    return world.living(shared, "party")
