"""What is found does not depend on the order in which agencies' feeds land, and follows joins between them."""

from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest

from graph_schema.store import GraphStore, open_store
from ingest.ingestion import ingest_feeds
from ingest.reading import FeedReader
from ingest.report import Report
from ingest.validation.feeds import CheckedFeed
from service.policy import load_policy
from service.rules import Finding, load_catalogue, sweep
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.rules.invented import as_of
from tests.service.rules.places import Origin, origins
from tests.service.rules.test_catalogue import HEADLINE_RULES

HERE = origins("cheshire")[0]
CRN, NHS = "Z000017", "9990000018"
"""Valid forms of numbers that are given to nobody."""

NOW, BEFORE = as_of("2026-05-27"), as_of("2026-05-27", "2026-04-30")


def _address(ref: str, east: int, origin: Origin = HERE) -> dict[str, str]:
    where = {"easting": str(origin.easting + east), "northing": str(origin.northing)}
    return {"address_ref": ref, "primary_name": ref, "street": "Nowhere Street", "postcode": origin.postcode} | where


def _home(person: str, address: str, **dates: str) -> dict[str, str]:
    return {"person_ref": person, "address_ref": address, "kind": "home", "valid_from": "2025-01-01"} | dates


POLICE = (
    a_feed("cheshire-police", "2026-04-01")
    .having("persons", {"person_ref": "N", "family_name": "Quorwick", "date_of_birth": "1985-05-05", "crn": CRN})
    .having("mappa_cases", {"case_ref": "C1", "person_ref": "N", "area": "cheshire", "level": "1",
                            "category": "1", "valid_from": "2024-01-01"})
    .having("risk_assessments", {"person_ref": "N", "assessed_on": "2026-01-10", "children": "low"})
)  # fmt: skip
PROBATION = (
    a_feed("probation", "2026-04-20")
    .having("persons", {"person_ref": "p-1", "family_name": "Quorwick", "crn": CRN})
    .having("addresses", _address("1", 0))
    .having("residences", _home("p-1", "1"))
    .having("risk_assessments", {"person_ref": "p-1", "assessed_on": "2026-01-10", "children": "high"})
)
VICTIMS = (
    a_feed("vlo-unit", "2026-05-11")
    .having("persons", {"person_ref": "v-1", "family_name": "Nobody", "date_of_birth": "1990-09-09"},
            {"person_ref": "v-2", "family_name": "Quorwick", "crn": CRN})
    .having("addresses", _address("7", 400))
    .having("residences", _home("v-1", "7"))
    .having("relationships", {"from_ref": "v-1", "to_ref": "v-2", "kind": "victim_of", "valid_from": "2023-01-01"})
)  # fmt: skip
CHILDREN = (
    a_feed("cs-e06000049", "2026-05-12")
    .having("persons", {"person_ref": "k-1", "given_names": "Cora", "family_name": "Nobody", "nhs_number": NHS,
                        "date_of_birth": "2016-06-06"})
    .having("addresses", _address("1", 0) | {"address_ref": "a-1"})
    .having("residences", _home("k-1", "a-1", valid_from="2026-05-01"))
    .having("child_plans", {"person_ref": "k-1", "kind": "child_in_need", "local_authority": "E06000049",
                            "valid_from": "2025-01-01"})
    .having("sites", {"site_ref": "S1", "name": "Quorwick School", "kind": "school",
                      "easting": str(HERE.easting), "northing": str(HERE.northing + 350)})
)  # fmt: skip
FEEDS = (POLICE, PROBATION, VICTIMS, CHILDREN)

Lands = Callable[[tuple[FeedBuilder, ...]], GraphStore]


@pytest.fixture
def lands(tmp_path: Path, reader: FeedReader[CheckedFeed]) -> Iterator[Lands]:
    """Land feeds one by one, in the order given, in a store of their own."""
    opened: list[GraphStore] = []

    def land(feeds: tuple[FeedBuilder, ...]) -> GraphStore:
        place = tmp_path / str(len(opened))
        place.mkdir()
        store = open_store(f"ladybug:{place / 'graph.lbug'}")
        opened.append(store)
        for feed in feeds:
            (report,) = ingest_feeds([feed.in_folder(place)], store, reader)
            assert isinstance(report, Report), report
            assert not sum(count.rejected for count in report.counts.values()), report.problems
        return store

    yield land
    for store in opened:
        store.close()


def _headline(findings: list[Finding]) -> list[Finding]:
    return [one for one in findings if one.rule in HEADLINE_RULES]


def _found(store: GraphStore, *, before: bool = False) -> list[Finding]:
    return sweep(store, load_catalogue(), load_policy(), BEFORE if before else NOW)


def test_findings_are_the_same_in_whatever_order_agencies_feeds_land(
    lands: Lands, depth: Callable[[int, int], int]
) -> None:
    first = lands(FEEDS)
    expected, before = _found(first), _found(first, before=True)
    assert not _headline(before)
    headline = {one.rule for one in _headline(expected)}
    assert headline == {"ACC-03", "ACC-05", "ACC-06", "CHI-01", "CHI-02", "CHI-03", "CHI-04"}
    orders = list(permutations(FEEDS))[1:]
    for order in orders[:: len(orders) // depth(2, len(orders))]:
        store = lands(order)
        assert _found(store) == expected
        assert _found(store, before=True) == before


def test_a_join_of_records_brings_what_each_agency_knows_together(lands: Lands) -> None:
    store = lands((POLICE, VICTIMS))
    assert {(one.rule, one.outcome.value) for one in _headline(_found(store))} == set()
    joined = lands((POLICE, PROBATION, VICTIMS))
    assert {(one.rule, one.outcome.value) for one in _headline(_found(joined))} == {("ACC-03", "found")}
    assert {(one.rule, one.outcome.value) for one in _headline(_found(joined, before=True))} == set()


def test_a_second_statement_of_the_same_thing_is_one_step_with_two_sources(lands: Lands) -> None:
    again = POLICE.having("addresses", _address("9", 0) | {"primary_name": "1"}).having("residences", _home("N", "9"))
    (finding,) = [one for one in _found(lands((again, PROBATION, VICTIMS))) if one.rule == "ACC-03"]
    (home,) = [step for step in finding.path if step.type == "LIVES_AT" and step.start.id == finding.subject]
    assert {source.agency for source in home.sources} == {"cheshire-police", "probation"}
