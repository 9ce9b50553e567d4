"""Orders and notification requirements: what is overdue, about to end, or without the person it is for."""

import polars as pl

from service.policy import Policy
from service.rules.steps.homes import victims_of
from service.rules.steps.risks import GROUPS, MEDIUM, risk_to
from service.rules.steps.rows import found, in_cases, meet, threshold, together, unknown
from service.rules.world import STEPS, World

_RENEWAL = "order.renewal_days"
_RENEWABLE = (
    "licence",
    "restraining_order",
    "sexual_harm_prevention_order",
    "sexual_offences_prevention_order",
    "violent_offender_order",
)
_WITHOUT_CONDITIONS = (
    "sex_offender_notification",
    "notification_order",
    "foreign_travel_order",
    "hospital_order",
    "guardianship_order",
    "terrorism_notification",
    "other",
)
"""Kinds of order that do not keep somebody from a victim."""


def overdue_notification(world: World, policy: Policy, notifications: pl.DataFrame) -> pl.DataFrame:
    """ORD-01: a notification not made by its day, and none of its kind since."""
    made = notifications.filter(pl.col("made_on") <= world.day).select(
        "subject", "duty", pl.col("made_on").alias("made_since")
    )
    unmade = notifications.filter(
        pl.col("due_on") < world.day, pl.col("made_on").is_null() | (pl.col("made_on") > world.day)
    )
    since = unmade.join(made, on=["subject", "duty"]).filter(pl.col("made_since") >= pl.col("due_on"))
    missed = unmade.join(since, on="notification", how="anti").with_columns(
        (pl.lit(world.day) - pl.col("due_on")).dt.total_days().alias("days_overdue")
    )
    return found(in_cases(world, missed.drop("made_on")), "high")


def ends_undecided(world: World, policy: Policy, orders: pl.DataFrame) -> pl.DataFrame:
    """ORD-02: an order about to end, a risk that is live, and no decision on renewing it."""
    days = (pl.col("until") - pl.lit(world.day)).dt.total_days()
    decided = (pl.col("renewal_decision_on") <= world.day).fill_null(value=False)
    rows = in_cases(world, orders.filter(pl.col("order_kind").is_in(list(_RENEWABLE)), ~decided))
    ending = rows.filter(days > 0, days <= threshold(policy, _RENEWAL)).rename({"until": "ends_on"}).drop(
        "renewal_decision_on"
    )  # fmt: skip
    risk = risk_to(world, *GROUPS)
    live = risk.filter(pl.col("risk") >= MEDIUM).select("subject", "risk_of_harm", "group", STEPS)
    return together(
        found(meet(ending, live, "subject"), "medium"),
        unknown(ending.join(risk, on="subject", how="anti"), "medium", "risk"),
    )


def nobody_linked(world: World, policy: Policy, conditions: pl.DataFrame) -> pl.DataFrame:
    """ORD-03: a condition without the person, the zone or the address it is about, or a victim without a condition."""
    bound = in_cases(world, conditions.rename({"kind": "condition_kind"}).drop("site_kind"))
    protections = world.word("protections", bound["condition"])
    links = {
        ("no_contact", "non_association"): ("protected_person", protections),
        ("exclusion_zone", "restriction_zone"): ("zone", world.word("zones", bound["condition"])),
        ("named_premises",): ("address", world.word("premises", bound["condition"])),
    }
    unlinked = [
        bound.filter(pl.col("condition_kind").is_in(list(kinds)))
        .join(known, on="condition", how="anti")
        .with_columns(pl.lit(lacks).alias("lacks"))
        for kinds, (lacks, known) in links.items()
    ]
    return together(*(found(rows, "medium") for rows in unlinked), found(_unprotected(world, protections), "medium"))


def _unprotected(world: World, protections: pl.DataFrame) -> pl.DataFrame:
    """Return current victims of nominals bound by an order that could protect them, whom no condition protects."""
    orders = world.word("orders", world.subjects).filter(~pl.col("order_kind").is_in(list(_WITHOUT_CONDITIONS)))
    current = victims_of(world, world.word("victims", orders["subject"])).filter("is_current").drop("is_current")
    bound = in_cases(world, orders.select("subject", STEPS))
    victims = world.living(meet(bound, current, "subject"), "party")
    conditions = world.word("conditions", world.subjects).select("subject", "condition")
    protected = conditions.join(protections.select("condition", "party"), on="condition").select("subject", "party")
    return victims.join(protected, on=["subject", "party"], how="anti").with_columns(pl.lit("condition").alias("lacks"))
