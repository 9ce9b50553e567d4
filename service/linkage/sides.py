"""What a record of a person says, for somebody who is to tell whether two records are about one person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from graph_schema.periods import MAX_MOMENT, AsOf
from graph_schema.store import GraphStore
from graph_schema.vocabulary import TABLES
from ingest.errors import NoSuchPair
from ingest.judging.deciding import pair_of_refs
from ingest.landing.state import LandedState
from ingest.records import encode, public_ref, record_id, unpacked
from service.linkage.questions import ask_each

PEOPLE = "persons"
IDENTIFIERS = ("pnc", "cro", "crn", "prison_number", "nhs_number")
SHOWN = (
    "given_names", "family_name", "aliases", "date_of_birth", "age_recorded", "sex", "ethnicity", "deceased_on", "pnc",
    "cro", "crn", "prison_number", "nhs_number", "nino",
)  # fmt: skip
"""Columns a reviewer reads; whether there is a ViSOR record is nothing to tell two people apart by."""


@dataclass(frozen=True)
class Side:
    """One record: its public reference (`agency:ref`), whom it is about now and why, and what it says; blanks out."""

    record: str
    ref: str
    person: str | None
    basis: str | None
    says: Mapping[str, str]

    @property
    def agency(self) -> str:
        """Return the agency that sends it."""
        return self.record.split(":", 1)[0]

    @property
    def name(self) -> str:
        """Return the name it gives."""
        return (
            " ".join(self.says[one] for one in ("given_names", "family_name") if one in self.says) or "without a name"
        )


def read_sides(store: GraphStore, records: Sequence[str], now: AsOf) -> Mapping[str, Side]:
    """Return what records say now, by record; those that are not there are left out."""
    names = sorted(set(records))
    versions = LandedState(store).versions_of(names)
    rows = unpacked(TABLES[PEOPLE], versions.filter(pl.col("known_to") == MAX_MOMENT), SHOWN)
    says = {row["record"]: {one: row[one] for one in SHOWN if row[one]} for row in rows.iter_rows(named=True)}
    about = {row["record"]: row for row in ask_each(store, "records_now", names, now)}
    there = set(versions["record"])
    return {name: _side(name, about.get(name, {}), says.get(name, {})) for name in names if name in there}


def _side(record: str, about: Mapping[str, str], says: Mapping[str, str]) -> Side:
    return Side(record, public_ref(record), about.get("person"), about.get("basis"), says)


def record_of(ref: str) -> str:
    """Return the record of a person that `agency:ref` names; raises NoSuchPair for what is no reference."""
    agency, colon, own = ref.partition(":")
    if not (agency and colon and own):
        raise NoSuchPair("A record is named as agency:ref, such as cheshire-police:N00001.")
    return record_id(agency, PEOPLE, encode(own))


def pair_of_public(one: str, other: str) -> tuple[str, str]:
    """Return the pair of two references; raises NoSuchPair."""
    return pair_of_refs(record_of(one), record_of(other))
