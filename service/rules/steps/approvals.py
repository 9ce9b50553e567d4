"""Whether a placement has the approvals it needs, and whether the scheme takes the nominal at all."""

import polars as pl

from service.policy import Policy
from service.rules.steps.ages import childhood
from service.rules.steps.placements import convictions
from service.rules.steps.risks import GROUPS, HIGH, risk_to
from service.rules.steps.rows import found, in_cases, meet, nothing, threshold, together, unknown
from service.rules.world import STEPS, World

_KEY = "accommodation.cas3.approvals."
_NEEDED = ("high_risk", "level_2", "level_3", "arson", "sexual", "terrorism")
_BY_OFFENCE = ("arson", "sexual", "terrorism")
_RELEASE = "accommodation.cas2.release_days"


def not_approved(world: World, policy: Policy, stays: pl.DataFrame) -> pl.DataFrame:
    """ACC-11: a CAS3 placement without an approval it needs, or a CAS2 one of somebody it does not take."""
    day = world.day
    rows = in_cases(
        world,
        stays.filter(
            pl.col("decision").is_null() | (pl.col("decision") != "refused"),
            pl.col("referred_on").is_null() | (pl.col("referred_on") <= day),
            pl.col("ends_on").is_null() | (pl.col("ends_on") >= day),
        ),
    ).drop("starts_on", "ends_on", "decision", "decided_on")
    if rows.is_empty():
        return nothing()
    third, second = rows.filter(pl.col("scheme") == "cas3"), rows.filter(pl.col("scheme") == "cas2")
    return together(_unapproved(world, policy, third), _ineligible(world, policy, second)).drop(
        "approvals", "referred_on", strict=False
    )


def _reasons(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows once for each `reason` why an approval is needed."""
    high = risk_to(world, *GROUPS).filter(pl.col("risk") >= HIGH).select("subject", STEPS)
    offences = convictions(world).filter(pl.col("offence_group").is_in(list(_BY_OFFENCE))).select(
        "subject", pl.col("offence_group").alias("reason"), STEPS
    )  # fmt: skip
    return together(
        meet(rows, high, "subject").with_columns(pl.lit("high_risk").alias("reason")),
        rows.filter(pl.col("level") == 2).with_columns(pl.lit("level_2").alias("reason")),
        rows.filter(pl.col("level") == 3).with_columns(pl.lit("level_3").alias("reason")),
        meet(rows, offences, "subject"),
    )


def _unapproved(world: World, policy: Policy, rows: pl.DataFrame) -> pl.DataFrame:
    if rows.is_empty():
        return nothing()
    lacking = _lacking(policy, _reasons(world, rows))
    assessed, sentenced = risk_to(world, *GROUPS), convictions(world)
    doubts = [
        (rows.join(assessed, on="subject", how="anti"), ("high_risk",), "risk"),
        (rows.filter(pl.col("level").is_null()), ("level_2", "level_3"), "level"),
        (rows.join(sentenced, on="subject", how="anti"), _BY_OFFENCE, "offence"),
    ]
    unclear = [
        unknown(_lacking(policy, doubtful.with_columns(pl.lit(reason).alias("reason"))), "high", missing)
        for doubtful, reasons, missing in doubts
        for reason in reasons
    ]
    return together(found(lacking, "high"), *unclear)


def _lacking(policy: Policy, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows whose reason needs an approval that they do not have, with those they lack."""
    areas = rows["area"].unique().to_list() if rows.height else []
    needed = pl.DataFrame(
        [(area, reason, policy.text(_KEY + reason, area).split()) for area in areas for reason in _NEEDED],
        schema={"area": pl.String, "reason": pl.String, "needed": pl.List(pl.String)},
        orient="row",
    )
    held = pl.col("approvals").fill_null("").str.split(";")
    told = rows.join(needed, on=["area", "reason"]).with_columns(
        pl.col("needed").list.set_difference(held).list.sort().alias("lacking")
    )
    return told.filter(pl.col("lacking").list.len() > 0).with_columns(
        pl.col("lacking").list.join(", ").alias("lacks")
    ).drop("needed", "lacking")  # fmt: skip


def _ineligible(world: World, policy: Policy, rows: pl.DataFrame) -> pl.DataFrame:
    """Return CAS2 placements of those with a sexual offence or a high risk, under age, or about to be released."""
    if rows.is_empty():
        return nothing()
    risk, sentenced = risk_to(world, *GROUPS), convictions(world)
    high = risk.filter(pl.col("risk") >= HIGH).select("subject", STEPS)
    sexual = sentenced.filter(pl.col("offence_group") == "sexual").select("subject", STEPS)
    leaving = sentenced.drop_nulls("release_on").select("subject", "release_on", STEPS)
    ages = childhood(world, policy, rows["subject"])
    aged = meet(rows, ages, "subject", "person")
    days = (pl.col("release_on") - pl.col("referred_on")).dt.total_days()
    soon = meet(rows, leaving, "subject").filter(days >= 0, days <= threshold(policy, _RELEASE))
    reasons = {
        "sexual": meet(rows, sexual, "subject"),
        "high_risk": meet(rows, high, "subject"),
        "under_age": aged.filter(pl.col("age_status") == "child"),
        "release_too_near": soon,
    }
    return together(
        *(found(of.with_columns(pl.lit(reason).alias("reason")), "high") for reason, of in reasons.items()),
        unknown(rows.join(risk, on="subject", how="anti"), "high", "risk"),
        unknown(rows.join(sentenced, on="subject", how="anti"), "high", "offence"),
        unknown(aged.filter(pl.col("age_status") == "unknown"), "high", "age"),
    ).drop("release_on", strict=False)
