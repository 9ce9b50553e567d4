"""Who is a child on the day."""

import polars as pl

from graph_schema.ages import born_by
from service.policy import Policy
from service.rules.world import STEPS, World


def childhood(world: World, policy: Policy, people: pl.Series) -> pl.DataFrame:
    """Return `person`, `age_status` (child, adult or unknown) and what it rests on, one row or more for each person.

    The date of birth decides, or an age recorded on a day where it leaves no doubt; else a child's role in an open
    MARAC case or a child's plan makes a child.
    """
    asked = people.unique().drop_nulls().alias("person").to_frame()
    cutoff = born_by(world.day, policy.whole("child.age_years"))
    known = asked.join(world.details(asked["person"]), on="person", how="left")
    aged = known.with_columns(
        pl.when(pl.col("born_from") > cutoff).then(pl.lit("child"))
        .when(pl.col("born_to") <= cutoff).then(pl.lit("adult"))
        .otherwise(pl.lit("unknown")).alias("age_status"),
        pl.col(STEPS).fill_null([]),
    ).select("person", "age_status", STEPS)  # fmt: skip
    doubtful = aged.filter(pl.col("age_status") == "unknown")
    if doubtful.is_empty():
        return aged
    taken = _taken_for_children(world, doubtful["person"])
    children = doubtful.join(taken.rename({STEPS: "more"}), on="person").select(
        "person", pl.lit("child").alias("age_status"), pl.concat_list(STEPS, "more").alias(STEPS)
    )
    return pl.concat([aged.join(children, on="person", how="anti"), children])


def _taken_for_children(world: World, people: pl.Series) -> pl.DataFrame:
    roles = world.word("roles", people).filter(pl.col("role") == "child")
    open_ = world.open_maracs(roles["marac"]).select("marac")
    named = roles.join(open_, on="marac", how="semi").select("person", STEPS)
    planned = world.word("plans", people).select("person", STEPS)
    return pl.concat([named, planned])
