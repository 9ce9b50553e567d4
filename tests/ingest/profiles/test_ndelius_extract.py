"""A small made-up probation extract becomes canonical rows."""

from collections.abc import Callable

import pytest

from ingest.profiles import Mapped, apply_profile, load_profile
from ingest.reading.raw import RawFeed

Rows = list[dict[str, str]]
ReadRows = Callable[[RawFeed, str], Rows]

OFFENDER = {
    "CRN": "Z100001",
    "NOMS": "Z1234ZZ",
    "PNC": "2099/0000001X",
    "CRO": "ZZ1/99A",
    "NHS": "999 000 0018",
    "SURNAME": "TRESMORE",
    "FORENAME": "Aldwin",
    "MIDDLE_NAME": "Piers",
    "ALIASES": "Al Tresmore / Aldo Tress",
    "DATE_OF_BIRTH": "03/02/1980",
    "GENDER": "M",
    "VISOR_FLAG": "Y",
}


def address(number: str, status: str, **more: str) -> dict[str, str]:
    return {"CRN": "Z100001", "ADDRESS_NO": number, "STATUS": status, "STREET": "Larkwhistle Row"} | more


def contact(number: str, relationship: str, **more: str) -> dict[str, str]:
    return {"CONTACT_ID": number, "CRN": "Z100001", "RELATIONSHIP_TYPE": relationship} | more


@pytest.fixture
def mapped(a_feed: Callable[..., RawFeed]) -> Callable[..., Mapped]:
    return lambda **tables: apply_profile(load_profile("ndelius_extract"), a_feed(**tables))


def test_an_offender_is_a_person(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    assert rows_of(mapped(offenders=[OFFENDER]).feed, "persons") == [
        {
            "person_ref": "Z100001",
            "given_names": "Aldwin Piers",
            "family_name": "TRESMORE",
            "aliases": "Al Tresmore;Aldo Tress",
            "date_of_birth": "1980-02-03",
            "sex": "male",
            "pnc": "2099/0000001X",
            "cro": "ZZ1/99A",
            "crn": "Z100001",
            "prison_number": "Z1234ZZ",
            "nhs_number": "999 000 0018",
            "visor_record": "yes",
        }
    ]


def test_an_address_lands_with_how_the_person_lives_there(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    sent = [
        address("1", "M", HOUSE="4", POSTCODE="CH1 1CK", USAGE="A01C", START_DATE="01/03/2025", VERIFIED_DATE="45720"),
        address("2", "P", USAGE="A02", START_DATE="01/01/2024", END_DATE="01/03/2025"),
        address("3", "PR1", BUILDING="Teasel House", HOUSE="9", FLAT="Flat 2"),
        address("4", "P", START_DATE="01/01/2020"),
        address("5", "RJ"),
        address("6", "QQ"),
    ]
    result = mapped(addresses=sent)
    addresses = rows_of(result.feed, "addresses")
    assert [row["address_ref"] for row in addresses] == [f"Z100001-{number}" for number in range(1, 7)]
    assert addresses[0] == {
        "address_ref": "Z100001-1",
        "primary_name": "4",
        "street": "Larkwhistle Row",
        "postcode": "CH1 1CK",
        "kind": "dwelling",
    }
    assert addresses[1]["kind"] == "approved_premises"
    assert (addresses[2]["secondary_name"], addresses[2]["primary_name"]) == ("Flat 2", "Teasel House 9")
    home = {"person_ref": "Z100001", "kind": "home"}
    assert rows_of(result.feed, "residences") == [
        home | {"address_ref": "Z100001-1", "valid_from": "2025-03-01", "verified_on": "2025-03-04"},
        home | {"address_ref": "Z100001-3", "kind": "proposed"},
        home | {"address_ref": "Z100001-6", "kind": "QQ"},
        home | {"address_ref": "Z100001-2", "valid_from": "2024-01-01", "valid_to": "2025-03-01"},
    ]
    assert any("1 row gives no residences: a previous address without an end date" in it for it in result.notices)
    assert any("1 row gives no residences: a rejected or postal address" in it for it in result.notices)


def test_each_line_of_the_extract_can_be_found_again(mapped: Callable[..., Mapped]) -> None:
    result = mapped(offenders=[OFFENDER], personal_contacts=[contact("7", "MOT", SURNAME="TRESMORE")])
    assert result.feed.tables["persons"].file == "offenders.csv, personal_contacts.csv"
    assert result.origins["persons"].rows() == [("offenders.csv", 2), ("personal_contacts.csv", 2)]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param("MOT", ("PC-7", "parent_of", "Z100001"), id="a mother is the parent of the offender"),
        pytest.param("SON", ("Z100001", "parent_of", "PC-7"), id="the offender is the parent of a son"),
        pytest.param("SDAU", ("Z100001", "carer_of", "PC-7"), id="the offender cares for a stepdaughter"),
        pytest.param("PART", ("PC-7", "partner_of", "Z100001"), id="partners"),
        pytest.param("EX_PARTNER", ("PC-7", "ex_partner_of", "Z100001"), id="former partners"),
        pytest.param("victim_of", ("PC-7", "victim_of", "Z100001"), id="from victim to offender, whatever the case"),
        pytest.param("ZZZ", ("PC-7", "ZZZ", "Z100001"), id="an unknown code stays as sent, to be complained about"),
    ],
)
def test_a_contact_is_related(
    mapped: Callable[..., Mapped], rows_of: ReadRows, code: str, expected: tuple[str, str, str]
) -> None:
    [row] = rows_of(mapped(personal_contacts=[contact("7", code)]).feed, "relationships")
    assert (row["from_ref"], row["kind"], row["to_ref"]) == expected


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        pytest.param("MOT", (None, None), id="a mother stays one after the record ends"),
        pytest.param("DAU", (None, None), id="a daughter stays one after the record ends"),
        pytest.param("HBRO", (None, None), id="a half-brother stays one after the record ends"),
        pytest.param("VICTIM_OF", ("2024-05-01", None), id="a victim is one from the offence on"),
        pytest.param("PART", ("2024-05-01", "2025-06-01"), id="partners part"),
        pytest.param("SFA", ("2024-05-01", "2025-06-01"), id="a stepfather may leave"),
    ],
)
def test_ties_of_blood_and_harm_do_not_end_with_the_record(
    mapped: Callable[..., Mapped], rows_of: ReadRows, code: str, dates: tuple[str | None, str | None]
) -> None:
    sent = contact("7", code, START_DATE="01/05/2024", END_DATE="01/06/2025")
    [row] = rows_of(mapped(personal_contacts=[sent]).feed, "relationships")
    assert (row.get("valid_from"), row.get("valid_to")) == dates


def test_a_contact_with_an_address_lives_there(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    feed = mapped(
        personal_contacts=[contact("7", "VICTIM_OF", STREET="Sallow Bank", HOUSE="2"), contact("8", "SIS")]
    ).feed
    assert rows_of(feed, "addresses") == [{"address_ref": "PC-7", "primary_name": "2", "street": "Sallow Bank"}]
    assert rows_of(feed, "residences") == [{"person_ref": "PC-7", "address_ref": "PC-7", "kind": "home"}]


def test_officials_are_no_people_of_the_case(mapped: Callable[..., Mapped]) -> None:
    result = mapped(personal_contacts=[contact("7", "POM"), contact("8", "NONE")])
    assert result.feed.tables["persons"].cells["person_ref"].to_list() == ["PC-8"]
    assert result.feed.tables["relationships"].cells.is_empty()
    assert any("officials come with the officer allocations (line 2)" in it for it in result.notices)


def test_a_registration_is_an_episode(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    mapp = {"CRN": "Z100001", "TYPE": "MAPP", "AREA": "Greater Manchester", "START_DATE": "12/01/2026"}
    result = mapped(
        registrations=[
            mapp | {"CATEGORY": "M2", "LEVEL": "M3", "MAPPA_REF": "C9", "REVIEW_DATE": "12/05/2026", "CPPC": "N"},
            mapp | {"CATEGORY": "X9", "LEVEL": "M0"},
            mapp | {"CATEGORY": "M7", "LEVEL": "M1"},
            {"CRN": "Z100001", "TYPE": "RCPR", "START_DATE": "12/01/2026"},
        ]
    )
    shared = {"person_ref": "Z100001", "kind": "mappa", "area": "greater-manchester", "valid_from": "2026-01-12"}
    review = {"next_review_on": "2026-05-12", "critical_public_protection_case": "no"}
    assert rows_of(result.feed, "mappa_cases") == [
        shared | review | {"case_ref": "C9", "category": "2", "level": "3"},
        shared | {"case_ref": "MAPPA-Z100001"},
        shared | {"case_ref": "MAPPA-Z100001", "category": "M7", "level": "1"},
    ]
    assert any("only registrations of type MAPP have a place in a feed (line 5)" in it for it in result.notices)


def test_a_sentence_with_a_release_has_a_licence_and_conditions(
    mapped: Callable[..., Mapped], rows_of: ReadRows
) -> None:
    sentence = {"DISPOSAL_ID": "D1", "CRN": "Z100001", "OFFENCE": "Wounding", "OFFENCE_GROUP": "violent"}
    dates = {"SENTENCE_DATE": "01/02/2024", "RELEASE_DATE": "01/02/2026", "LICENCE_EXPIRY_DATE": "31/01/2028"}
    condition = {"DISPOSAL_ID": "D1"}
    feed = mapped(
        disposals=[
            sentence | dates | {"DISPOSAL_TYPE": "CUSTODY", "SCHEDULE_15": "Y"},
            sentence | {"DISPOSAL_ID": "D2", "DISPOSAL_TYPE": "COMMUNITY"},
        ],
        licence_conditions=[
            condition | {"CONDITION_ID": "K1", "CODE": "0F9A20F4-35c7-4c77-8af8-f200f153fa11", "ZONE_REF": "Z1"},
            condition | {"CONDITION_ID": "K2", "CODE": "4858cd8b-bca6-4f11-b6ee-439e27216d7d", "CONTACT_ID": "7"},
            condition | {"CONDITION_ID": "K3", "CODE": "a bespoke one", "DAYS": "Sat, Sun"},
        ],
    ).feed
    assert [row["disposal"] for row in rows_of(feed, "sentences")] == ["custody", "community_order"]
    assert rows_of(feed, "orders") == [
        {
            "order_ref": "LIC-D1",
            "person_ref": "Z100001",
            "kind": "licence",
            "valid_from": "2026-02-01",
            "valid_to": "2028-02-01",
        }
    ]
    assert rows_of(feed, "conditions") == [
        {"condition_ref": "K1", "order_ref": "LIC-D1", "kind": "exclusion_zone", "zone_ref": "Z1"},
        {"condition_ref": "K2", "order_ref": "LIC-D1", "kind": "no_contact", "protected_person_ref": "PC-7"},
        {"condition_ref": "K3", "order_ref": "LIC-D1", "kind": "a bespoke one", "days": "saturday;sunday"},
    ]


def test_an_officer_of_two_cases_is_one_key_worker(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    officer = {"OFFICER_CODE": "ZZ01", "OFFICER_NAME": "Imrie, Posy", "EMAIL": "p.imrie@example.com", "ROLE": "com"}
    feed = mapped(
        officer_allocations=[
            officer | {"CRN": "Z100001", "ALLOCATION_DATE": "02/02/2026"},
            officer | {"CRN": "Z100002", "ROLE": "POM"},
        ]
    ).feed
    assert rows_of(feed, "key_workers") == [
        {
            "worker_ref": "ZZ01",
            "name": "Imrie, Posy",
            "agency_ref": "test-agency",
            "email": "p.imrie@example.com",
        }
    ]
    assert [(row["role"], row["person_ref"]) for row in rows_of(feed, "assignments")] == [
        ("community_offender_manager", "Z100001"),
        ("prison_offender_manager", "Z100002"),
    ]


def test_risk_levels_are_read_by_letter_and_word(mapped: Callable[..., Mapped], rows_of: ReadRows) -> None:
    sent = {"CRN": "Z100001", "ASSESSMENT_DATE": "01/02/2026", "CHILDREN": "VERY_HIGH", "PUBLIC": "m", "STAFF": "?"}
    assert rows_of(mapped(rosh_summaries=[sent]).feed, "risk_assessments") == [
        {
            "person_ref": "Z100001",
            "assessed_on": "2026-02-01",
            "tool": "OASys",
            "children": "very_high",
            "public": "medium",
            "staff": "?",
        }
    ]
