"""What one agency says is so and another says has ended."""

import polars as pl

from service.policy import Policy
from service.rules.steps.homes import victims_of
from service.rules.steps.rows import found, in_cases, meet, meet_on, subjects, together
from service.rules.world import STEPS, World

_SYMMETRIC = ["partner_of", "non_associate_of", "in_contact_with"]


def agencies_disagree(world: World, policy: Policy, homes: pl.DataFrame) -> pl.DataFrame:
    """DQ-03: a home of a nominal or a victim, or a tie, that by one agency holds and by another has ended."""
    none = pl.lit(None, pl.String)
    own = subjects(world).with_columns(pl.col("subject").alias("who"), none.alias("party"), none.alias("role"))
    victims = victims_of(world, world.word("victims", world.subjects)).filter("is_current")
    theirs = world.living(victims, "party").with_columns(pl.col("party").alias("who"))
    people = together(own, theirs).select("subject", "who", "party", "role", STEPS)
    told = world.word("told_homes", people["who"]).rename({"person": "who"}).drop("kind")
    lived = meet(people, _contradicted(world, told, ["who", "address"]), "who")
    every = together(in_cases(world, lived.drop("who")), in_cases(world, _ties(world)))
    return found(every, "low")


def _ties(world: World) -> pl.DataFrame:
    out = world.word("told_ties_out", world.subjects)
    into = out if world.cases is None else world.word("told_ties_in", world.subjects)
    seen = together(_from(out, "start", "stop"), _from(into, "stop", "start"))
    told = seen.filter(pl.col("subject").is_in(world.subjects.implode()), pl.col("subject") != pl.col("party"))
    ended = _contradicted(world, told, ["subject", "party", "tie"])
    return world.living(ended, "party").with_columns(pl.lit("tied").alias("role"))


def _from(ties: pl.DataFrame, near: str, far: str) -> pl.DataFrame:
    """Return ties seen from one end, `tie` telling apart those that do not say the same in either direction."""
    way = pl.when(pl.col("kind").is_in(_SYMMETRIC)).then(pl.lit("")).otherwise(pl.lit(f" {near}"))
    return ties.select(
        pl.col(near).alias("subject"),
        pl.col(far).alias("party"),
        (pl.col("kind") + way).alias("tie"),
        "agency",
        "since",
        "until",
        STEPS,
    )


def _contradicted(world: World, told: pl.DataFrame, thing: list[str]) -> pl.DataFrame:
    """Return what one agency says holds and another says has ended: `held_by`, `ended_by`, `ended_on`."""
    holds = pl.col("until") > world.day
    held = told.filter(holds).select(
        *thing, pl.col("agency").alias("held_by"), pl.col("since").alias("held_since"), STEPS
    )
    still = told.filter(holds).select(*thing, "agency").unique()
    ended = told.filter(~holds).join(still, on=[*thing, "agency"], how="anti")
    newest = ended.filter(pl.col("until") == pl.col("until").max().over(*thing, "agency"))
    gone = newest.select(*thing, pl.col("agency").alias("ended_by"), pl.col("until").alias("ended_on"), STEPS)
    both = meet_on(held, gone, thing)
    return both.filter(pl.col("ended_on") > pl.col("held_since"), pl.col("ended_by") != pl.col("held_by")).drop(
        "held_since"
    )
