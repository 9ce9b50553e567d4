"""The common case of a join, for all groups at once: records among which no identifier contradicts another.

Says exactly what `trace_memberships` says of them, a hundred times faster; a test holds the two together.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from graph_schema.periods import MAX_MOMENT
from ingest.linkage.identifiers import RULES
from ingest.linkage.judgements import MODEL, PERSON
from ingest.linkage.membership import OWN
from ingest.records import decoded, own_id

AT = "at"
"""The moment, or whatever else is put in order, at which it is asked who is who."""


def hang_together(pairs: pl.DataFrame) -> pl.DataFrame:
    """Return record and `group`: records that share identifiers, directly or through others, have one; `pairs` is both.

    Every record takes the least number among those it shares an identifier with, until none changes; taking over the
    number's own number as well makes a chain of n records a matter of log n rounds.
    """
    records = pairs.select("record").unique().sort("record").with_row_index("r")
    identifiers = pairs.select("identifier").unique().with_row_index("i")
    numbered = pairs.select("record", "identifier").join(records, on="record").join(identifiers, on="identifier")
    group = _least_numbers(numbered["r"].to_numpy(), numbered["i"].to_numpy(), (records.height, identifiers.height))
    return records.select("record", pl.Series("group", group, dtype=pl.Int64))


def _least_numbers(one: NDArray[np.uint32], other: NDArray[np.uint32], sizes: tuple[int, int]) -> NDArray[np.int64]:
    group = np.arange(sizes[0])
    while True:
        least = np.full(sizes[1], sizes[0])
        np.minimum.at(least, other, group[one])
        joined = group.copy()
        np.minimum.at(joined, one, least[other])
        joined = joined[joined]
        if (joined == group).all():
            return group
        group = joined


def find_peaceful(table: str, borne: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return those of `groups` (record, group) whose records never bore two values of what one thing has one of."""
    exclusive = borne.filter(pl.col("kind").is_in(list(RULES[table].exclusive))).join(groups, on="record")
    values = exclusive.group_by("group", "kind").agg(pl.col("value").n_unique().alias("values"))
    return groups.join(values.filter(pl.col("values") > 1), on="group", how="anti")


def trace_peaceful(table: str, versions: pl.DataFrame, borne: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Return the memberships of the records of peaceful `groups` (record, group), over all times of knowledge.

    `borne` holds what judgements join as well (`judgements.as_borne`).
    """
    of_group = versions.join(groups, on="record")
    spans = pl.concat([of_group, borne.join(groups, on="record")], how="diagonal").select(
        "group", "known_from", "known_to"
    )
    ends = spans.filter(pl.col("known_to") != MAX_MOMENT).select("group", pl.col("known_to").alias(AT))
    moments = pl.concat([spans.select("group", pl.col("known_from").alias(AT)), ends]).unique().sort("group", AT)
    moments = moments.with_columns(pl.col(AT).shift(-1).over("group").fill_null(MAX_MOMENT).alias("until"))
    first = of_group.group_by("record", "agency", "group").agg(pl.col("known_from").min().alias("first_known"))
    known = first.join(moments, on="group").filter(pl.col("first_known") <= pl.col(AT))
    bearing = borne.join(groups, on="record").join(moments, on="group")
    bearing = bearing.filter((pl.col("known_from") <= pl.col(AT)) & (pl.col(AT) < pl.col("known_to")))
    found = _with_things(table, _with_basis(table, gather(known, bearing), bearing))
    return _merge(
        found.select("record", "thing", "basis", pl.col(AT).alias("known_from"), pl.col("until").alias("known_to"))
    )


def gather(known: pl.DataFrame, bearing: pl.DataFrame) -> pl.DataFrame:
    """Return `known` (AT, record) with `together`: who at each AT shares an identifier, directly or through others.

    `bearing` says who bears which identifier at each AT.
    """
    nodes = known.with_row_index("node")
    keys = bearing.select(AT, "identifier").unique().with_row_index("key")
    pairs = bearing.select(AT, "record", "identifier").join(nodes.select("node", AT, "record"), on=[AT, "record"])
    pairs = pairs.join(keys, on=[AT, "identifier"])
    together = _least_numbers(pairs["node"].to_numpy(), pairs["key"].to_numpy(), (nodes.height, keys.height))
    return nodes.drop("node").with_columns(pl.Series("together", together, dtype=pl.Int64))


def _with_basis(table: str, known: pl.DataFrame, bearing: pl.DataFrame) -> pl.DataFrame:
    """Add the kind tried first of those that each record shares with another at the time; null where it shares none."""
    order = {kind: place for place, kind in enumerate((*RULES[table].kinds, PERSON, MODEL))}
    shared = bearing.filter(pl.len().over(AT, "identifier") > 1)
    tried = shared.with_columns(pl.col("kind").replace_strict(order, return_dtype=pl.Int64).alias("place"))
    first = tried.group_by(AT, "record").agg(pl.col("kind").sort_by("place").first().alias("shares"))
    return known.join(first, on=[AT, "record"], how="left")


def _with_things(table: str, known: pl.DataFrame) -> pl.DataFrame:
    """Add the thing each record is about, which has the id of the record of it that was known first, and the basis."""
    ref = decoded(pl.col("record").str.splitn(":", 3).struct.field("field_2"))
    ordered = known.with_columns(ref.alias("ref")).sort("first_known", "agency", "ref")
    named = ordered.with_columns(pl.col("record").first().over("together").alias("first"))
    own = named.select(pl.col("first").unique()).with_columns(own_id(table, pl.col("first")).alias("thing"))
    basis = pl.when(pl.col("record") == pl.col("first")).then(pl.lit(OWN)).otherwise(pl.col("shares"))
    return named.join(own, on="first").with_columns(basis.alias("basis"))


def _merge(spans: pl.DataFrame) -> pl.DataFrame:
    """Merge memberships of a record that say the same one after the other."""
    ordered = spans.sort("record", "known_from")
    follows = pl.all_horizontal(pl.col(name) == pl.col(name).shift(1) for name in ("record", "thing", "basis"))
    runs = ordered.with_columns((~follows.fill_null(value=False)).cum_sum().alias("run"))
    firsts = [pl.col(name).first() for name in ("record", "thing", "basis", "known_from")]
    merged = runs.group_by("run", maintain_order=True).agg(*firsts, pl.col("known_to").last())
    return merged.select(spans.columns)
