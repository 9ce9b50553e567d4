"""Whether disclosure was decided on at a review, and what became of the decision."""

import polars as pl

from service.policy import Policy
from service.rules.steps.rows import found, meet, together, unknown
from service.rules.world import STEPS, World


def undecided_or_undone(world: World, policy: Policy, meetings: pl.DataFrame) -> pl.DataFrame:
    """DIS-01: the newest held meeting without a decision on disclosure, or a disclosure not made by its day."""
    decided = _decided(world)
    return together(found(_undecided(world, decided), "high"), _undone(world, decided))


def _cases(world: World) -> pl.DataFrame:
    return world.nominals.select("subject", "case", "area", "level", STEPS)


def _decided(world: World) -> pl.DataFrame:
    cases = _cases(world)
    return world.word("disclosed", cases["case"]).filter(pl.col("decided_on") <= world.day)


def _undecided(world: World, decided: pl.DataFrame) -> pl.DataFrame:
    cases = _cases(world)
    held = world.word("meetings", cases["case"]).filter(pl.col("held_on") <= world.day)
    newest = held.filter(pl.col("held_on") == pl.col("held_on").max().over("case"))
    rows = meet(cases, newest.select("case", "meeting", "held_on", STEPS), "case")
    since = rows.join(decided.select("case", "decided_on"), on="case").filter(pl.col("decided_on") >= pl.col("held_on"))
    linked = world.word("decided_at", decided["disclosure"]).join(decided, on="disclosure").select("meeting")
    silent = rows.join(since, on="case", how="anti").join(linked, on="meeting", how="anti")
    return silent.with_columns(pl.lit("decision").alias("lacks"))


def _undone(world: World, decided: pl.DataFrame) -> pl.DataFrame:
    """Return decisions to disclose that were not carried out by their day, or that have no day."""
    unmade = decided.filter(
        pl.col("decision") != "none", pl.col("made_on").is_null() | (pl.col("made_on") > world.day)
    ).drop("made_on", "is_undertaking_signed", "is_offender_told")
    rows = meet(_cases(world), unmade, "case").with_columns(pl.lit("disclosure").alias("lacks"))
    return together(
        found(rows.filter(pl.col("due_on") < world.day), "high"),
        unknown(rows.filter(pl.col("due_on").is_null()), "high", "due_day"),
    )


def not_written_down(world: World, policy: Policy, disclosures: pl.DataFrame) -> pl.DataFrame:
    """DIS-02: a disclosure made to others without a signed undertaking, or without whether the offender was told."""
    made = disclosures.filter(~pl.col("decision").is_in(["none", "self_disclosure"]), pl.col("made_on") <= world.day)
    lacks = pl.concat_str(
        pl.when(~pl.col("is_undertaking_signed").fill_null(value=False)).then(pl.lit("undertaking")),
        pl.when(pl.col("is_offender_told").is_null()).then(pl.lit("whether_offender_was_told")),
        separator=", ",
        ignore_nulls=True,
    )
    lacking = made.with_columns(lacks.alias("lacks")).filter(pl.col("lacks") != "")
    told = lacking.drop("due_on", "is_undertaking_signed", "is_offender_told")
    return found(meet(_cases(world), told, "case"), "medium")
