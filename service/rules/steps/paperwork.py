"""What waits to be done: actions that meetings set, and referrals."""

import polars as pl

from service.policy import Policy
from service.rules.steps.calendar import working_days
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together
from service.rules.world import STEPS, World

_DECISION = "referral.decision_working_days"


def overdue_actions(world: World, policy: Policy, actions: pl.DataFrame) -> pl.DataFrame:
    """MTG-05: an action that was due before the day and is not closed."""
    rows = meet(world.nominals.select("subject", "case", "area", STEPS), actions, "case")
    if rows.is_empty():
        return nothing()
    concerned = world.living(world.word("concerns", rows["action"]), "party")
    protecting = meet(rows, concerned, "action").with_columns(pl.lit("protected").alias("role"))
    others = rows.join(concerned, on="action", how="anti").with_columns(
        pl.lit(None, pl.String).alias("party"), pl.lit(None, pl.String).alias("role")
    )
    every = together(protecting, others)
    owners = together(world.word("action_agencies", every["action"]), world.word("action_workers", every["action"]))
    owned = meet(every, owners.select("action", STEPS), "action")
    is_high = pl.col("party").is_not_null() | (pl.col("pillar") == "victim_safety").fill_null(value=False)
    severity = pl.when(is_high).then(pl.lit("high")).otherwise(pl.lit("medium"))
    return found(together(every, owned), severity)


def undecided(world: World, policy: Policy, referrals: pl.DataFrame) -> pl.DataFrame:
    """MTG-02: a referral that has waited longer for a decision than allowed."""
    waiting = world.living(referrals, "subject")
    if waiting.is_empty():
        return nothing()
    counted = waiting.with_columns(working_days(waiting["received_on"], world.day).alias("working_days_waiting"))
    nowhere = [pl.lit(None, pl.String).alias(name) for name in ("case", "area")]
    others = counted.join(world.nominals, on="subject", how="anti").with_columns(nowhere)
    made = meet(others, world.word("referrers", others["referral"]), "referral")
    working = meet(made, world.word("working_areas", made["referrer"]), "referrer")
    placed = working.with_columns(pl.col("own_area").alias("area")).drop("own_area")
    unplaced = together(made.join(placed, on="referral", how="anti"), others.join(made, on="referral", how="anti"))
    rows = together(in_cases(world, counted), together(placed, unplaced).drop("referrer"))
    return found(rows.filter(pl.col("working_days_waiting") > threshold(policy, _DECISION)), "high")
