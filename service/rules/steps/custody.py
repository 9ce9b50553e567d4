"""Who is in custody on the day."""

import polars as pl

from graph_schema.periods import MIN_DAY
from service.rules.steps.rows import together
from service.rules.world import STEPS, World


def in_custody(world: World, people: pl.Series) -> pl.DataFrame:
    """Return `subject` of those of `people` in custody, and what that rests on: a row for each thing that says so.

    A home in a prison says so; so do a recall, a remand and a custodial sentence that has not let them out, unless a
    release is newer.
    """
    events = world.word("custody_events", people)
    terms = world.word("custody_terms", people).filter(
        pl.col("sentenced_on").is_null() | (pl.col("sentenced_on") <= world.day)
    )
    taken = together(
        events.filter(pl.col("kind") != "release").select("person", pl.col("happened_on").alias("taken_on"), STEPS),
        terms.select("person", pl.col("sentenced_on").fill_null(MIN_DAY).alias("taken_on"), STEPS),
    )
    released = events.filter(pl.col("kind") == "release")
    newest = released.group_by("person").agg(pl.col("happened_on").max().alias("released_on"))
    held = taken.join(newest, on="person", how="left").filter(
        pl.col("released_on").is_null() | (pl.col("taken_on") >= pl.col("released_on"))
    )
    inside = together(held.select("person", STEPS), _living_in_prison(world, people))
    return inside.rename({"person": "subject"}).filter(pl.col("subject").is_in(people.implode()))


def _living_in_prison(world: World, people: pl.Series) -> pl.DataFrame:
    homes = world.word("homes", people).filter(pl.col("kind") != "proposed", pl.col("person").is_in(people.implode()))
    prisons = world.locations(homes["address"]).filter(pl.col("kind_of_place") == "prison")
    return homes.join(prisons, on="address", how="semi").select("person", STEPS)
