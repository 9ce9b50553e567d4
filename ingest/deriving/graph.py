"""All statements that a set of records amounts to: the pure function that landing and rebuilding share."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from graph_schema.periods import MAX_DAY, MIN_DAY
from graph_schema.store.batch import Link
from graph_schema.vocabulary import TABLES
from graph_schema.vocabulary.statements import forms_of
from ingest.deriving.details import COLUMNS, HAS_DETAILS, derive_details
from ingest.deriving.locations import LOCATED_AT, SITED_AS, TOGETHER, derive_locations, derive_sites, whole_positions
from ingest.deriving.resolution import Disagreement, Resolved, resolve_groups
from ingest.deriving.rows import GROUP, stated_rows
from ingest.deriving.statements import FROM, STATEMENT, TO, Memberships, clip_to_memberships, derive_statements

Statements = dict[Link, list[pl.DataFrame]]
_THINGS = {"persons": "Person", "addresses": "Address"}


@dataclass(frozen=True)
class Stated:
    """What records state, and what is needed to read it.

    `versions` by table, whole histories; `memberships` for every record of a person or an address that they are or
    name; `feeds` with grading and handling; `locations` of the addresses that sites stand at beside those derived here.
    """

    versions: Mapping[str, pl.DataFrame]
    memberships: Memberships
    feeds: pl.DataFrame
    locations: pl.DataFrame


@dataclass(frozen=True)
class Derived:
    """The statements by link, and where records of one thing disagree now."""

    statements: Mapping[Link, pl.DataFrame]
    disagreements: tuple[Disagreement, ...]


def derive(stated: Stated) -> Derived:
    """Return every statement that `stated` amounts to, over all times of knowledge."""
    statements: Statements = {}
    disagreements: list[Disagreement] = []
    locations = stated.locations
    for name in TABLES:
        versions = stated.versions.get(name)
        if versions is None or versions.is_empty():
            continue
        if name in _THINGS:
            resolved = _resolve_thing(name, stated, versions)
            link, frame = _DERIVE_THING[name](resolved)
            _add(statements, link, frame)
            _add(statements, Link("SAME_AS", "Record", _THINGS[name]), _same_as(name, stated))
            locations = _with_locations(locations, frame) if name == "addresses" else locations
        else:
            resolved = _resolve_rows(name, stated, versions)
            for link, frame in _derive_rows(name, resolved, stated, locations):
                _add(statements, link, frame)
        disagreements += resolved.disagreements
    return Derived({link: pl.concat(frames) for link, frames in statements.items()}, tuple(disagreements))


_DERIVE_THING: Mapping[str, Callable[[Resolved], tuple[Link, pl.DataFrame]]] = {
    "persons": lambda people: (HAS_DETAILS, derive_details(people)),
    "addresses": lambda addresses: (LOCATED_AT, derive_locations(addresses)),
}


def _derive_rows(
    name: str, resolved: Resolved, stated: Stated, locations: pl.DataFrame
) -> Iterator[tuple[Link, pl.DataFrame]]:
    for form in forms_of(name):
        yield from derive_statements(form, resolved.rows, stated.memberships)
    if name == "sites":
        yield SITED_AS, derive_sites(resolved, _at_addresses(resolved, stated, locations))


def _add(statements: Statements, link: Link, frame: pl.DataFrame) -> None:
    if not frame.is_empty():
        statements.setdefault(link, []).append(frame)


def _resolve_thing(name: str, stated: Stated, versions: pl.DataFrame) -> Resolved:
    rows = stated_rows(TABLES[name], versions, stated.feeds)
    about = clip_to_memberships(rows, "record", stated.memberships.by_table[name], "thing")
    rows = about.with_columns(pl.col("thing").alias(GROUP)).drop("thing")
    columns = COLUMNS if name == "persons" else TABLES[name].column_names[1:]
    if name == "addresses":
        return resolve_groups(whole_positions(rows), columns, TOGETHER, columns)
    return resolve_groups(rows, columns, {}, columns)


def _resolve_rows(name: str, stated: Stated, versions: pl.DataFrame) -> Resolved:
    table = TABLES[name]
    rows = stated_rows(table, versions, stated.feeds)
    if not table.is_shared:
        return Resolved(rows, ())
    rows = whole_positions(rows) if name == "sites" else rows
    columns = [column for column in table.column_names if column not in table.identity]
    compared = [column for column in columns if not table.column(column).target]
    return resolve_groups(rows, columns, TOGETHER if name == "sites" else {}, compared)


def _with_locations(locations: pl.DataFrame, derived: pl.DataFrame) -> pl.DataFrame:
    here = derived.rename({FROM: "thing"}).select(locations.columns)
    return pl.concat([locations.join(here, on="thing", how="anti"), here])


def _at_addresses(sites: Resolved, stated: Stated, locations: pl.DataFrame) -> pl.DataFrame:
    named = sites.rows.filter(pl.col("address_ref").is_not_null()).select(
        GROUP, "address_ref", "known_from", "known_to"
    )
    if named.is_empty():
        return named.drop("address_ref").with_columns(
            pl.lit(None, pl.Int64).alias(name) for name in ("easting", "northing", "uncertainty_m")
        )
    at = clip_to_memberships(named, "address_ref", stated.memberships.by_table["addresses"], "thing").drop(
        "address_ref"
    )
    located = locations.drop_nulls("easting").rename({"known_from": "from", "known_to": "until"})
    clipped = at.join(located, on="thing").with_columns(
        pl.max_horizontal("known_from", "from").alias("known_from"),
        pl.min_horizontal("known_to", "until").alias("known_to"),
    )
    return clipped.filter(pl.col("known_from") < pl.col("known_to")).drop("thing", "from", "until")


def _same_as(name: str, stated: Stated) -> pl.DataFrame:
    """State which record is about which thing; the records' own agencies are the source, since they sent what joins."""
    records = stated.versions[name].select("record", "agency").unique()
    about = stated.memberships.by_table[name].join(records, on="record")
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
