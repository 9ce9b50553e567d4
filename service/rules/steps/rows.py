"""How rows of two questions meet, and how evidence is marked."""

import polars as pl

from service.policy import Policy
from service.rules.world import NUMBERS, STEPS, World


def meet(left: pl.DataFrame, right: pl.DataFrame, left_on: str, right_on: str | None = None) -> pl.DataFrame:
    """Join rows, resting on the statements of both; the right's columns must have names of their own."""
    return _joined(left, right, [left_on], [right_on or left_on])


def meet_on(left: pl.DataFrame, right: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    """Join rows on several columns that both have, resting on the statements of both."""
    return _joined(left, right, on, on)


def _joined(left: pl.DataFrame, right: pl.DataFrame, left_on: list[str], right_on: list[str]) -> pl.DataFrame:
    if left.is_empty() or right.is_empty():
        # A join costs as much of nothing as of something, and for one case most of it is nothing.
        return _met_nothing(left, right, frozenset(right_on))
    joined = left.join(right.rename({STEPS: "more"}), left_on=left_on, right_on=right_on)
    return joined.with_columns(pl.concat_list(STEPS, "more").alias(STEPS)).drop("more")


def _met_nothing(left: pl.DataFrame, right: pl.DataFrame, on: frozenset[str]) -> pl.DataFrame:
    place = (*left.columns, "", *right.columns, "", *sorted(on))
    held = _EMPTY.get(place)
    if held is None:
        added = {name: kind for name, kind in right.schema.items() if name not in {*on, STEPS}}
        held = _EMPTY[place] = pl.DataFrame(schema={**left.schema, **added})
    return held


def nothing() -> pl.DataFrame:
    """Return evidence of nothing."""
    return _NOTHING


_EMPTY: dict[tuple[str, ...], pl.DataFrame] = {}
"""Frames without rows by what they were joined of; a column's name tells its type, so that the names are enough."""

_NOTHING = pl.DataFrame(
    schema={
        "subject": pl.String, "case": pl.String, "area": pl.String, "address": pl.String, "other_address": pl.String,
        "outcome": pl.String, "severity": pl.String, "missing": pl.String, STEPS: NUMBERS,
    }
)  # fmt: skip


def subjects(world: World) -> pl.DataFrame:
    """Return the nominals, `subject`, each once and resting on nothing yet."""
    return world.subjects.alias("subject").to_frame().with_columns(pl.lit([], pl.List(pl.UInt32)).alias(STEPS))


def in_cases(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows about `subject` once for every case in which they are a nominal, with `case`, `area`, `level`."""
    nominals = world.nominals.select("subject", "case", "area", "level", STEPS)
    return meet(nominals, rows, "subject")


def threshold(policy: Policy, key: str) -> pl.Expr:
    """Return a whole number of the policy for each row's `area`."""
    own = policy.areas_with(key)
    national = pl.lit(policy.whole(key), pl.Int64)
    if not own:
        return national
    return pl.col("area").replace_strict(dict(own), default=None, return_dtype=pl.Int64).fill_null(national)


def found(rows: pl.DataFrame, severity: str | pl.Expr) -> pl.DataFrame:
    """Mark evidence as found."""
    worst = pl.lit(severity) if isinstance(severity, str) else severity
    return rows.with_columns(
        pl.lit("found").alias("outcome"), worst.alias("severity"), pl.lit(None, pl.String).alias("missing")
    )


def unknown(rows: pl.DataFrame, severity: str, missing: str) -> pl.DataFrame:
    """Mark evidence as not to be checked for want of a fact."""
    return rows.with_columns(
        pl.lit("could_not_check").alias("outcome"),
        pl.lit(severity).alias("severity"),
        pl.lit(missing).alias("missing"),
    )


def together(*frames: pl.DataFrame) -> pl.DataFrame:
    """Return evidence of several kinds as one frame."""
    some = [frame for frame in frames if frame.height] or [*frames[:1]]
    rows = pl.concat(some, how="diagonal") if len(some) > 1 else some[0]
    names = set(rows.columns)
    missing = {
        name: kind for frame in frames if not frame.height for name, kind in frame.schema.items() if name not in names
    }
    return rows.with_columns(pl.lit(None, kind).alias(name) for name, kind in missing.items()) if missing else rows
