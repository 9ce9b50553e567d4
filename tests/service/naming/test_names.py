"""What things are called: every kind, every record joined, and only what was known at the time."""

import time
from datetime import date, datetime

import polars as pl
import pytest

from graph_schema.periods import AsOf
from graph_schema.provenance import SEPARATOR
from graph_schema.vocabulary import NODE_KINDS
from ingest.records import public_ref
from service.naming import Named, describe
from service.rules.findings import Thing
from tests.feed_builder import a_feed
from tests.ingest.landing.conftest import Area

NOW = AsOf(date(2026, 3, 2), datetime(2026, 3, 2, 12))
PNC = "2099/0000043C"


def ids(area: Area, kind: str) -> list[str]:
    """Return the ids of all nodes of a kind."""
    return [str(id_) for id_ in area.store.read(f"MATCH (n:`{kind}`) RETURN n.id AS id")["id"].to_pylist()]


def names(area: Area, kind: str, as_of: AsOf = NOW) -> dict[str, Named]:
    """Return what all things of a kind are called, by label."""
    told = describe(area.store, [Thing(kind, id_) for id_ in ids(area, kind)], as_of)
    return {named.label: named for named in told.values()}


@pytest.mark.parametrize(
    ("kind", "label", "refs"),
    [
        ("Person", "Elowen Mary Quillfeather", ("county:P1",)),
        ("Address", "Flat 2, 7A St. Kelpie's Row, Cutterby, CH3 9FT", ("county:A1",)),
        ("Agency", "County Police", ("police",)),
        ("KeyWorker", "Imrie Posy", ("county:W1",)),
        ("MappaCase", "MAPPA case C1", ("C1",)),
        ("MaracCase", "MARAC case M1", ("M1",)),
        ("Order", "Order: licence", ("O1",)),
        ("Condition", "Condition: exclusion zone", ("county:CO1",)),
        ("Zone", "Zone: Around the mill", ("Z1",)),
        ("Sentence", "Sentence: stalking", ("county:SE1",)),
        ("Placement", "Placement: CAS3", ("county:PL1",)),
        ("Transfer", "Transfer: mappa area", ("T1",)),
        ("Event", "Event: release, 15 January 2025", ("county:E1",)),
        ("Meeting", "Meeting: review, 10 February 2026", ("ME1",)),
        ("Action", "Action: victim safety", ("county:AC1",)),
        ("Disclosure", "Disclosure: agency disclosure, 10 February 2026", ("county:D1",)),
        ("InformationShare", "Information share, 21 November 2025", ("county:IS1",)),
        ("RiskPlan", "Risk management plan, 12 January 2026", ("county:RP1",)),
        ("Referral", "Referral, 2 January 2025", ("county:RF1",)),
        ("RiskAssessment", "Risk assessment, 10 January 2026", ("county:P1|2026-01-10",)),
        ("Notification", "Notification: annual, 20 January 2026", ("county:P1|annual|2026-01-20",)),
        ("Area", "Cheshire", ("cheshire",)),
        ("LocalAuthority", "Cheshire West and Chester", ("E06000050",)),
    ],
)
def test_a_thing_has_a_label_in_plain_words_and_its_references(
    full_area: Area, kind: str, label: str, refs: tuple[str, ...]
) -> None:
    assert names(full_area, kind).get(label) == Named(label, refs)


def test_every_kind_of_the_vocabulary_can_be_named(full_area: Area) -> None:
    things = [Thing(kind, id_) for kind in NODE_KINDS for id_ in ids(full_area, kind)]
    assert {thing.kind for thing in things} == set(NODE_KINDS)
    told = describe(full_area.store, things, NOW)
    assert list(told) == things
    assert all(named.label for named in told.values())


def test_a_person_has_a_reference_for_each_record_known_then_and_no_other(area: Area) -> None:
    """Joined, corrected and taken back, with a key that holds separators: the same as from the joins themselves."""
    odd = "a|b;c%=d"
    area.lands(
        a_feed("police", "2026-01-02").having("persons", {"person_ref": odd, "pnc": PNC, "family_name": "Smyth"}),
        a_feed("prison", "2026-01-05").having("persons", {"person_ref": "N1", "pnc": PNC, "family_name": "Smythe"}),
        a_feed("health", "2026-01-06").having("persons", {"person_ref": "H1", "pnc": PNC}),
        a_feed("prison", "2026-01-09").having("withdrawals", {"table": "persons", "key": "N1"}),
        a_feed("health", "2026-01-12").having("persons", {"person_ref": "H1", "given_names": "Ash"}),
    )
    expected = {
        1: {},
        2: {"Smyth": {f"police:{odd}"}},
        5: {"Smythe": {f"police:{odd}", "prison:N1"}},
        6: {"Smythe": {f"police:{odd}", "prison:N1", "health:H1"}},
        9: {"Smyth": {f"police:{odd}", "health:H1"}},
        12: {"Smyth": {f"police:{odd}"}, "Ash": {"health:H1"}},
    }
    for day, people in expected.items():
        told = names(area, "Person", AsOf(date(2026, 6, 1), datetime(2026, 1, day)))
        nobody = told.pop("Person without a name", None)
        assert nobody is None or nobody.refs == ()
        assert {label: set(named.refs) for label, named in told.items()} == people
        assert {ref for named in told.values() for ref in named.refs} == _refs_by_joins(area, datetime(2026, 1, day))


def _refs_by_joins(area: Area, known: datetime) -> set[str]:
    """Return the references of the records of people that are joined and state something then."""
    query = (
        "MATCH (r:Record)-[j:SAME_AS]->(:Person) WHERE j.known_from <= $known AND $known < j.known_to "
        "MATCH (r)-[s:STATES]->(:Record) WHERE s.known_from <= $known AND $known < s.known_to "
        "RETURN r.id AS record"
    )
    return {public_ref(str(record)) for record in area.store.read(query, {"known": known})["record"].to_pylist()}


def test_addresses_that_are_one_have_the_references_of_both(area: Area) -> None:
    place = {"primary_name": "7", "street": "Kelpie Row", "postcode": "CH3 9FT"}
    area.lands(
        a_feed("police", "2026-01-02").having("addresses", {"address_ref": "A1", **place}),
        a_feed("housing", "2026-01-05").having("addresses", {"address_ref": "B1", "town": "Cutterby", **place}),
    )
    assert names(area, "Address") == {
        "7 Kelpie Row, Cutterby, CH3 9FT": Named("7 Kelpie Row, Cutterby, CH3 9FT", ("housing:B1", "police:A1"))
    }


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        ({"kind": "no_fixed_abode"}, "No fixed abode"),
        ({"kind": "dwelling"}, "Address without details"),
        ({"postcode": "CH3 9FT"}, "CH3 9FT"),
    ],
)
def test_an_address_of_which_little_is_known_still_has_a_label(area: Area, cells: dict[str, str], label: str) -> None:
    area.lands(a_feed("police", "2026-01-02").having("addresses", {"address_ref": "A1", **cells}))
    assert list(names(area, "Address")) == [label]


def test_what_is_not_known_yet_is_called_by_its_reference(full_area: Area) -> None:
    before = AsOf(date(2026, 3, 2), datetime(2026, 1, 1))
    assert names(full_area, "Agency", before)["Agency police"] == Named("Agency police", ("police",))
    assert names(full_area, "Order", before) == {"Order": Named("Order", ("O1",))}
    assert all(named.refs == () for named in names(full_area, "Person", before).values())


def test_many_things_are_named_as_a_few_are(area: Area) -> None:
    """Beyond the number from which the store looks through all nodes at once."""
    people = [{"person_ref": f"P{number}", "family_name": f"Name {number}"} for number in range(4000)]
    area.lands(a_feed("police", "2026-01-02").having("persons", *people))
    things = [Thing("Person", id_) for id_ in ids(area, "Person")]
    start = time.perf_counter()
    told = describe(area.store, things, NOW)
    seconds = time.perf_counter() - start
    assert {named.refs: named.label for named in told.values()} == {
        (f"police:P{number}",): f"Name {number}" for number in range(4000)
    }
    assert seconds < 2
    assert describe(area.store, things[:12], NOW) == {thing: told[thing] for thing in things[:12]}


def test_the_records_named_by_details_are_those_that_are_joined(full_area: Area) -> None:
    """What references are read from holds every joined record, for people and for addresses."""
    statements = full_area.everything().filter(pl.col("known_to") > NOW.known)
    for detail, kind in (("HAS_DETAILS", "Person"), ("LOCATED_AT", "Address")):
        told = {
            (thing, record)
            for thing, records in statements.filter(pl.col("type") == detail).select("from", "record").iter_rows()
            for record in records.split(SEPARATOR)
        }
        joins = statements.filter((pl.col("type") == "SAME_AS") & (pl.col("to_kind") == kind))
        assert told <= set(joins.select("to", "from").iter_rows())
