"""Whether the agency that leads a case is the one that should."""

import polars as pl

from service.policy import Policy
from service.rules.steps.ages import childhood
from service.rules.steps.categories import in_category
from service.rules.steps.qualifying import orders, running
from service.rules.steps.rows import found, meet, nothing, together, unknown
from service.rules.steps.standing import standings
from service.rules.world import STEPS, World

_TOLD = ("subject", "case", "area", "since", STEPS)


def four_led_elsewhere(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C13: a discretionary case of category 4 that neither police nor probation lead."""
    rows = in_category(world, 4).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    notified = running(world, orders(world, rows["subject"], "terrorism_notification"))
    sentenced = world.word("sentencings", rows["subject"]).filter(pl.col("offence_group") == "terrorism")
    automatic = pl.concat([notified["subject"], sentenced["subject"]])
    return _led_elsewhere(world, rows.filter(~pl.col("subject").is_in(automatic.implode())), "police", "probation")


def child_led_elsewhere(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C15: a nominal who is a child, and youth justice does not lead."""
    rows = standings(world).select(*_TOLD)
    ages = childhood(world, policy, rows["subject"]).filter(pl.col("age_status") != "adult")
    led = _led_elsewhere(world, meet(rows, ages, "subject", "person"), "youth_justice")
    is_child = pl.col("age_status") == "child"
    aged = unknown(led.filter(~is_child).drop("outcome", "severity", "missing"), "high", "age")
    return together(led.filter(is_child), aged).drop("age_status")


def _led_elsewhere(world: World, rows: pl.DataFrame, *kinds: str) -> pl.DataFrame:
    """Return the cases that no agency of these kinds leads; without a lead of known kind it could not be checked."""
    leads = world.word("leads", rows["case"]).select("case", "since", "agency", STEPS)
    agencies = world.word("agencies", leads["agency"]).select("agency", pl.col("kind").alias("led_by"))
    told = leads.join(agencies.unique("agency"), on="agency").drop_nulls("led_by")
    right = told.filter(pl.col("led_by").is_in(list(kinds)))
    wrong = rows.join(right, on=["case", "since"], how="anti")
    known = wrong.join(told.rename({STEPS: "more"}), on=["case", "since"]).with_columns(
        pl.concat_list(STEPS, "more").alias(STEPS)
    )
    silent = wrong.join(told, on=["case", "since"], how="anti")
    return together(found(known.drop("more"), "high"), unknown(silent, "high", "lead")).drop("since")
