"""What category rests on: notification requirements, qualifying sentences, and what of them runs on the day."""

import polars as pl

from graph_schema.periods import MAX_DAY
from service.policy import Policy
from service.rules.steps.rows import together
from service.rules.world import STEPS, World

NOTIFICATION = ("sex_offender_notification", "notification_order")
_RESTING = ("licence", "hospital_order", "guardianship_order")
_CUSTODIAL = ("custody", "suspended_custody", "detention_and_training_order")
SUSPENDED = "suspended_custody"


def orders(world: World, people: pl.Series, *kinds: str) -> pl.DataFrame:
    """Return `subject`, `order_kind`, `since`, `until` of orders of these kinds that have begun, ended or not."""
    return world.word("order_history", people).filter(
        pl.col("order_kind").is_in(list(kinds)), pl.col("subject").is_in(people.implode())
    )


def running(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the orders, or other rows with `until`, that have not ended by the day."""
    return rows.filter(pl.col("until") > world.day)


def sentences(world: World, policy: Policy, people: pl.Series) -> pl.DataFrame:
    """Return sentences passed by the day with `qualifies` for category 2: true, false, or null where a fact decides."""
    told = world.word("sentencings", people).filter(
        pl.col("subject").is_in(people.implode()),
        pl.col("sentenced_on").is_null() | (pl.col("sentenced_on") <= world.day),
    )
    group, disposal = pl.col("offence_group"), pl.col("disposal")
    from_day = policy.day("category.coercive_control_from")
    is_coercive = (group == "coercive_control") & (pl.col("sentenced_on") >= from_day)
    is_listed = pl.col("is_schedule_15") | (group == "coercive_control") & is_coercive
    offence = pl.when(group.is_in(["murder", "sexual"])).then(pl.lit(value=True)).otherwise(is_listed)
    is_long = pl.col("is_indeterminate").fill_null(value=False) | (
        pl.col("months") >= policy.whole("category.qualifying_months")
    )
    term = pl.when(group == "murder").then(pl.lit(value=True)).otherwise(is_long)
    ordered = disposal.is_in(list(_RESTING))
    served = pl.when(disposal.is_in(list(_CUSTODIAL))).then(term).otherwise(ordered)
    return told.with_columns((offence & served).alias("qualifies"))


def resting(world: World, policy: Policy, people: pl.Series) -> pl.DataFrame:
    """Return `subject`, `until` of all that category 2 rests on: licences and orders, when each ends or ended.

    What never ends, an indeterminate sentence, has the last day there is.
    """
    passed = sentences(world, policy, people)
    licences = passed.drop_nulls("licence_ends_on").select("subject", pl.col("licence_ends_on").alias("until"), STEPS)
    inside = passed.filter(pl.col("release_on") > world.day).select(
        "subject", pl.col("release_on").alias("until"), STEPS
    )
    lasting = passed.filter("is_indeterminate").select("subject", pl.lit(MAX_DAY).alias("until"), STEPS)
    told = orders(world, people, *_RESTING).select("subject", "until", STEPS)
    return together(told, licences, inside, lasting)
