"""Victims who moved to where the nominal is, zones drawn anew, and whether anybody reviewed them since."""

import polars as pl

from service.policy import Policy
from service.rules.steps.homes import victims_of
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together, unknown
from service.rules.steps.zones import zones_of
from service.rules.world import STEPS, World

_MOVED = "victim.moved_days"


def zone_not_reviewed(world: World, policy: Policy, conditions: pl.DataFrame) -> pl.DataFrame:
    """VIC-03: a current victim moved to where the nominal is, or a zone was drawn anew, and no zone was reviewed."""
    moved = _moved(world, policy)
    if moved.is_empty() and conditions.is_empty():
        return nothing()
    protections = world.word("protections", conditions["condition"])
    reviews = conditions.join(protections.select("condition", "party"), on="condition").filter(
        pl.col("reviewed_on") <= world.day
    )
    reviewed = moved.join(reviews.select("subject", "party", "reviewed_on"), on=["subject", "party"]).filter(
        pl.col("reviewed_on") >= pl.col("changed_on")
    )
    silent = moved.join(reviewed, on=["case", "party", "address"], how="anti")
    near = _areas_of_nominals(world, silent)
    here = silent.join(near, left_on=["case", "victim_area"], right_on=["case", "near_area"], how="semi")
    elsewhere = silent.join(near, left_on=["case", "victim_area"], right_on=["case", "near_area"], how="anti")
    # Where the victim moved to another area than any known one of the nominal's, one that is not known would decide.
    unclear = elsewhere.filter(pl.col("victim_area").is_null() | pl.col("case").is_in(_unplaced(world, silent)))
    return together(
        found(here, "high"),
        unknown(unclear, "high", "area"),
        found(_drawn_anew(world, policy, conditions, protections), "high"),
    ).drop("victim_area", "address", strict=False)


def _moved(world: World, policy: Policy) -> pl.DataFrame:
    """Return living current victims beside each home they moved to in the days that count, with its area."""
    current = victims_of(world, world.word("victims", world.subjects)).filter("is_current")
    victims = world.living(in_cases(world, current), "party")
    homes = world.homes(victims["party"]).filter(~pl.col("is_proposed"))
    # Told by several, the earliest start counts; a blank one is long ago.
    lived = homes.with_columns(pl.col("since").min().over("person", "address").alias("changed_on"))
    rows = meet(victims, lived.select("person", "address", "changed_on", STEPS), "party", "person")
    areas = world.locations(rows["address"]).select("address", pl.col("area").alias("victim_area"))
    return rows.filter(_is_recent(world, policy)).join(areas, on="address", how="left").with_columns(
        pl.lit("victim_moved").alias("basis")
    )  # fmt: skip


def _is_recent(world: World, policy: Policy) -> pl.Expr:
    days = (pl.lit(world.day) - pl.col("changed_on")).dt.total_days()
    return (days >= 0) & (days <= threshold(policy, _MOVED))


def _areas_of_nominals(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return `case`, `near_area`: the area of the case, and those where its nominal has a home."""
    cases = rows.select("subject", "case", "area").unique()
    homes = world.homes(cases["subject"]).select(pl.col("person").alias("subject"), "address")
    areas = world.locations(homes["address"]).select("address", pl.col("area").alias("near_area"))
    at_home = cases.join(homes, on="subject").join(areas, on="address").drop_nulls("near_area")
    own = cases.select("case", pl.col("area").alias("near_area"))
    return pl.concat([own, at_home.select("case", "near_area")]).unique()


def _unplaced(world: World, rows: pl.DataFrame) -> list[str]:
    """Return the cases of which the nominal has a home of unknown area."""
    homes = world.homes(rows["subject"]).select(pl.col("person").alias("subject"), "address")
    areas = world.locations(homes["address"]).filter(pl.col("area").is_not_null()).select("address")
    nowhere = homes.join(areas, on="address", how="anti")
    return rows.join(nowhere, on="subject", how="semi")["case"].unique().to_list()


def _drawn_anew(world: World, policy: Policy, conditions: pl.DataFrame, protections: pl.DataFrame) -> pl.DataFrame:
    """Return the zones of orders older than their drawing, drawn in the days that count and not reviewed since."""
    drawn = world.word("zones", conditions["condition"]).select(
        "condition", "zone", pl.col("since").alias("changed_on")
    )
    holding = zones_of(world, conditions["condition"]).drop("geometry")
    rows = in_cases(world, meet(conditions, holding, "condition")).join(drawn, on=["condition", "zone"])
    changed = rows.filter(
        _is_recent(world, policy),
        pl.col("changed_on") > pl.col("bound_since"),
        pl.col("reviewed_on").is_null()
        | (pl.col("reviewed_on") < pl.col("changed_on"))
        | (pl.col("reviewed_on") > world.day),
    )
    named = meet(changed, protections, "condition")
    for_nobody = changed.join(named, on="condition", how="anti")
    told = together(world.living(named, "party").with_columns(pl.lit("protected_person").alias("role")), for_nobody)
    return told.with_columns(pl.lit("zone_changed").alias("basis")).drop(
        "condition", "zone", "bound_since", "reviewed_on"
    )
