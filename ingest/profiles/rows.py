"""Choosing and joining the source rows that a record is made of."""

from collections.abc import Mapping
from functools import reduce

import polars as pl

from ingest.profiles.cells import fold_codes
from ingest.profiles.headers import ROW
from ingest.profiles.schema import OTHER, Condition, LookUp, Pairs, Profile, Record


def meet_all(conditions: tuple[Condition, ...], profile: Profile) -> pl.Expr:
    """Return whether a row meets every condition (each row does when there is none)."""
    return reduce(pl.Expr.and_, (_test(condition, profile) for condition in conditions), pl.lit(value=True))


def _test(condition: Condition, profile: Profile) -> pl.Expr:
    text = pl.col(condition.column).str.strip_chars().str.to_lowercase()
    is_blank = text.is_null() | (text == "")
    if condition.blank is not None:
        return is_blank if condition.blank else ~is_blank
    if condition.in_codes is not None or condition.not_in_codes is not None:
        among = list(fold_codes(profile.codes[condition.in_codes or condition.not_in_codes or ""]))
    else:
        among = [value.strip().lower() for value in condition.any_of or condition.none_of or ()]
    is_among = (text.is_in(among) & ~is_blank).fill_null(value=False)
    is_wanted = condition.any_of is not None or condition.in_codes is not None
    return is_among if is_wanted else ~is_among


def _add_look_up(rows: pl.DataFrame, look: LookUp, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    other = (
        tables[look.table].filter(pl.col(look.key).is_not_null()).unique(look.key, keep="first", maintain_order=True)
    )
    other = other.select(
        pl.col(look.key).alias("@key"),
        *(pl.col(name).alias(f"{look.named}:{name}") for name in other.columns if name[0] != "@" or name == ROW),
    )
    return rows.join(other, left_on=look.by, right_on="@key", how="left", maintain_order="left")


def _keep_groups(rows: pl.DataFrame, pairs: Pairs) -> tuple[pl.DataFrame, int]:
    usable = rows.filter(pl.col(pairs.by).is_not_null() & pl.col(pairs.of).is_not_null())
    small = usable.filter(pl.len().over(pairs.by) <= pairs.at_most)
    return small, usable.height - small.height


def _pair(first: pl.DataFrame, second: pl.DataFrame, pairs: Pairs) -> tuple[pl.DataFrame, int]:
    # Each side is cut to the rows it may use before the join: a group grows with the square of its size.
    first, first_too_large = _keep_groups(first, pairs)
    second, second_too_large = _keep_groups(second, pairs)
    other = second.select(pl.col(pairs.by).alias("@by"), pl.all().name.prefix(f"{OTHER}:"))
    joined = first.join(other, left_on=pairs.by, right_on="@by", how="inner", maintain_order="left_right")
    one, another = pl.col(pairs.of), pl.col(f"{OTHER}:{pairs.of}")
    kept = joined.filter(one != another if pairs.both_ways else one < another)
    return kept, max(first_too_large, second_too_large)


def _split_conditions(conditions: tuple[Condition, ...]) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
    """Return the conditions on the first row of a pair, and those on the second, read as if it were the first."""
    prefix = f"{OTHER}:"
    first = tuple(condition for condition in conditions if not condition.column.startswith(prefix))
    second = tuple(
        condition.model_copy(update={"column": condition.column.removeprefix(prefix)})
        for condition in conditions
        if condition.column.startswith(prefix)
    )
    return first, second


def choose_rows(record: Record, profile: Profile, tables: Mapping[str, pl.DataFrame]) -> tuple[pl.DataFrame, int]:
    """Return the rows that give this record, in the order sent, and how many were in groups too large to pair.

    `tables` are the source tables under the profile's names. Rows that the profile leaves out do not take part.
    """
    rows = tables[record.source]
    for left in profile.left_out:
        if left.source == record.source and left.to in (None, record.to):
            rows = rows.filter(~meet_all(left.when, profile))
    for look in record.look_up:
        rows = _add_look_up(rows, look, tables)
    if record.pairs is None:
        return rows.filter(meet_all(record.when, profile)), 0
    on_first, on_second = _split_conditions(record.when)
    return _pair(rows.filter(meet_all(on_first, profile)), rows.filter(meet_all(on_second, profile)), record.pairs)
