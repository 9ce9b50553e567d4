"""Somebody who is an offender to one agency and a victim to another: what those not cleared for victims are told.

They are one person with two roles. Who may read of the nominal, and not of victims, is told what the other records
say: nothing of a record by which an agency knows them as a victim alone, not even that there is one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from graph_schema.periods import MAX_MOMENT, AsOf
from graph_schema.provenance import SEPARATOR
from graph_schema.store import GraphStore
from graph_schema.vocabulary import TABLES
from ingest.landing.state import LandedState
from ingest.records import encode, record_id, unpacked
from service.access.questions import ask_each

_VICTIM = {"relationships": "from_ref", "victim_contact": "victim_ref", "marac_people": "person_ref"}
_NOMINAL = {"mappa_cases": "person_ref"}


@dataclass(frozen=True)
class OffenderSide:
    """What a person's other records say, those left out by which an agency knows them as a victim alone.

    `says` is by column of `persons`; `hidden_rows` are the rows of all tables that name none but records left out.
    """

    records: tuple[str, ...]
    says: Mapping[str, str]
    hidden_rows: frozenset[str] = frozenset()


def offender_sides(store: GraphStore, people: Iterable[str], now: AsOf) -> Mapping[str, OffenderSide]:
    """Return, of those among `people` whom some record knows as a victim alone, what the other records say.

    Others are left out: of them everything may be told, or nothing.
    """
    asked = sorted(set(people))
    victim = _named(store, ("said_as_victim", "said_as_victim_at_marac"), _VICTIM, asked, now)
    both = sorted(victim)
    nominal = _named(store, ("said_as_nominal",), _NOMINAL, both, now)
    about: dict[str, set[str]] = {}
    for row in ask_each(store, "records_about", both, now):
        about.setdefault(row["person"], set()).add(row["record"])
    sides: dict[str, OffenderSide] = {}
    for person in both:
        hidden = (victim[person] - nominal.get(person, set())) & about.get(person, set())
        if hidden:
            kept = about[person] - hidden
            sides[person] = replace(_side(store, sorted(kept)), hidden_rows=_rows_of(store, person, hidden, kept))
    return sides


def _named(
    store: GraphStore, questions: Sequence[str], columns: Mapping[str, str], people: Sequence[str], now: AsOf
) -> dict[str, set[str]]:
    """Return by person the records of people that rows name in a column; the rows are those that questions tell."""
    rows = [
        (row["person"], record)
        for question in questions
        for row in ask_each(store, question, people, now)
        for record in row["records"].split(SEPARATOR)
    ]
    refs = _references(store, {record for _, record in rows}, columns)
    named: dict[str, set[str]] = {}
    for person, record in rows:
        named.setdefault(person, set()).update(refs.get(record, ()))
    return named


def _references(store: GraphStore, rows: Iterable[str], columns: Mapping[str, str]) -> Mapping[str, set[str]]:
    versions = LandedState(store).versions_of(sorted(rows))
    refs: dict[str, set[str]] = {}
    for (table,), frame in versions.group_by("feed_table"):
        column = columns.get(str(table))
        if column is None:
            continue
        told = unpacked(TABLES[str(table)], frame, [column]).drop_nulls(column)
        for record, agency, ref in told.select("record", "agency", column).iter_rows():
            refs.setdefault(record, set()).add(record_id(agency, "persons", encode(ref)))
    return refs


def _rows_of(store: GraphStore, person: str, hidden: set[str], kept: set[str]) -> frozenset[str]:
    """Return the rows at a person that name records of `hidden` and none of `kept`."""
    state = LandedState(store)
    told = state.statements_at("Person", [person])["record"]
    rows = {part for joined in told.drop_nulls().unique() for part in joined.split(SEPARATOR)}
    found: set[str] = set()
    for (name,), frame in state.versions_of(sorted(rows)).group_by("feed_table"):
        table = TABLES[str(name)]
        columns = [column.name for column in table.references if column.target == "persons"]
        for row in unpacked(table, frame.filter(pl.col("known_to") == MAX_MOMENT), columns).iter_rows(named=True):
            named = {record_id(row["agency"], "persons", encode(row[one])) for one in columns if row[one]}
            if named & hidden and not named & kept:
                found.add(row["record"])
    return frozenset(found | hidden)


def _side(store: GraphStore, records: Sequence[str]) -> OffenderSide:
    """Return what records say together: of each column what was known last, on one day of the agency first by name."""
    versions = LandedState(store).versions_of(records).filter(pl.col("known_to") == MAX_MOMENT)
    ordered = unpacked(TABLES["persons"], versions).sort(
        "known_from", "agency", "record", descending=[True, False, False]
    )
    says: dict[str, str] = {}
    for row in ordered.select(TABLES["persons"].column_names).iter_rows(named=True):
        says |= {name: value for name, value in row.items() if value is not None and name not in says}
    return OffenderSide(tuple(ordered["record"]), says)
