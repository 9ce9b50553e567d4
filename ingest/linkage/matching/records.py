"""The records of persons that a store holds now, with all that bears on who each is about."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import polars as pl

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from graph_schema.vocabulary import TABLES
from ingest.linkage.matching.evidence import HeldAddress, LinkageRecord, Related
from ingest.linkage.matching.names import latin
from ingest.linkage.matching.table import KINDS
from ingest.records import public_ref, record_id, unpacked

__all__ = ["HeldAddress", "LinkageRecord", "Related", "read_records"]

DAYS_OF_A_YEAR = 365.25
_OTHER_WAY = {"parent_of": "child_of", "carer_of": "cared_for_by", "victim_of": "offender_of"}
"""What the second of a relationship is to the first; kinds not named here read the same both ways."""

Row = Mapping[str, str | None]


def read_records(store: GraphStore) -> list[LinkageRecord]:
    """Return every record of a person as it stands now, in the order of ids."""
    persons = _stated(store, "persons")
    things = {str(row["record"]): str(row["thing"]) for row in _ask(store, "persons_now").iter_rows(named=True)}
    by_id = {str(row["record"]): row for row in persons}
    addresses, related = _addresses(store), _related(store, by_id, things)
    found = [_record(row, addresses.get(record, ()), related.get(record, ())) for record, row in by_id.items()]
    return sorted(found, key=lambda one: one.record)


@cache
def _query(name: str) -> str:
    return (files("ingest.linkage.matching") / "queries" / f"{name}.cypher").read_text(encoding="utf-8")


def _ask(store: GraphStore, name: str) -> pl.DataFrame:
    return pl.DataFrame(store.read(_query(name), {"open_end": MAX_MOMENT}))


def _stated(store: GraphStore, table: str) -> list[dict[str, str | None]]:
    answer = store.read(_query("stated_now"), {"open_end": MAX_MOMENT, "feed_table": table})
    return unpacked(TABLES[table], pl.DataFrame(answer)).drop("values").to_dicts() if answer.num_rows else []


def _record(row: Row, addresses: tuple[HeldAddress, ...], related: tuple[Related, ...]) -> LinkageRecord:
    raw: dict[str, str] = json.loads(row["raw"]) if row["raw"] else {}
    born = _day(row["date_of_birth"])
    born_from, born_to = (None, None) if born else _born_between(row["age_recorded"], row["age_recorded_on"])
    record = str(row["record"])
    return LinkageRecord(
        record=record,
        agency=str(row["agency"]),
        ref=public_ref(record),
        given_names=row["given_names"] or "",
        family_name=row["family_name"] or "",
        aliases=tuple(alias.strip() for alias in (row["aliases"] or "").split(";") if alias.strip()),
        born=born,
        born_text=raw.get("date_of_birth", ""),
        born_from=born_from,
        born_to=born_to,
        sex=row["sex"] if row["sex"] in {"female", "male"} else "",
        addresses=addresses,
        identifiers={kind: value for kind in KINDS if (value := row[kind])},
        raw_identifiers={kind: raw[kind] for kind in KINDS if raw.get(kind)},
        related=related,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _born_between(age: str | None, recorded_on: str | None) -> tuple[date | None, date | None]:
    on = _day(recorded_on)
    if not age or not on:
        return None, None
    latest = on - timedelta(days=int(int(age) * DAYS_OF_A_YEAR))
    return latest - timedelta(days=366), latest


def _addresses(store: GraphStore) -> dict[str, tuple[HeldAddress, ...]]:
    """Return by record of a person the addresses it names, the newest first."""
    places = {str(row["record"]): row for row in _stated(store, "addresses")}
    held: dict[str, list[HeldAddress]] = defaultdict(list)
    for row in _stated(store, "residences"):
        agency = str(row["agency"])
        place = places.get(record_id(agency, "addresses", str(row["address_ref"])))
        if place:
            held[record_id(agency, "persons", str(row["person_ref"]))].append(_address(row, place))
    return {
        record: tuple(sorted(places_of, key=lambda one: one.valid_from or date.min, reverse=True))
        for record, places_of in held.items()
    }


def _address(row: Row, place: Row) -> HeldAddress:
    return HeldAddress(
        secondary=place["secondary_name"] or "",
        primary=place["primary_name"] or "",
        street=place["street"] or "",
        town=place["town"] or "",
        postcode=place["postcode"] or "",
        uprn=place["uprn"] or "",
        kind=place["kind"] or "",
        use=row["kind"] or "",
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _related(
    store: GraphStore, persons: Mapping[str, Row], things: Mapping[str, str]
) -> dict[str, tuple[Related, ...]]:
    """Return by record of a person who and what it is tied to."""
    held: dict[str, list[Related]] = defaultdict(list)
    for row in _stated(store, "relationships"):
        agency, kind = str(row["agency"]), str(row["kind"])
        one, other = (record_id(agency, "persons", str(row[end])) for end in ("from_ref", "to_ref"))
        if one in persons and other in persons:
            held[one].append(_person(kind, persons[other], things.get(other, "")))
            held[other].append(_person(_OTHER_WAY.get(kind, kind), persons[one], things.get(one, "")))
    for record, tie in _shared_things(store):
        held[record].append(tie)
    return {record: tuple(dict.fromkeys(ties)) for record, ties in held.items()}


def _person(kind: str, row: Row, thing: str) -> Related:
    names = row["given_names"] or "", row["family_name"] or ""
    return Related(kind, thing, *names, _day(row["date_of_birth"]))


def _shared_things(store: GraphStore) -> Iterator[tuple[str, Related]]:
    """Yield the cases a record is the subject of or named in, and its key workers by name.

    Each agency has its own references for key workers.
    """
    for row in _stated(store, "mappa_cases"):
        if row["person_ref"]:
            yield _of(row), Related("mappa_case", str(row["case_ref"]))
    for row in _stated(store, "marac_people"):
        yield _of(row), Related(f"marac_{row['role']}", str(row["marac_ref"]))
    workers = {str(row["record"]): latin(row["name"]) for row in _stated(store, "key_workers")}
    for row in _stated(store, "assignments"):
        worker = workers.get(record_id(str(row["agency"]), "key_workers", str(row["worker_ref"])))
        if row["person_ref"] and worker:
            yield _of(row), Related("key_worker", worker)


def _of(row: Row) -> str:
    return record_id(str(row["agency"]), "persons", str(row["person_ref"]))
