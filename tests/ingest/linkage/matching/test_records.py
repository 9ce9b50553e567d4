"""Records as a store holds them now: read back with names, addresses, ties and what could not be read."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from graph_schema.store import GraphStore, open_store
from ingest.ingestion import ingest_feeds, open_reader
from ingest.linkage.matching import HeldAddress, LinkageRecord, read_records
from ingest.report import Report
from tests.feed_builder import FeedBuilder

FIRST = (
    FeedBuilder("cheshire-police", "2026-04-01")
    .having(
        "persons",
        {
            "person_ref": "N1", "given_names": "Jonathan", "family_name": "Smyth", "aliases": "Jon Smith; Jonny Smyth",
            "date_of_birth": "1980-05-03", "sex": "male", "nino": "QQ123456",
        },
        {"person_ref": "N2", "given_names": "Ella", "family_name": "Smyth", "date_of_birth": "31/02/2014"},
    )
    .having("addresses", {"address_ref": "A1", "primary_name": "4", "street": "Elm Road", "postcode": "CW1 2AB"})
    .having("residences", {"person_ref": "N1", "address_ref": "A1", "kind": "home", "valid_from": "2020-01-01"})
    .having("relationships", {"from_ref": "N1", "to_ref": "N2", "kind": "parent_of"})
)  # fmt: skip
LATER = FeedBuilder("cheshire-police", "2026-05-01").having(
    "persons", {"person_ref": "N1", "given_names": "Jonathan", "family_name": "Smith", "date_of_birth": "1980-05-03"}
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphStore]:
    """A store in which two feeds of one agency have landed."""
    folder: Path = tmp_path_factory.mktemp("area")
    opened = open_store(f"ladybug:{folder / 'graph.lbug'}")
    with open_reader() as reader:
        outcomes = list(ingest_feeds([FIRST.in_folder(folder), LATER.in_folder(folder)], opened, reader))
    assert all(isinstance(outcome, Report) for outcome in outcomes), outcomes
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def by_ref(store: GraphStore) -> dict[str, LinkageRecord]:
    return {record.ref: record for record in read_records(store)}


def test_a_record_is_read_as_it_stands_now(by_ref: dict[str, LinkageRecord]) -> None:
    record = by_ref["cheshire-police:N1"]
    assert (record.given_names, record.family_name, record.born) == ("Jonathan", "Smith", date(1980, 5, 3))
    assert record.record == "cheshire-police:persons:N1"


def test_what_could_not_be_read_is_kept_as_sent(by_ref: dict[str, LinkageRecord]) -> None:
    assert by_ref["cheshire-police:N2"].born is None
    assert by_ref["cheshire-police:N2"].born_text == "31/02/2014"


def test_addresses_come_with_their_parts(by_ref: dict[str, LinkageRecord]) -> None:
    (home,) = by_ref["cheshire-police:N1"].addresses
    assert home == HeldAddress(
        primary="4", street="Elm Road", postcode="CW1 2AB", use="home", valid_from=date(2020, 1, 1), kind=home.kind
    )


def test_ties_read_from_both_ends(by_ref: dict[str, LinkageRecord]) -> None:
    (child,) = by_ref["cheshire-police:N1"].related
    (parent,) = by_ref["cheshire-police:N2"].related
    assert (child.kind, child.given_names) == ("parent_of", "Ella")
    assert (parent.kind, parent.born) == ("child_of", date(1980, 5, 3))
    assert child.thing.startswith("p-")


def test_records_come_in_the_order_of_their_ids(store: GraphStore) -> None:
    ids = [record.record for record in read_records(store)]
    assert ids == sorted(ids)
    assert len(ids) == 2
