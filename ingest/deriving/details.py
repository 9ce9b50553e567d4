"""What is known of a person over all records: names and identifiers, death, and between which days they were born."""

import polars as pl

from graph_schema.ages import births_at_age
from graph_schema.store.batch import Link
from graph_schema.vocabulary import TABLES
from ingest.deriving.rows import CLOCKS, GROUP, ORIGIN
from ingest.deriving.statements import FROM, STATEMENT, TO, first_record, typed, valid_clocks

HAS_DETAILS = Link("HAS_DETAILS", "Person", "Record")
COLUMNS = tuple(name for name in TABLES["persons"].column_names if name != "person_ref")


def derive_details(people: pl.DataFrame) -> pl.DataFrame:
    """Return the HAS_DETAILS statements of people resolved over their records (GROUP is the person's node)."""
    properties = [typed(name, TABLES["persons"].column(name).type).alias(name) for name in COLUMNS]
    details = people.select(
        pl.col(GROUP).alias(FROM),
        first_record().alias(TO),
        (pl.col(GROUP) + "#HAS_DETAILS").alias(STATEMENT),
        *valid_clocks(people),
        *CLOCKS,
        *ORIGIN,
        *properties,
    )
    return details.hstack(_births(details))


def _births(details: pl.DataFrame) -> pl.DataFrame:
    known = details.select("date_of_birth", "age_recorded", "age_recorded_on")
    pairs = known.filter(pl.col("date_of_birth").is_null()).drop_nulls(["age_recorded", "age_recorded_on"]).unique()
    bounds = [births_at_age(age, on) for age, on in pairs.select("age_recorded", "age_recorded_on").iter_rows()]
    spans = pairs.select("age_recorded", "age_recorded_on").with_columns(
        pl.Series("first", [first for first, _ in bounds], dtype=pl.Date),
        pl.Series("last", [last for _, last in bounds], dtype=pl.Date),
    )
    return known.join(spans, on=["age_recorded", "age_recorded_on"], how="left", maintain_order="left").select(
        pl.coalesce("date_of_birth", "first").alias("born_from"),
        pl.coalesce("date_of_birth", "last").alias("born_to"),
    )
