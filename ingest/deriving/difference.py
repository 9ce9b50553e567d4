"""What to write so that the statements there were become the statements there are."""

from dataclasses import dataclass

import polars as pl

from ingest.deriving.statements import FROM, STATEMENT, TO

IDENTITY = (FROM, TO, STATEMENT, "known_from")
"""Tells one relationship of a link from all others."""


@dataclass(frozen=True)
class Difference:
    """Relationships to add, to close (or re-open) at another `known_to`, and to take away."""

    added: pl.DataFrame
    closed: pl.DataFrame
    removed: pl.DataFrame


def differ(before: pl.DataFrame, after: pl.DataFrame) -> Difference:
    """Compare two frames of one link's statements, in the same columns."""
    if before.is_empty():
        return Difference(after, after.select(*IDENTITY, "known_to").clear(), after.select(*IDENTITY).clear())
    said = [name for name in after.columns if name != "known_to"]
    same = after.join(before.select(*said, pl.col("known_to").alias("until")), on=said, nulls_equal=True)
    closed = same.filter(pl.col("known_to") != pl.col("until")).select(*IDENTITY, "known_to")
    added = after.join(before, on=said, how="anti", nulls_equal=True)
    removed = before.join(after, on=said, how="anti", nulls_equal=True).select(*IDENTITY)
    return Difference(added, closed, removed)
