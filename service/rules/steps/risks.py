"""The risk of serious harm a nominal presents, by the newest assessment of each group."""

import polars as pl

from service.rules.world import STEPS, World

_RANKS = {"low": 0, "medium": 1, "high": 2, "very_high": 3}
MEDIUM, HIGH = _RANKS["medium"], _RANKS["high"]
GROUPS = ("children", "public", "known_adult", "staff")
"""Those who may be harmed in the community; prisoners are left out."""


def risk_to(world: World, *groups: str) -> pl.DataFrame:
    """Return `subject`, `risk` (0 low to 3 very high), `risk_of_harm` in a word, and `group`, one row a subject.

    Of each group the newest assessment with a value counts, on one day the worst; of several groups the worst.
    """
    assessments = world.word("risks", world.subjects)
    by_group = [_newest(assessments, group) for group in groups]
    worst = pl.concat(by_group).sort("subject", "risk", "group", descending=[False, True, False])
    return worst.unique("subject", keep="first", maintain_order=True)


def _newest(assessments: pl.DataFrame, group: str) -> pl.DataFrame:
    valued = assessments.drop_nulls(group).select(
        "subject",
        "assessed_on",
        pl.col(group).replace_strict(_RANKS, default=None, return_dtype=pl.Int64).alias("risk"),
        pl.col(group).alias("risk_of_harm"),
        pl.lit(group).alias("group"),
        STEPS,
    )
    newest = valued.filter(pl.col("assessed_on") == pl.col("assessed_on").max().over("subject"))
    return newest.filter(pl.col("risk") == pl.col("risk").max().over("subject")).drop("assessed_on")
