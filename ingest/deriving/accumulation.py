"""The common case of several records of one thing, for all things at once: records only came, none was corrected.

Says exactly what the walk through time of `resolution` says, a hundred times faster; a test holds the two together.
"""

from collections.abc import Sequence

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.provenance import SEPARATOR
from ingest.deriving.rows import GROUP, ORIGIN, STATED_FROM

MOST_RECORDS = 8
"""Things with more records than this are rare, and joining their names costs a pass each."""


def is_accumulated() -> pl.Expr:
    """Whether all rows of a thing still stand as first stated, each from an agency of its own; for use over GROUP."""
    stands = (pl.col("known_to") == MAX_MOMENT) & (pl.col("known_from") == pl.col(STATED_FROM))
    return (
        stands.all().over(GROUP)
        & (pl.len().over(GROUP) <= MOST_RECORDS)
        & (pl.col("source").n_unique().over(GROUP) == pl.len().over(GROUP))
    )


def accumulate(rows: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return the resolved rows of accumulated things: a row for each day on which something more became known.

    In each column what was known last counts, on one day the agency first by name; later rows stand below earlier
    ones here, so the last value that is not blank is the one that counts.
    """
    ordered = rows.sort(GROUP, "known_from", "source", "record", descending=[False, False, True, True]).with_columns(
        pl.col(columns).forward_fill().over(GROUP)
    )
    most = max(ordered.group_by(GROUP).len()["len"].to_list(), default=1)
    joined = [
        pl.concat_str(
            [pl.col(name), *(pl.col(name).shift(back).over(GROUP) for back in range(1, most))],
            separator=SEPARATOR,
            ignore_nulls=True,
        ).alias(name)
        for name in ORIGIN[:3]
    ]
    days = ordered.with_columns(*joined).unique([GROUP, "known_from"], keep="last", maintain_order=True)
    return days.with_columns(pl.col("known_from").shift(-1).over(GROUP).fill_null(MAX_MOMENT).alias("known_to")).select(
        rows.columns
    )
