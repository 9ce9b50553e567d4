"""Whether a level is borne out by risk, by decisions and by minutes."""

import polars as pl

from service.policy import Policy
from service.rules.findings import Finding
from service.rules.steps.categories import DANGEROUS, is_mappa
from service.rules.steps.escalation import is_serious
from service.rules.steps.reviews import newest_held
from service.rules.steps.risks import GROUPS, HIGH, MEDIUM, risk_to
from service.rules.steps.rows import found, meet, nothing, threshold, together, unknown
from service.rules.steps.standing import standings
from service.rules.world import STEPS, World

_EXIT, _DECISION = "level.exit_days", "level.decision_days"
_CONTACT = "VIC-02"
_TOLD = ("subject", "case", "area", STEPS)


def level_above_risk(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C09: level 2 or 3 with low or medium risk, and no reason for it."""
    is_bare = pl.col("level_reason").is_null() | (pl.col("level_reason") == "")
    rows = standings(world).filter(pl.col("level") >= 2, is_bare).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    risks = risk_to(world, *GROUPS).select("subject", "risk", "risk_of_harm", STEPS)
    low = meet(rows, risks.filter(pl.col("risk") <= MEDIUM), "subject").drop("risk")
    return together(found(low, "high"), unknown(rows.join(risks, on="subject", how="anti"), "high", "risk"))


def level_below_risk(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C10: level 1 with high risk, and a conflict of accommodation or contact with the victim."""
    rows = standings(world).filter(pl.col("level") == 1).select(*_TOLD)
    if rows.is_empty():
        return nothing()
    risks = risk_to(world, *GROUPS).filter(pl.col("risk") >= HIGH).select("subject", "risk_of_harm", STEPS)
    high = meet(rows, risks, "subject")
    return found(high.join(_conflicts(world.findings), on="case"), "high")


def _conflicts(findings: tuple[Finding, ...]) -> pl.DataFrame:
    """Return `case` and `flags`, the rules that find a conflict in it."""
    by_case: dict[str, set[str]] = {}
    for one in findings:
        if one.case_ref and is_serious(one) and (one.family == "accommodation" or one.rule == _CONTACT):
            by_case.setdefault(one.case_ref, set()).add(one.rule)
    told = [(case, ", ".join(sorted(rules))) for case, rules in by_case.items()]
    return pl.DataFrame(told, schema={"case": pl.String, "flags": pl.String}, orient="row")


def exit_from_level_3(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C11: a case whose last episode was at level 3 and has ended."""
    begun = episodes.filter(pl.col("since") <= world.day, pl.col("since") < pl.col("until"))
    is_open = (pl.col("until") > world.day).any().over("case")
    last = begun.filter(~is_open, pl.col("since") == pl.col("since").max().over("case"))
    ended = (pl.lit(world.day) - pl.col("until")).dt.total_days() <= threshold(policy, _EXIT)
    rows = world.living(last.filter(is_mappa(), pl.col("level") == 3, ended), "subject")
    days = (pl.col("since").alias("episode_from"), pl.col("until").alias("ended_on"))
    return found(rows.select(*_TOLD, *days), "high")


def level_changed_undecided(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C12: the level changed, and no meeting or referral decided it in the days before."""
    known = episodes.filter(pl.col("since") < pl.col("until")).sort("case", "since")
    before = known.with_columns(
        pl.col("level").shift(1).over("case").alias("level_before"),
        pl.col(STEPS).shift(1).over("case").alias("earlier"),
    ).select("case", "subject", "since", "level_before", "earlier")
    rows = standings(world).select("subject", "case", "area", "level", "since", STEPS)
    changed = rows.join(before, on=["case", "subject", "since"]).filter(pl.col("level") != pl.col("level_before"))
    meetings = world.word("reviews", changed["case"]).select("case", "level_decided", pl.col("held_on").alias("on"))
    referrals = world.word("decided_referrals", changed["subject"]).select("subject", pl.col("decided_on").alias("on"))
    days = (pl.col("since") - pl.col("on")).dt.total_days()
    is_before = (days >= 0) & (days <= threshold(policy, _DECISION))
    is_of_it = pl.col("level_decided").is_null() | (pl.col("level_decided") == pl.col("level"))
    decided = pl.concat([
        changed.join(meetings, on="case").filter(is_before, is_of_it)["case"],
        changed.join(referrals, on="subject").filter(is_before)["case"],
    ])  # fmt: skip
    undecided = changed.filter(~pl.col("case").is_in(decided.implode())).with_columns(
        pl.concat_list("earlier", STEPS).alias(STEPS)
    )
    return found(undecided.select(*_TOLD, "level_before", pl.col("since").alias("episode_from")), "high")


def minutes_without_level(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-01-C19: minutes of the newest meeting without a category or a level."""
    managed = standings(world).select(*_TOLD, "case_kind")
    held = newest_held(world, world.word("reviews", managed["case"])).filter(pl.col("minutes_issued_on") <= world.day)
    rows = meet(managed, held, "case")
    no_category = pl.col("category_decided").is_null() & (pl.col("case_kind").fill_null("") != DANGEROUS)
    lacks = pl.concat_str(
        pl.when(no_category).then(pl.lit("category")),
        pl.when(pl.col("level_decided").is_null()).then(pl.lit("level")),
        separator=", ",
        ignore_nulls=True,
    )
    lacking = rows.with_columns(lacks.alias("lacks")).filter(pl.col("lacks") != "")
    return found(lacking.select(*_TOLD, "meeting", "held_on", "lacks"), "high")
