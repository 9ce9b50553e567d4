"""Spans of knowledge: statements that say the same one after the other are one."""

import polars as pl

from ingest.deriving.rows import CLOCKS


def merge_adjacent(statements: pl.DataFrame, by: str) -> pl.DataFrame:
    """Return statements with those merged that follow on one another and differ in nothing but CLOCKS.

    `by` names the column that tells one statement's spans from another's.
    """
    said = [name for name in statements.columns if name not in CLOCKS]
    ordered = statements.sort(by, "known_from")
    follows = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in said) & (
        pl.col("known_from") == pl.col("known_to").shift(1)
    )
    runs = ordered.with_columns((~follows.fill_null(value=False)).cum_sum().alias("run"))
    first = [pl.col(name).first() for name in said]
    merged = runs.group_by("run", maintain_order=True).agg(
        *first, pl.col("known_from").first(), pl.col("known_to").last()
    )
    return merged.select(statements.columns)
