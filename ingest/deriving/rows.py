"""What records state, laid out by the columns of their table, with every reference naming the node it means."""

import polars as pl

from graph_schema.vocabulary import TABLES, Column, FeedTable
from ingest.records import encoded, reference_record, unpacked

ORIGIN = ("source", "feed", "record", "grading", "handling")
CLOCKS = ("known_from", "known_to")
GROUP, STATED_FROM = "group", "stated_from"


def stated_rows(table: FeedTable, versions: pl.DataFrame, feeds: pl.DataFrame) -> pl.DataFrame:
    """Return one row per version of a record of `table`.

    Columns: GROUP (what the row is about: a shared name, else the record itself), `own` (the node id of its own
    thing), STATED_FROM, ORIGIN, CLOCKS, and the table's columns as text; `feeds` gives `grading` and `handling`.
    A version corrected on the day it came never held and is left out.
    """
    held = versions.filter(pl.col("known_from") < pl.col("known_to"))
    rows = unpacked(table, held).with_columns(pl.col("agency").alias("source"), pl.col("known_from").alias(STATED_FROM))
    rows = rows.join(feeds.select("feed", "grading", "handling"), on="feed", how="left")
    qualified = [_node_id(column).alias(column.name) for column in table.references]
    rows = rows.with_columns(_own(table).alias("own"), _group(table).alias(GROUP)).with_columns(*qualified)
    return rows.select(GROUP, "own", STATED_FROM, *ORIGIN, *CLOCKS, *table.column_names)


def _own(table: FeedTable) -> pl.Expr:
    if table.is_shared:
        return pl.col(table.identity[0])
    return pl.concat_str([pl.col("agency"), pl.col(table.key)], separator=":") if table.key else pl.col("record")


def _group(table: FeedTable) -> pl.Expr:
    if not table.is_shared:
        return pl.col("record")
    return pl.concat_str([encoded(name) for name in table.identity], separator="|")


def _node_id(column: Column) -> pl.Expr:
    """People and addresses are found by their record, since which node it means depends on the time of knowledge."""
    target = column.target or ""
    if TABLES[target].is_shared:
        return pl.col(column.name)
    if target in {"persons", "addresses"}:
        return reference_record(target, pl.col("agency"), pl.col(column.name))
    return pl.concat_str([pl.col("agency"), pl.col(column.name)], separator=":")


def is_resolved_by_record(table: FeedTable, column: str) -> bool:
    """Whether a column names a person or an address, by its record."""
    return table.column(column).target in {"persons", "addresses"}
