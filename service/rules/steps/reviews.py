"""Meetings of a case: whether it is reviewed in time, announced in time and recorded in full."""

import polars as pl

from service.policy import Policy
from service.rules.steps.calendar import working_days
from service.rules.steps.rows import found, meet, nothing, threshold, together, unknown
from service.rules.steps.standing import standings
from service.rules.world import STEPS, World

_NOTICE, _MINUTES = "meeting.notice_days", "minutes.working_days"
_DANGEROUS = "potentially_dangerous_person"
_LEVEL_2, _LEVEL_3 = "review.level_2_weeks", "review.level_3_weeks"


def unreviewed(world: World, policy: Policy, meetings: pl.DataFrame) -> pl.DataFrame:
    """MTG-01: a case at level 2 or 3 without a next review, or whose last lies longer back than the level allows."""
    managed = standings(world).filter(pl.col("level") >= 2)
    if managed.is_empty():
        return nothing()
    held = newest_held(world, meetings).rename({"held_on": "last_held_on"})
    planned = meetings.filter(pl.col("held_on") > world.day).group_by("case").agg(pl.col("held_on").min().alias("next"))
    rows = managed.join(planned, on="case", how="left").join(
        held.group_by("case").agg(pl.col("last_held_on").first()), on="case", how="left"
    )
    weeks = pl.when(pl.col("level") == 3).then(threshold(policy, _LEVEL_3)).otherwise(threshold(policy, _LEVEL_2))
    last = pl.max_horizontal("last_held_on", "since")
    day, review = pl.lit(world.day), pl.col("next_review_on")
    dated = rows.with_columns((last + pl.duration(weeks=weeks)).cast(pl.Date).alias("due_by"))
    is_planned = pl.col("next").is_not_null() | (review >= day).fill_null(value=False)
    has_met = (pl.col("last_held_on") >= review).fill_null(value=False)
    has_passed = (review < day).fill_null(value=False) & ~has_met
    gaps = pl.concat_str(
        pl.when(~is_planned).then(pl.when(has_passed).then(pl.lit("passed")).otherwise(pl.lit("missing"))),
        pl.when(day > pl.col("due_by")).then(pl.lit("overdue")),
        separator=", ",
        ignore_nulls=True,
    )
    gaping = dated.with_columns(gaps.alias("gap")).filter(pl.col("gap") != "")
    told = gaping.select("subject", "case", "area", "gap", "last_held_on", "next_review_on", "due_by", STEPS)
    resting = together(told, meet(told, held.select("case", STEPS), "case"))
    return found(resting, "high")


def newest_held(world: World, meetings: pl.DataFrame) -> pl.DataFrame:
    """Return the newest meetings held by the day of each case; several of one day count together."""
    held = meetings.filter(pl.col("held_on") <= world.day)
    return held.filter(pl.col("held_on") == pl.col("held_on").max().over("case"))


def short_notice(world: World, policy: Policy, invitations: pl.DataFrame) -> pl.DataFrame:
    """MTG-03: an invitation to the newest meeting, held or planned, that was sent too late."""
    rows = meet(world.nominals.select("subject", "case", "area", STEPS), invitations, "case")
    if rows.is_empty():
        return nothing()
    is_emergency = (pl.col("meeting_kind") == "emergency").fill_null(value=False)
    newest = rows.filter(pl.col("held_on") == pl.col("held_on").max().over("case"), ~is_emergency)
    counted = newest.with_columns((pl.col("held_on") - pl.col("sent_on")).dt.total_days().alias("days"))
    short = counted.filter(pl.col("days") < threshold(policy, _NOTICE)).with_columns(
        pl.col("days").min().over("case", "meeting").alias("notice_days"),
        pl.col("agency").n_unique().over("case", "meeting").cast(pl.Int64).alias("agencies"),
    )
    told = ("subject", "case", "area", "meeting", "held_on", STEPS)
    return together(
        found(short.select(*told, "notice_days", "agencies"), "low"),
        unknown(counted.filter(pl.col("sent_on").is_null()).select(*told), "low", "sent_on"),
    )


def absent_again(world: World, policy: Policy, invitations: pl.DataFrame) -> pl.DataFrame:
    """MTG-04: an agency that was absent from the newest meeting it was invited to, and gave no reason."""
    rows = meet(world.nominals.select("subject", "case", "area", STEPS), invitations, "case")
    if rows.is_empty():
        return nothing()
    held = rows.filter(pl.col("held_on") <= world.day)
    is_silent = pl.col("absence_reason").is_null() | (pl.col("absence_reason") == "")
    is_absent = ~pl.col("is_present").fill_null(value=True) & ~pl.col("is_reported").fill_null(value=False) & is_silent
    told = held.with_columns(
        is_absent.alias("is_absent"), pl.col("held_on").max().over("case", "agency").alias("newest")
    )
    absences = told.filter("is_absent")
    still = absences.filter(pl.col("held_on") == pl.col("newest")).select("case", "agency")
    counted = absences.join(still, on=["case", "agency"], how="semi").with_columns(
        pl.col("meeting").n_unique().over("case", "agency").cast(pl.Int64).alias("absences"),
        pl.col("newest").alias("last_absent_on"),
    )
    severity = pl.when(pl.col("absences") > 1).then(pl.lit("high")).otherwise(pl.lit("medium"))
    return found(counted.select("subject", "case", "area", "agency", "absences", "last_absent_on", STEPS), severity)


def minutes_lacking(world: World, policy: Policy, meetings: pl.DataFrame) -> pl.DataFrame:
    """MTG-06: the newest held meeting's minutes are not issued in time, or lack something."""
    managed = standings(world).select("subject", "case", "area", "case_kind", STEPS)
    rows = meet(managed, newest_held(world, meetings), "case")
    if rows.is_empty():
        return nothing()
    is_issued = (pl.col("minutes_issued_on") <= world.day).fill_null(value=False)
    waiting = rows.filter(~is_issued)
    late = waiting.with_columns(working_days(waiting["held_on"], world.day).alias("working_days_waiting")).filter(
        pl.col("working_days_waiting") > threshold(policy, _MINUTES)
    )
    issued = rows.filter(is_issued)
    wanted = {
        "category": pl.col("category_decided").is_null() & (pl.col("case_kind").fill_null("") != _DANGEROUS),
        "level": pl.col("level_decided").is_null(),
        "rationale": pl.col("rationale").is_null() | (pl.col("rationale") == ""),
        "disclosure": ~pl.col("meeting").is_in(_with_disclosure(world, issued).implode()),
    }
    lacks = pl.concat_str(
        [pl.when(is_blank).then(pl.lit(name)) for name, is_blank in wanted.items()], separator=", ", ignore_nulls=True
    )
    lacking = issued.with_columns(lacks.alias("lacks")).filter(pl.col("lacks") != "")
    told = ("subject", "case", "area", "meeting", "held_on", "lacks", STEPS)
    return found(
        together(
            late.with_columns(pl.lit("minutes").alias("lacks")).select(*told, "working_days_waiting"),
            lacking.select(*told),
        ),
        "medium",
    )


def _with_disclosure(world: World, meetings: pl.DataFrame) -> pl.Series:
    """Return the meetings at which, or on whose day, disclosure was decided on in the case."""
    decided = world.word("disclosures", meetings["case"]).select("case", pl.col("decided_on").alias("held_on"))
    on_the_day = meetings.join(decided, on=["case", "held_on"], how="semi")["meeting"]
    return pl.concat([on_the_day, world.word("disclosed_at", meetings["meeting"])["meeting"]])
