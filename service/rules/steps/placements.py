"""Arranged accommodation: whether it takes the nominal, who approved it, and what comes after it."""

import polars as pl

from service.policy import Policy
from service.rules.steps.rows import found, in_cases, meet, meet_on, nothing, threshold, together, unknown
from service.rules.world import STEPS, World

_MOVE_ON = "accommodation.move_on_days"
_NIGHTS = "accommodation.cas3.max_nights"
_FOR_A_TIME = ("cas1", "cas2", "cas3")


def excluded_by_the_premises(world: World, policy: Policy, homes: pl.DataFrame) -> pl.DataFrame:
    """ACC-09: a home at premises that do not take people with an offence of the nominal's."""
    own = world.homes(world.subjects).select(pl.col("person").alias("subject"), "address", "is_proposed", STEPS)
    offers = world.word("offers", own["address"]).drop_nulls("excludes")
    if offers.is_empty():
        return nothing()
    excluding = meet(in_cases(world, own), offers, "address").with_columns(
        pl.col("excludes").str.split(";").alias("offence_group")
    )
    convicted = convictions(world).select("subject", "offence_group", STEPS)
    named = excluding.explode("offence_group").drop("excludes")
    never = excluding.drop("excludes", "offence_group").join(convicted, on="subject", how="anti")
    return together(
        found(meet_on(named, convicted, ["subject", "offence_group"]), "medium"), unknown(never, "medium", "offence")
    )


def convictions(world: World) -> pl.DataFrame:
    """Return the sentences of nominals passed by the day; one without its day counts."""
    return world.word("convictions", world.subjects).filter(
        pl.col("sentenced_on").is_null() | (pl.col("sentenced_on") <= world.day)
    )


def ends_without_a_move(world: World, policy: Policy, stays: pl.DataFrame) -> pl.DataFrame:
    """ACC-12: a placement near its end, or past its longest, and nowhere to move on to."""
    rows = in_cases(world, stays.filter(_is_not_refused()))
    if rows.is_empty():
        return nothing()
    begun = rows.filter(pl.col("starts_on").is_null() | (pl.col("starts_on") <= world.day))
    limit = pl.col("starts_on") + pl.duration(days=threshold(policy, _NIGHTS))
    dated = begun.with_columns(
        pl.when(pl.col("scheme") == "cas3").then(limit.cast(pl.Date)).alias("nights_end_on")
    ).with_columns(pl.min_horizontal("ends_on", "nights_end_on").alias("end"))
    stuck = _without_a_move(world, dated)
    days_left = (pl.col("end") - pl.lit(world.day)).dt.total_days()
    is_near = (days_left >= 0) & (days_left <= threshold(policy, _MOVE_ON))
    is_open = pl.col("ends_on").is_null()
    is_past = (pl.col("nights_end_on") < world.day) & (is_open | (pl.col("ends_on") >= world.day))
    staying = _still_there(world, stuck)
    past = stuck.filter(is_past)
    overrun = together(past.filter(~is_open), past.filter(is_open).join(staying, on=["subject", "address"], how="semi"))
    endless = staying.filter(pl.col("end").is_null(), pl.col("scheme").is_in(list(_FOR_A_TIME)))
    return together(
        found(together(stuck.filter(is_near), overrun), "medium"), unknown(endless, "medium", "placement_end")
    ).drop("referred_on", "starts_on", "approvals", "decision", "decided_on", "end", strict=False)


def _is_not_refused() -> pl.Expr:
    return pl.col("decision").is_null() | (pl.col("decision") != "refused")


def _without_a_move(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    moves = world.word("move_ons", rows["placement"])
    proposed = world.homes(rows["subject"]).filter("is_proposed").select(
        pl.col("person").alias("subject"), pl.col("address").alias("next_address")
    )  # fmt: skip
    elsewhere = rows.join(proposed, on="subject").filter(pl.col("next_address") != pl.col("address"))
    return rows.join(moves, on="placement", how="anti").join(elsewhere, on=["case", "placement"], how="anti")


def _still_there(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose subject has a home, not proposed, at the address."""
    homes = world.homes(rows["subject"]).filter(~pl.col("is_proposed")).select(
        pl.col("person").alias("subject"), "address"
    )  # fmt: skip
    return rows.join(homes, on=["subject", "address"], how="semi")
