"""A small made-up police export by person, object, location, event and link becomes canonical rows."""

from collections.abc import Callable

import pytest

from ingest.profiles import Mapped, apply_profile, load_profile
from ingest.reading.raw import RawFeed

ReadRows = Callable[[RawFeed, str], list[dict[str, str]]]


def link(number: str, person: str, entity: str, to: str, kind: str, **more: str) -> dict[str, str]:
    ends = {"from_entity": "person", "from_id": person, "to_entity": entity, "to_id": to}
    return {"link_id": number, "link_type": kind} | ends | more


@pytest.fixture
def mapped(a_feed: Callable[..., RawFeed]) -> Callable[..., Mapped]:
    return lambda **tables: apply_profile(load_profile("pole_csv"), a_feed(**tables))


def test_a_full_name_is_split_and_separate_names_are_joined(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    feed = mapped(
        persons=[
            {"person_id": "P1", "full_name": "TRESMORE, Aldwin Piers", "sex": "M", "pnc_id": "2099/0000001X"},
            {"person_id": "P2", "full_name": "Elowen Mary Quillfeather", "date_of_birth": "09/04/2015"},
            {"person_id": "P3", "full_name": "Mononym"},
            {
                "person_id": "P4",
                "surname": "Imrie",
                "forename_1": "Posy",
                "forename_2": "Ann",
                "aliases": "Pip|Pippa I",
            },
        ]
    ).feed
    people = {row.pop("person_ref"): row for row in rows_of(feed, "persons")}
    assert people == {
        "P1": {"given_names": "Aldwin Piers", "family_name": "TRESMORE", "sex": "male", "pnc": "2099/0000001X"},
        "P2": {"given_names": "Elowen Mary", "family_name": "Quillfeather", "date_of_birth": "2015-04-09"},
        "P3": {"family_name": "Mononym"},
        "P4": {"given_names": "Posy Ann", "family_name": "Imrie", "aliases": "Pip;Pippa I"},
    }


def test_locations_and_links_give_addresses_and_residences(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    feed = mapped(
        locations=[
            {
                "location_id": "L1",
                "house_number": "4",
                "street": "Sallow Bank",
                "location_type": "HMO",
                "protected": "no",
            },
            {"location_id": "L2", "location_type": "lighthouse", "easting": "340100", "northing": "366200"},
        ],
        links=[
            link("K1", "P1", "location", "L1", "Home Address", start_date="01/02/2026"),
            link("K2", "P1", "location", "L2", "haunts"),
        ],
    ).feed
    assert rows_of(feed, "addresses") == [
        {
            "address_ref": "L1",
            "primary_name": "4",
            "street": "Sallow Bank",
            "kind": "house_of_multiple_occupation",
            "confidential": "no",
        },
        {"address_ref": "L2", "easting": "340100", "northing": "366200", "kind": "lighthouse"},
    ]
    lives = {"person_ref": "P1"}
    assert rows_of(feed, "residences") == [
        lives | {"statement_ref": "K1", "address_ref": "L1", "kind": "home", "valid_from": "2026-02-01"},
        lives | {"statement_ref": "K2", "address_ref": "L2", "kind": "haunts"},
    ]


def test_people_of_one_event_are_related_by_their_roles(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    result = mapped(
        events=[{"event_id": "E1", "event_type": "assault", "event_date": "03/03/2026", "offence": "Wounding"}],
        links=[
            link("K1", "P2", "event", "E1", "victim"),
            link("K2", "P1", "event", "E1", "charged"),
            link("K3", "P3", "event", "E1", "defendant"),
            link("K4", "P4", "event", "E1", "witness"),
            link("K5", "P9", "person", "P1", "parent of"),
        ],
    )
    on = {"valid_from": "2026-03-03"}
    relationships = rows_of(result.feed, "relationships")
    assert relationships == [
        {"statement_ref": "K5", "from_ref": "P9", "to_ref": "P1", "kind": "parent_of"},
        on | {"from_ref": "P2", "to_ref": "P1", "kind": "victim_of", "offence": "Wounding"},
        on | {"from_ref": "P2", "to_ref": "P3", "kind": "victim_of", "offence": "Wounding"},
        on | {"from_ref": "P4", "to_ref": "P1", "kind": "witness_against"},
        on | {"from_ref": "P4", "to_ref": "P3", "kind": "witness_against"},
        on | {"from_ref": "P1", "to_ref": "P3", "kind": "co_defendant_of"},
    ]
    assert not any("no record" in notice for notice in result.notices)


def test_events_that_a_feed_knows_are_dated_by_the_event(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    result = mapped(
        events=[
            {"event_id": "E1", "event_type": "Arrest", "event_date": "03/03/2026"},
            {"event_id": "E2", "event_type": "burglary", "event_date": "04/03/2026"},
        ],
        links=[
            link("K1", "P1", "event", "E1", "arrested"),
            link("K2", "P1", "event", "E2", "suspect"),
            link("K3", "P1", "object", "O1", "keeper"),
        ],
        objects=[{"object_id": "O1", "object_type": "vehicle"}],
    )
    assert rows_of(result.feed, "events") == [
        {"event_ref": "K1", "person_ref": "P1", "kind": "arrest", "on": "2026-03-03"}
    ]
    assert "links.csv: 1 row fits no record of the profile (line 3)" in result.notices
    assert any("a feed has no place for objects (line 4)" in notice for notice in result.notices)
    assert any(notice.startswith("objects.csv: not read") for notice in result.notices)
