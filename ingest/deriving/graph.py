"""All statements that a set of records amounts to: the pure function that landing and rebuilding share."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from graph_schema.periods import MAX_DAY, MIN_DAY
from graph_schema.store.batch import Link
from graph_schema.vocabulary import TABLES
from graph_schema.vocabulary.statements import forms_of
from ingest.deriving.details import COLUMNS, HAS_DETAILS, derive_details
from ingest.deriving.locations import LOCATED_AT, SITED_AS, TOGETHER, derive_locations, derive_sites, whole_positions
from ingest.deriving.resolution import resolve_groups
from ingest.deriving.rows import GROUP, stated_rows
from ingest.deriving.statements import FROM, STATEMENT, TO, Memberships, clip_to_memberships, derive_statements

Statements = dict[Link, list[pl.DataFrame]]
_THINGS = {"persons": "Person", "addresses": "Address"}


@dataclass(frozen=True)
class Known:
    """What is needed to read what the records of a table state.

    `memberships` for every record of a person or an address that they are or name; `feeds` with grading and handling;
    `locations` of the addresses that sites stand at.
    """

    memberships: Memberships
    feeds: pl.DataFrame
    locations: pl.DataFrame


def derive(versions: Mapping[str, pl.DataFrame], known: Known) -> dict[Link, pl.DataFrame]:
    """Return every statement that `versions`, whole histories by table, amount to, over all times of knowledge.

    The locations of the addresses among them come on top of those known.
    """
    statements: Statements = {}
    for name in TABLES:
        stated = versions.get(name)
        if stated is None or stated.is_empty():
            continue
        for link, frame in derive_table(name, stated, known):
            statements.setdefault(link, []).append(frame)
            if link == LOCATED_AT:
                known = replace(known, locations=with_locations(known.locations, frame))
    return {link: pl.concat(frames) for link, frames in statements.items()}


def derive_table(name: str, versions: pl.DataFrame, known: Known) -> Iterator[tuple[Link, pl.DataFrame]]:
    """Yield what one table's records amount to, by link, each link once; empty frames are left out."""
    for link, frame in _derive(name, versions, known):
        if not frame.is_empty():
            yield link, frame


def _derive(name: str, versions: pl.DataFrame, known: Known) -> Iterator[tuple[Link, pl.DataFrame]]:
    if name in _THINGS:
        resolved = _resolve_thing(name, versions, known)
        yield (HAS_DETAILS, derive_details(resolved)) if name == "persons" else (LOCATED_AT, derive_locations(resolved))
        yield Link("SAME_AS", "Record", _THINGS[name]), _same_as(name, versions, known)
        return
    rows = _resolve_rows(name, versions, known)
    statements: Statements = {}
    for form in forms_of(name):
        for link, frame in derive_statements(form, rows, known.memberships):
            statements.setdefault(link, []).append(frame)
    yield from ((link, pl.concat(frames)) for link, frames in statements.items())
    if name == "sites":
        yield SITED_AS, derive_sites(rows, _at_addresses(rows, known))


def compared_columns(name: str) -> list[str]:
    """Return the columns in which several records of one thing of a table may disagree."""
    table = TABLES[name]
    if name in _THINGS:
        return [column for column in table.column_names if column != table.key]
    return [column for column in table.column_names if column not in table.identity and not table.column(column).target]


def _resolve_thing(name: str, versions: pl.DataFrame, known: Known) -> pl.DataFrame:
    rows = stated_rows(TABLES[name], versions, known.feeds)
    about = clip_to_memberships(rows, "record", known.memberships.by_table[name], "thing")
    rows = about.with_columns(pl.col("thing").alias(GROUP)).drop("thing")
    if name == "addresses":
        return resolve_groups(whole_positions(rows), compared_columns(name), TOGETHER)
    return resolve_groups(rows, COLUMNS, {})


def _resolve_rows(name: str, versions: pl.DataFrame, known: Known) -> pl.DataFrame:
    table = TABLES[name]
    rows = stated_rows(table, versions, known.feeds)
    if not table.is_shared:
        return rows
    rows = whole_positions(rows) if name == "sites" else rows
    columns = [column for column in table.column_names if column not in table.identity]
    return resolve_groups(rows, columns, TOGETHER if name == "sites" else {})


def with_locations(locations: pl.DataFrame, derived: pl.DataFrame) -> pl.DataFrame:
    """Return locations with those of derived LOCATED_AT statements in place of others of the same addresses."""
    here = derived.rename({FROM: "thing"}).select(locations.columns)
    return pl.concat([locations.join(here, on="thing", how="anti"), here])


def _at_addresses(sites: pl.DataFrame, known: Known) -> pl.DataFrame:
    named = sites.filter(pl.col("address_ref").is_not_null()).select(GROUP, "address_ref", "known_from", "known_to")
    if named.is_empty():
        return named.drop("address_ref").with_columns(
            pl.lit(None, pl.Int64).alias(name) for name in ("easting", "northing", "uncertainty_m")
        )
    at = clip_to_memberships(named, "address_ref", known.memberships.by_table["addresses"], "thing").drop("address_ref")
    located = known.locations.drop_nulls("easting").rename({"known_from": "from", "known_to": "until"})
    clipped = at.join(located, on="thing").with_columns(
        pl.max_horizontal("known_from", "from").alias("known_from"),
        pl.min_horizontal("known_to", "until").alias("known_to"),
    )
    return clipped.filter(pl.col("known_from") < pl.col("known_to")).drop("thing", "from", "until")


def _same_as(name: str, versions: pl.DataFrame, known: Known) -> pl.DataFrame:
    """State which record is about which thing; the records' own agencies are the source, since they sent what joins."""
    records = versions.select("record", "agency").unique()
    about = known.memberships.by_table[name].join(records, on="record")
    nothing = pl.lit("")
    return about.select(
        pl.col("record").alias(FROM),
        pl.col("thing").alias(TO),
        (pl.col("record") + "#SAME_AS").alias(STATEMENT),
        pl.lit(MIN_DAY).alias("valid_from"),
        pl.lit(MAX_DAY).alias("valid_to"),
        "known_from",
        "known_to",
        pl.col("agency").alias("source"),
        nothing.alias("feed"),
        "record",
        nothing.alias("grading"),
        nothing.alias("handling"),
        "basis",
    )
