"""Which records must be read again because a feed changes what they amount to."""

from collections.abc import Mapping

import polars as pl

from graph_schema.provenance import SEPARATOR
from graph_schema.vocabulary import TABLES
from ingest.landing.joining import Joining
from ingest.landing.state import LandedState
from ingest.records import decode

_LABELS = {"persons": "Person", "addresses": "Address"}


def reach(
    touched: pl.DataFrame, opened: pl.DataFrame, joinings: Mapping[str, Joining], state: LandedState
) -> pl.DataFrame:
    """Return the versions as they stand of every record whose statements a feed may change.

    `touched` is versions as they stand of the rows a feed opens or closes and `opened` those it opens, people and
    addresses left out. Added are rows that name a person or address who now is another node, sites at an address that
    moved, and whoever else records a thing with a shared name.
    """
    lacking = _dependants(joinings, state) - set(touched["record"])
    versions = pl.concat([touched, state.versions_of(sorted(lacking))])
    return _with_whole_groups(versions, opened, state)


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


def _with_whole_groups(versions: pl.DataFrame, opened: pl.DataFrame, state: LandedState) -> pl.DataFrame:
    whole = [versions]
    have = set(versions["record"])
    records = pl.concat([frame.select("feed_table", "record") for frame in (versions, opened)]).unique()
    for (name,), frame in records.group_by("feed_table"):
        table = TABLES[str(name)]
        if not table.is_shared:
            continue
        groups = {group_of(record) for record in frame["record"]}
        things = sorted({decode(group.split("|")[0]) for group in groups})
        others = state.records_of_things(table.name, things)["record"].unique()
        lacking = sorted(record for record in others if record not in have and group_of(record) in groups)
        whole.append(state.versions_of(lacking))
    return pl.concat(whole)
