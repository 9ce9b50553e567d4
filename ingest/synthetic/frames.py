"""The shape that everything an agency says takes on its way into a feed: agency, month received, and the columns."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from graph_schema.vocabulary import TABLES
from ingest.synthetic.calendar import Calendar
from ingest.synthetic.dice import Days, Whole

AGENCY, MONTH, SENDING_DAY = "agency", "month", "sending_day"

Statements = Mapping[str, pl.DataFrame]
"""By table: AGENCY, MONTH (the month in which the row is first received) and the contract's columns as text."""


def as_statements(table: str, frame: pl.DataFrame, months: int) -> pl.DataFrame:
    """Return the rows received in the first `months` months, every column of the table there and text."""
    given = set(frame.columns)
    columns = [
        (pl.col(name).cast(pl.String) if name in given else pl.lit("")).fill_null("").alias(name)
        for name in TABLES[table].column_names
    ]
    return frame.filter(pl.col(MONTH) < months).select(
        pl.col(AGENCY).cast(pl.String), pl.col(MONTH).cast(pl.Int32), *columns
    )


def merge(parts: Sequence[Statements]) -> dict[str, pl.DataFrame]:
    """Return the parts' rows of each table, one part after the other."""
    merged: dict[str, list[pl.DataFrame]] = {}
    for part in parts:
        for table, frame in part.items():
            merged.setdefault(table, []).append(frame)
    return {table: pl.concat(frames) for table, frames in merged.items()}


def days(values: Days) -> pl.Series:
    """Return a column of days; NaT becomes null."""
    return pl.Series(values.astype("datetime64[D]")).cast(pl.Date)


def before(days_on: Days, many: Whole | int) -> Days:
    """Return days that lie so many days before others."""
    return np.asarray(days_on - np.asarray(many).astype("timedelta64[D]"), dtype="datetime64[D]")


def blank_days(count: int) -> Days:
    """Return days of which none is known."""
    return np.full(count, "NaT", dtype="datetime64[D]")


def tell_from(frame: pl.DataFrame, calendar: Calendar, day: str) -> pl.DataFrame:
    """Return the rows received no earlier than their agency can tell of the day in the column `day`."""
    return frame.with_columns(
        pl.max_horizontal(MONTH, calendar.month_of(pl.col(day), pl.col(SENDING_DAY))).alias(MONTH)
    )


def tell_again(frame: pl.DataFrame, calendar: Calendar, known: str, *later: str) -> pl.DataFrame:
    """Return every row as it was first told, and once more when the day in `known` had come.

    The columns in `later` (`known` alone where none is named) are blank in the first telling if it is too early.
    """
    month = pl.max_horizontal(calendar.month_of(pl.col(known), pl.col(SENDING_DAY)), pl.col(MONTH)).alias("_known")
    told = frame.with_columns(month)
    is_later = pl.col("_known") > pl.col(MONTH)
    first = told.with_columns(
        pl.when(is_later).then(None).otherwise(pl.col(end)).alias(end) for end in later or (known,)
    )
    again = told.filter(is_later).with_columns(pl.col("_known").alias(MONTH))
    return pl.concat([first, again]).drop("_known")
