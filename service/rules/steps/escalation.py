"""Whether what the other rules find asks for more than the level a case is managed at."""

from collections import Counter

import polars as pl

from service.policy import Policy
from service.rules.findings import Finding, Outcome, Severity
from service.rules.steps.rows import found, threshold
from service.rules.world import STEPS, World

_LIMIT = "level.flags_at_level_1"
_SERIOUS = {Severity.CRITICAL, Severity.HIGH}
_OWN_FAMILY = "levels"


def many_flags(world: World, policy: Policy, episodes: pl.DataFrame) -> pl.DataFrame:
    """LVL-02: a case at level 1 in which the other rules find so many critical or high things."""
    serious = [one for one in world.findings if one.family != _OWN_FAMILY and is_serious(one)]
    at_one = world.nominals.filter(pl.col("level") == 1).select("subject", "case", "area", STEPS)
    rows = at_one.join(_counted(serious), on="case")
    return found(rows.filter(pl.col("count") >= threshold(policy, _LIMIT)), "high")


def is_serious(finding: Finding) -> bool:
    """Return whether something critical or high was found."""
    return finding.outcome is Outcome.FOUND and finding.severity in _SERIOUS


def _counted(findings: list[Finding]) -> pl.DataFrame:
    """Return `case`, `count`, and `flags`: the rules by id, with a number where there are several of one."""
    by_case: dict[str, Counter[str]] = {}
    for one in findings:
        if one.case_ref is not None:
            by_case.setdefault(one.case_ref, Counter())[one.rule] += 1
    told = [
        (
            case,
            rules.total(),
            ", ".join(rule if many == 1 else f"{rule} x {many}" for rule, many in sorted(rules.items())),
        )
        for case, rules in by_case.items()
    ]
    return pl.DataFrame(told, schema={"case": pl.String, "count": pl.Int64, "flags": pl.String}, orient="row")
