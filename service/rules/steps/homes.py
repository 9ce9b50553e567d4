"""Homes near homes: of victims, of those around them, of people a nominal is tied to."""

import polars as pl

from service.policy import Policy
from service.rules.steps.measuring import measure, within
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together, unknown
from service.rules.world import STEPS, World

_RADIUS = "accommodation.own_victim.radius_m"
_NEAR = "accommodation.own_victim.near_m"
_TIED = "accommodation.tied_person.radius_m"


def in_the_same_building(world: World, policy: Policy, victims: pl.DataFrame) -> pl.DataFrame:
    """ACC-02: a home of the nominal and a home of a current or past victim in one building."""
    everyone = of_victims(world, victims)
    if everyone.is_empty():
        return nothing()
    pairs = victim_pairs(world, everyone)
    return found(pairs.filter("same_building"), "critical")


def near_a_current_victim(world: World, policy: Policy, victims: pl.DataFrame) -> pl.DataFrame:
    """ACC-03: a home of the nominal within the radius of a home of a current victim."""
    everyone = of_victims(world, victims)
    current = everyone.filter(pl.col("is_current"))
    if current.is_empty():
        return nothing()
    homeless = current.join(world.homes(current["party"]), left_on="party", right_on="person", how="anti")
    pairs = victim_pairs(world, everyone).filter(pl.col("is_current"), ~pl.col("same_building"))
    near = pl.when(within(threshold(policy, _NEAR))).then(pl.lit("high")).otherwise(pl.lit("medium"))
    return together(
        found(pairs.filter(within(threshold(policy, _RADIUS))), near),
        unknown(pairs.filter("is_unknown"), "high", "position"),
        unknown(homeless, "high", "home"),
    )


def near_those_around_a_victim(world: World, policy: Policy, victims: pl.DataFrame) -> pl.DataFrame:
    """ACC-04: near a past victim's home, where a current victim works or goes, or a home of a victim's relative."""
    everyone = of_victims(world, victims)
    if everyone.is_empty():
        return nothing()
    past, current = everyone.filter(~pl.col("is_current")), everyone.filter("is_current")
    haunts = world.word("haunts", current["party"]).select(
        "person", pl.col("address").alias("other_address"), pl.lit("victim_place").alias("kind"), STEPS
    )
    places = together(
        _homes_of(world, past, "party", "past_victim_home"),
        meet(current, haunts, "party", "person"),
        _homes_of(world, _relatives(world, current), "relative", "relative_home"),
    )
    pairs = measure(world, _with_own_homes(world, places))
    reported = near_a_current_victim(world, policy, victims).drop_nulls("other_address")
    shared = in_the_same_building(world, policy, victims)
    pair = ["subject", "case", "address", "other_address"]
    told = pl.concat([reported.select(pair), shared.select(pair)]).unique()
    pairs = pairs.join(told, on=pair, how="anti")
    return together(
        found(pairs.filter(within(threshold(policy, _RADIUS))), "medium"),
        unknown(pairs.filter("is_unknown"), "medium", "position"),
    )


def near_a_tied_person(world: World, policy: Policy, subjects: pl.DataFrame) -> pl.DataFrame:
    """ACC-07: a home in the building of, or near, somebody the nominal must not associate or stood trial with."""
    ties = tied(world)
    if ties.is_empty():
        return nothing()
    pairs = measure(world, _beside_homes(world, ties))
    return together(
        found(pairs.filter(within(threshold(policy, _TIED))), "high"),
        unknown(pairs.filter("is_unknown"), "high", "position"),
    )


def tied(world: World) -> pl.DataFrame:
    """Return the living people nominals must not associate with or were tried with, as `party`."""
    ties = world.ties(world.subjects, "non_associate_of", "co_defendant_of")
    rows = ties.select(pl.col("person").alias("subject"), pl.col("other").alias("party"), STEPS)
    return world.living(in_cases(world, rows.with_columns(pl.lit("associate").alias("role"))), "party")


def of_victims(world: World, victims: pl.DataFrame) -> pl.DataFrame:
    """Return each nominal's living victims as `party`, with whether they are one still."""
    return world.keep(
        ("of_victims",), (victims,), lambda: world.living(in_cases(world, victims_of(world, victims)), "party")
    )


def victim_pairs(world: World, everyone: pl.DataFrame) -> pl.DataFrame:
    """Return every home of a nominal beside every home of a victim, measured."""
    return world.keep(("victim_pairs",), (everyone,), lambda: measure(world, _beside_homes(world, everyone)))


def victims_of(world: World, victims: pl.DataFrame) -> pl.DataFrame:
    """Return `subject`, `party`, `is_current` of victims; one who is a current one is not a past one too."""
    others = victims.filter(pl.col("victim") != pl.col("subject"))
    holds = (pl.col("since") <= world.day) & (world.day < pl.col("until"))
    told = others.with_columns(holds.alias("is_current"))
    current = told.filter("is_current")
    past = told.filter(~pl.col("is_current")).join(current, on=["subject", "victim"], how="anti")
    return pl.concat([current, past]).select(
        "subject", pl.col("victim").alias("party"), pl.lit("victim").alias("role"), "is_current", STEPS
    )


def _relatives(world: World, current: pl.DataFrame) -> pl.DataFrame:
    ties = world.ties(current["party"], "parent_of", "sibling_of", "relative_of")
    around = ties.select("person", pl.col("other").alias("relative"), STEPS)
    rows = meet(current, around, "party", "person").filter(pl.col("relative") != pl.col("subject"))
    return world.living(rows, "relative")


def _homes_of(world: World, rows: pl.DataFrame, person: str, kind: str) -> pl.DataFrame:
    homes = world.homes(rows[person]).select(
        "person",
        pl.col("address").alias("other_address"),
        pl.col("is_proposed").alias("other_is_proposed"),
        pl.lit(kind).alias("kind"),
        STEPS,
    )
    return meet(rows, homes, person, "person")


def _with_own_homes(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    own = world.homes(rows["subject"]).select(pl.col("person").alias("subject"), "address", "is_proposed", STEPS)
    return meet(rows, own, "subject")


def _beside_homes(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    return _with_own_homes(world, _homes_of(world, rows, "party", "home"))
