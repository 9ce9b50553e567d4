"""Which records must be read again because a group of feeds changes what they amount to."""

from collections.abc import Mapping

import polars as pl

from graph_schema.provenance import SEPARATOR
from graph_schema.vocabulary import TABLES
from ingest.landing.joining import Joining
from ingest.landing.standing import Standing
from ingest.landing.state import VERSIONS, LandedState
from ingest.linkage.identifiers import RULES
from ingest.records import decode

_LABELS = {"persons": "Person", "addresses": "Address"}


def reach(standing: Standing, joinings: Mapping[str, Joining]) -> dict[str, pl.DataFrame]:
    """Return by table the versions of records a group does not touch but whose statements it may change.

    Rows that name a person or address who now is another node, sites at an address that moved, and whoever else records
    a thing with a shared name.
    """
    state = standing.landed
    if state.is_empty:
        return {}
    touched = {name: set(standing.changes(name)["record"]) for name in standing.tables() if name not in RULES}
    have = {record for records in touched.values() for record in records}
    dependants = state.versions_of(sorted(_dependants(joinings, state) - have))
    for (name,), frame in dependants.group_by("feed_table"):
        touched.setdefault(str(name), set()).update(frame["record"])
    versions = pl.concat([dependants, _rest_of_groups(touched, state)])
    return {str(name): frame for (name,), frame in versions.group_by("feed_table")}


def split_records(records: pl.Series) -> set[str]:
    """Return the single records that statements name, leaving out those of people and addresses themselves."""
    names = {name for joined in records.drop_nulls().unique() for name in joined.split(SEPARATOR)}
    return {name for name in names if name.split(":", 2)[1] not in _LABELS}


def _dependants(joinings: Mapping[str, Joining], state: LandedState) -> set[str]:
    names: set[str] = set()
    for table, joining in joinings.items():
        things = joining.moved["thing"].unique().to_list()
        names |= split_records(state.statements_at(_LABELS[table], things)["record"])
    if "addresses" in joinings:
        known = joinings["addresses"].was["thing"].unique().to_list()
        names |= split_records(state.sites_at(known)["record"])
    return names


def group_of(record: str) -> str:
    """Return the part of a record's id that all agencies' records of one thing with a shared name have in common."""
    return record.split(":", 2)[2]


def _rest_of_groups(touched: Mapping[str, set[str]], state: LandedState) -> pl.DataFrame:
    """Return the versions of the other records of things with a shared name."""
    rest = [pl.DataFrame(schema=VERSIONS)]
    for name, records in touched.items():
        if not TABLES[name].is_shared:
            continue
        groups = {group_of(record) for record in records}
        things = sorted({decode(group.split("|")[0]) for group in groups})
        others = state.records_of_things(name, things)["record"].unique()
        lacking = sorted(record for record in others if record not in records and group_of(record) in groups)
        rest.append(state.versions_of(lacking))
    return pl.concat(rest)
