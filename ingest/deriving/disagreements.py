"""Where several records of one thing say different things in one column: a matter for people to settle."""

from collections.abc import Sequence

import polars as pl

from ingest.deriving.rows import STATED_FROM

DISAGREEMENTS = {"first": pl.String(), "other": pl.String(), "column": pl.String()}


def find_disagreements(rows: pl.DataFrame, thing: Sequence[str], compared: Sequence[str]) -> pl.DataFrame:
    """Return the columns of `thing`, which tell things apart, `first`, `other` and `column`.

    `rows` are what stands of each thing: `record`, `source`, STATED_FROM and the columns compared, as text. `first` is
    the record that counts: the one known last, on one day that of the agency first by name; `other` says otherwise. A
    blank says nothing; letters' case and spacing are no difference worth a person's time.
    """
    ranked = rows.sort(*thing, STATED_FROM, "source", "record", descending=[False] * len(thing) + [True, False, False])
    found = [pl.DataFrame(schema={**{name: rows.schema[name] for name in thing}, **DISAGREEMENTS})]
    for column in compared:
        said = ranked.select(*thing, pl.col("record").alias("other"), folded(column).alias("said")).drop_nulls("said")
        first = said.with_columns(
            pl.col("other").first().over(thing).alias("first"), pl.col("said").first().over(thing).alias("counts")
        )
        differing = first.filter(pl.col("said") != pl.col("counts"))
        found.append(differing.select(*thing, "first", "other", pl.lit(column).alias("column")))
    return pl.concat(found)


def may_disagree(compared: Sequence[str], thing: str) -> pl.Expr:
    """Return whether a thing's rows differ in any column compared, whenever they were known; for use over rows."""
    return pl.any_horizontal(folded(column).drop_nulls().n_unique().over(thing) > 1 for column in compared)


def folded(column: str) -> pl.Expr:
    """Return a text column without the differences that do not count."""
    return pl.col(column).str.to_lowercase().str.replace_all(r"\s+", " ")
