"""Splink and DuckDB, opened where records are compared and nowhere else: they take two seconds and 200 MB to load."""

import logging
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ingest.linkage.matching.errors import LinkageNotInstalled

if TYPE_CHECKING:
    import duckdb
    from splink import DuckDBAPI, Linker
    from splink.internals.splink_dataframe import SplinkDataFrame

MEMORY_LIMIT = "3GB"
RECORDS = "linkage_records"
COUNTED = ("given", "family")
"""Columns whose values weigh less the more often they occur."""

FREQUENCY_FLOOR, SMOOTHING = 1 / 50_000, 2_000
"""A name never met is taken to be as frequent as this; what a model knows counts as this many records."""


@dataclass(frozen=True)
class Engine:
    """A database in memory with the table RECORDS, whose rows are numbered by `place`."""

    connection: "duckdb.DuckDBPyConnection"
    database: "DuckDBAPI"
    table: "SplinkDataFrame"

    def count(self) -> int:
        """Return how many records there are."""
        return int(self.connection.table(RECORDS).shape[0])

    def linker(self, settings: Mapping[str, object], frequencies: Mapping[str, pl.DataFrame]) -> "Linker":
        """Return Splink over the records, with `frequencies` of values by column."""
        from splink import Linker

        linker = Linker(self.table, dict(settings), log_level=logging.ERROR, validate_settings=False)
        for column, values in frequencies.items():
            registered = self.database.register(values.to_arrow())
            linker.table_management.register_term_frequency_lookup(registered, column)
        return linker


@contextmanager
def open_engine(rows: pl.DataFrame) -> Iterator[Engine]:
    """Open a database with `rows` in it, as `tabulate` makes them, `place` and `clusters` added.

    Raises LinkageNotInstalled where the extra `linkage` is not there.
    """
    try:
        import duckdb
        from splink import DuckDBAPI
    except ImportError as error:
        raise LinkageNotInstalled(
            "Comparing records needs Splink and DuckDB: install risk-network[linkage], then run this again."
        ) from error
    logging.getLogger("splink").setLevel(logging.ERROR)
    with warnings.catch_warnings(), duckdb.connect() as connection:
        warnings.simplefilter("ignore")  # the libraries' own; ours are errors in tests
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        connection.register("rows", rows.to_arrow())
        connection.execute(f"CREATE TABLE {RECORDS} AS SELECT * FROM rows")
        connection.unregister("rows")
        database = DuckDBAPI(connection=connection)
        yield Engine(connection, database, database.register(RECORDS))


def count_values(rows: pl.DataFrame, known: Mapping[str, Mapping[str, float]]) -> dict[str, pl.DataFrame]:
    """Return by column how frequent each of its values is: as counted here, smoothed by what a model knows."""
    return {column: _count_one(rows[column], known.get(column, {})) for column in COUNTED}


def _count_one(values: pl.Series, known: Mapping[str, float]) -> pl.DataFrame:
    name = values.name
    counts = values.drop_nulls().value_counts(name="count")
    base = pl.DataFrame({name: list(known), "base": list(known.values())}, schema={name: pl.String, "base": pl.Float64})
    weight = SMOOTHING if known else 0
    total = counts["count"].sum() + weight
    smoothed = (pl.col("count") + weight * pl.col("base").fill_null(FREQUENCY_FLOOR)) / max(total, 1)
    return counts.join(base, on=name, how="left").select(name, smoothed.alias(f"tf_{name}"))


def most_frequent(frequencies: pl.DataFrame, column: str, kept: int) -> dict[str, float]:
    """Return the values that occur most, with their frequencies to six digits, in the order of their names."""
    top = frequencies.sort(f"tf_{column}", column, descending=[True, False]).head(kept).sort(column)
    names: Sequence[str] = top[column].to_list()
    return dict(zip(names, (round(value, 6) for value in top[f"tf_{column}"]), strict=True))
