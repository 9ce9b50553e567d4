"""One table of a feed beside what its agency said before: new rows, changed, unchanged, and rows sent twice."""

from dataclasses import dataclass

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.vocabulary import FeedTable
from ingest.problems import Code, Outcome, Problem
from ingest.records import key_of, packed_values, record_id
from ingest.validation.tables import LINE, PLACE, RAW

RECORD, VALUES, FATE = "record", "values", "fate"


@dataclass(frozen=True)
class Keyed:
    """Rows with their record's id and their values as one text; and those that may not land beside another row."""

    rows: pl.DataFrame
    rejected: pl.DataFrame
    problems: tuple[Problem, ...]
    repeated: int


def key_rows(agency: str, table: FeedTable, rows: pl.DataFrame) -> Keyed:
    """Name every row's record; a row that repeats an earlier one is dropped, one that contradicts it is rejected."""
    keyed = rows.with_columns(
        (record_id(agency, table.name, "") + key_of(table)).alias(RECORD), packed_values(table).alias(VALUES)
    )
    if not keyed[RECORD].is_duplicated().any():
        return Keyed(keyed, keyed.clear(), (), 0)
    first = keyed.unique(RECORD, keep="first", maintain_order=True)
    later = keyed.join(first.select(PLACE), on=PLACE, how="anti").join(
        first.select(RECORD, pl.col(VALUES).alias("first_values"), pl.col(LINE).alias("first_line")), on=RECORD
    )
    contradicting = later.filter(pl.col(VALUES) != pl.col("first_values"))
    problems = tuple(
        Problem(
            table.name, line, None, Code.SENT_TWICE,
            f"names the same thing as line {first_line} but says otherwise: keep one of the two and send it again",
            Outcome.REJECTED,
        )
        for line, first_line in contradicting.select(LINE, "first_line").iter_rows()
    )  # fmt: skip
    return Keyed(first, contradicting.select(keyed.columns), problems, later.height - contradicting.height)


def compare(rows: pl.DataFrame, history: pl.DataFrame, withdrawn: pl.Series) -> pl.DataFrame:
    """Return `rows` with FATE: accepted where the record states nothing now, unchanged, or changed.

    `history` is all versions of these records; `withdrawn` the records this feed takes back before its rows.
    """
    now = history.filter((pl.col("known_to") == MAX_MOMENT) & ~pl.col(RECORD).is_in(withdrawn.implode())).select(
        RECORD, pl.col("values").alias("now"), pl.col("raw").alias("raw_now")
    )
    same = (pl.col(VALUES) == pl.col("now")) & pl.col(RAW).eq_missing(pl.col("raw_now"))
    is_new = pl.when(pl.col("now").is_null()).then(pl.lit("accepted"))
    fate = is_new.when(same).then(pl.lit("unchanged")).otherwise(pl.lit("changed"))
    return rows.join(now, on=RECORD, how="left").with_columns(fate.alias(FATE)).drop("now", "raw_now")
