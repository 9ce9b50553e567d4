"""Who works with nominals: whether somebody leads, and whether whoever left was followed by another."""

import polars as pl

from service.policy import Policy
from service.rules.steps.custody import in_custody
from service.rules.steps.rows import found, meet, nothing, threshold, together
from service.rules.world import STEPS, World

_HANDOVER, _CASELOAD = "key_worker.handover_days", "key_worker.caseload"
LEADING = ("community_offender_manager", "mosovo_officer")
IN_PRISON = "prison_offender_manager"
_GROUPS = {**dict.fromkeys(LEADING, "lead"), IN_PRISON: IN_PRISON, "visor_manager": "visor_manager"}
"""The roles that must be handed over; those of one group stand for each other."""


def lacking_a_lead(world: World, policy: Policy, workers: pl.DataFrame) -> pl.DataFrame:
    """KEY-01: a case at level 2 or 3 that nobody leads, or a nominal in custody with nobody in the prison."""
    managed = world.nominals.filter(pl.col("level") >= 2).select("subject", "case", "area", "level", STEPS)
    if managed.is_empty():
        return nothing()
    of_person = world.word("workers_of_person", managed["subject"])
    unled = _without(managed, workers, of_person, LEADING)
    inside = meet(managed, in_custody(world, managed["subject"]), "subject")
    alone = _without(inside, workers, of_person, (IN_PRISON,))
    lacking = together(
        unled.with_columns(pl.lit("lead").alias("lacks")), alone.with_columns(pl.lit(IN_PRISON).alias("lacks"))
    )
    every = lacking.with_columns(pl.col("lacks").unique().sort().str.join(", ").over("case"))
    return found(every, "high")


def _without(
    managed: pl.DataFrame, of_case: pl.DataFrame, of_person: pl.DataFrame, roles: tuple[str, ...]
) -> pl.DataFrame:
    """Return the cases to which, and to whose nominal, nobody in one of these roles is assigned."""
    wanted = pl.col("role").is_in(list(roles))
    alone = managed.join(of_case.filter(wanted), left_on="case", right_on="thing", how="anti")
    return alone.join(of_person.filter(wanted), left_on="subject", right_on="thing", how="anti")


def not_handed_over(world: World, policy: Policy, left: pl.DataFrame) -> pl.DataFrame:
    """KEY-02: a key worker who left and whom nobody followed, or one who has too many cases."""
    nominals = world.nominals.select("subject", "case", "area", "level", STEPS)
    holding = _in_groups(world, nominals, world.word("workers_of_case", nominals["case"]), "workers_of_person")
    return together(_unfollowed(world, policy, nominals, left, holding), _overloaded(world, policy, holding))


def _in_groups(world: World, nominals: pl.DataFrame, of_case: pl.DataFrame, of_person: str) -> pl.DataFrame:
    """Return `subject`, `case`, `worker`, `group` of who works, or worked, with a case or its nominal."""
    people = world.word(of_person, nominals["subject"])
    both = together(meet(nominals, of_case, "case", "thing"), meet(nominals, people, "subject", "thing"))
    groups = pl.col("role").replace_strict(_GROUPS, default=None, return_dtype=pl.String).alias("group")
    return both.with_columns(groups).drop_nulls("group").drop("role")


def _unfollowed(
    world: World, policy: Policy, nominals: pl.DataFrame, left: pl.DataFrame, holding: pl.DataFrame
) -> pl.DataFrame:
    gone = _in_groups(world, nominals, left, "left_person").join(holding, on=["case", "group"], how="anti")
    if gone.is_empty():
        return nothing()
    inside = in_custody(world, gone["subject"])["subject"].unique()
    needed = gone.filter((pl.col("group") != IN_PRISON) | pl.col("subject").is_in(inside.implode()))
    last = needed.filter(pl.col("until") == pl.col("until").max().over("case", "group"))
    days = (pl.lit(world.day) - pl.col("until")).dt.total_days()
    rows = last.filter(days > threshold(policy, _HANDOVER)).rename({"until": "left_on"})
    return found(rows.with_columns(pl.lit("left").alias("gap")).drop("group"), "medium")


def _overloaded(world: World, policy: Policy, holding: pl.DataFrame) -> pl.DataFrame:
    managed = holding.filter(pl.col("level") >= 2)
    if managed.is_empty():
        return nothing()
    # Whoever works with one nominal works with others, whom no question leads to from this one.
    everybody = world.everybody()
    told = [everybody.word(name) for name in ("workers_of_case", "workers_of_person")]
    every = pl.concat([rows.select("worker", "thing", "role") for rows in told])
    loads = (
        every.filter(pl.col("role").is_in(list(_GROUPS)))
        .group_by("worker")
        .agg(pl.col("thing").n_unique().cast(pl.Int64).alias("caseload"))
    )
    rows = managed.join(loads, on="worker").filter(pl.col("caseload") > threshold(policy, _CASELOAD))
    return found(rows.with_columns(pl.lit("caseload").alias("gap")).drop("group"), "medium")
