"""Contact that a condition forbids, and stays with a child that nobody was told of."""

import polars as pl

from service.policy import Policy
from service.rules.steps.ages import childhood
from service.rules.steps.dangers import shared_homes
from service.rules.steps.homes import victims_of
from service.rules.steps.rows import found, in_cases, meet, meet_on, nothing, threshold, together, unknown
from service.rules.world import STEPS, World

_NOTIFIED_WITHIN = "child.household_notification_days"
_REGISTERED = ("sex_offender_notification", "notification_order")
_PAIR = ["subject", "party"]


def contact_despite_an_order(world: World, policy: Policy, conditions: pl.DataFrame) -> pl.DataFrame:
    """VIC-02: contact, a partnership or a visit with somebody whom a no-contact condition protects."""
    if conditions.is_empty():
        return nothing()
    bound = in_cases(world, conditions)
    protections = world.word("protections", bound["condition"])
    named = meet(bound, protections, "condition").filter(pl.col("party") != pl.col("subject"))
    protected = world.living(named, "party").with_columns(pl.lit("protected_person").alias("role"))
    for_nobody = bound.join(protections, on="condition", how="anti")
    victims = victims_of(world, world.word("victims", for_nobody["subject"])).select("subject", "party", STEPS)
    # Of a condition that names nobody, whoever was harmed is the one it most likely protects.
    perhaps = world.living(meet(for_nobody, victims, "subject"), "party").with_columns(pl.lit("victim").alias("role"))
    contacts = _contacts(world, pl.concat([protected["party"], perhaps["party"]]))
    return together(
        found(meet_on(protected, contacts, _PAIR), "critical"),
        unknown(meet_on(perhaps, contacts, _PAIR), "critical", "protected_person"),
    ).drop("condition")


def _contacts(world: World, others: pl.Series) -> pl.DataFrame:
    """Return `subject`, `party`, `contact` of nominals and whomever they are in contact with, in whatever way."""
    ties = world.ties(world.subjects, "in_contact_with", "partner_of").filter(
        pl.col("contact_kind").is_null() | (pl.col("contact_kind") != "none")
    )
    told = ties.select(
        pl.col("person").alias("subject"),
        pl.col("other").alias("party"),
        pl.when(pl.col("kind") == "partner_of")
        .then(pl.lit("partner"))
        .otherwise(pl.col("contact_kind").fill_null("of_unknown_kind"))
        .alias("contact"),
        STEPS,
    )
    return pl.concat([told, _visits(world, world.subjects, others), _visits(world, others, world.subjects, "party")])


def _visits(world: World, visitors: pl.Series, visited: pl.Series, visitor: str = "subject") -> pl.DataFrame:
    """Return those who visit an address where one of `visited` lives or stays."""
    host = "party" if visitor == "subject" else "subject"
    visits = world.word("visits", visitors).select(pl.col("person").alias(visitor), "address", STEPS)
    homes = world.homes(visited).filter(~pl.col("is_proposed")).select(pl.col("person").alias(host), "address", STEPS)
    return meet(visits, homes, "address").select("subject", "party", pl.lit("visit").alias("contact"), STEPS)


def unsupervised_or_unnotified(world: World, policy: Policy, conditions: pl.DataFrame) -> pl.DataFrame:
    """CHI-05: unsupervised contact with a child against a condition, or a household with one not notified."""
    return together(_unsupervised(world, policy, conditions), _unnotified(world, policy))


def _unsupervised(world: World, policy: Policy, conditions: pl.DataFrame) -> pl.DataFrame:
    if conditions.is_empty():
        return nothing()
    bound = in_cases(world, conditions)
    contacts = world.ties(world.subjects, "in_contact_with").filter(
        pl.col("contact_kind").is_null() | (pl.col("contact_kind") == "unsupervised")
    )
    told = contacts.select(
        pl.col("person").alias("subject"),
        pl.col("other").alias("party"),
        pl.col("contact_kind").alias("contact"),
        STEPS,
    )
    rows = _children(world, policy, meet(bound, told, "subject")).with_columns(
        pl.lit("unsupervised_contact").alias("basis")
    )
    is_child = pl.col("age_status") == "child"
    return together(
        found(rows.filter(is_child, pl.col("contact").is_not_null()), "high"),
        unknown(rows.filter(is_child, pl.col("contact").is_null()), "high", "contact_kind"),
        unknown(rows.filter(~is_child), "high", "age"),
    ).drop("condition", "contact", strict=False)


def _unnotified(world: World, policy: Policy) -> pl.DataFrame:
    registered = world.word("orders", world.subjects).filter(pl.col("order_kind").is_in(list(_REGISTERED)))
    if registered.is_empty():
        return nothing()
    shared = shared_homes(world, in_cases(world, registered.select("subject", STEPS))).filter(
        ~pl.col("is_proposed"), ~pl.col("other_is_proposed")
    )
    begun = shared.with_columns(pl.max_horizontal("own_since", "other_since").alias("shared_since"))
    # A stay begun on an unknown day is overdue, and any notification of a household counts for it.
    late = begun.filter(
        (pl.lit(world.day) - pl.col("shared_since")).dt.total_days() > threshold(policy, _NOTIFIED_WITHIN)
    )
    made = world.word("notifications", late["subject"]).filter(
        pl.col("duty") == "child_household", pl.col("made_on") <= world.day
    )
    told = late.join(made.select("subject", "made_on"), on="subject").filter(
        pl.col("made_on") >= pl.col("shared_since")
    )
    silent = late.join(told, on=["subject", "party", "address", "shared_since"], how="anti")
    rows = _children(world, policy, silent).with_columns(pl.lit("stay_not_notified").alias("basis"))
    is_child = pl.col("age_status") == "child"
    return together(found(rows.filter(is_child), "high"), unknown(rows.filter(~is_child), "high", "age")).drop(
        "own_since", "other_since", "shared_since", strict=False
    )


def _children(world: World, policy: Policy, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose `party` is a living child, or may be one."""
    living = world.living(rows.filter(pl.col("party") != pl.col("subject")), "party")
    ages = childhood(world, policy, living["party"]).filter(pl.col("age_status") != "adult")
    return meet(living, ages, "party", "person").with_columns(pl.lit("child").alias("role"))
