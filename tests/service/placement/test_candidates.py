"""Which address a question names, and who may ask about it."""

import pytest

from service.access import Caller, Role
from service.placement import Request
from service.placement.candidates import find_candidate, may_ask
from tests.feed_builder import a_feed
from tests.service.placement.conftest import NewOffice
from tests.service.placement.landed import (
    AS_OF,
    CHAIR,
    COORDINATOR,
    HOME,
    OFFICER,
    PRACTITIONER,
    Office,
    Telling,
    moved,
    of_probation,
    told,
)

UPRN = "999000000001"


def an_estate() -> Telling:
    telling = told()
    telling.address("OWN", HOME, uprn=UPRN)
    telling.offered("OWN")
    telling.address("OTHERS", moved(10))
    telling.offered("OTHERS", "landlord")
    telling.address("PRIVATE", moved(20))
    return telling


def id_of(office: Office, ref: str) -> str:
    found = find_candidate(office.store, Request("C1", address=f"cheshire-police:{ref}"), AS_OF)
    assert found is not None
    return found.address


def test_an_address_is_found_by_uprn_by_reference_and_by_id(new_office: NewOffice) -> None:
    office = new_office(an_estate())
    by_ref = id_of(office, "OWN")
    ways = [
        Request("C1", uprn=UPRN),
        Request("C1", uprn=f" 00{UPRN[2:]}".replace("00", "99", 1)),
        Request("C1", address=by_ref),
    ]
    assert [find_candidate(office.store, way, AS_OF).address for way in ways] == [by_ref] * 3  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(Request("C1"), id="none named"),
        pytest.param(Request("C1", uprn=UPRN, address="cheshire-police:OWN"), id="two names at once"),
        pytest.param(Request("C1", uprn="12345"), id="a UPRN nobody sent"),
        pytest.param(Request("C1", uprn="not a number"), id="no UPRN"),
        pytest.param(Request("C1", address="housing:OWN"), id="a reference of another agency"),
        pytest.param(Request("C1", address="cheshire-police:NOWHERE"), id="a reference nobody sent"),
        pytest.param(Request("C1", address="a-0000"), id="an id that is not there"),
        pytest.param(Request("C1", address=""), id="a blank"),
        pytest.param(Request("C1", address="340500,366300"), id="coordinates"),
    ],
)
def test_what_is_no_known_address_is_not_found(new_office: NewOffice, request_: Request) -> None:
    assert find_candidate(new_office(an_estate()).store, request_, AS_OF) is None


def test_a_uprn_that_was_corrected_no_longer_finds_the_address(new_office: NewOffice) -> None:
    corrected = Telling()
    corrected.address("OWN", HOME, uprn="999000000002")
    office = new_office(an_estate(), of_probation(), corrected.as_feed("2026-11-22"))
    assert find_candidate(office.store, Request("C1", uprn=UPRN), AS_OF) is None
    assert find_candidate(office.store, Request("C1", uprn="999000000002"), AS_OF) is not None


def test_agencies_references_of_one_address_find_the_same(new_office: NewOffice) -> None:
    row = {"address_ref": "H-1", "uprn": UPRN}
    office = new_office(an_estate(), of_probation(), a_feed("housing", "2026-11-21").having("addresses", row))
    theirs = find_candidate(office.store, Request("C1", address="housing:H-1"), AS_OF)
    assert theirs is not None
    assert theirs.address == id_of(office, "OWN")


@pytest.mark.parametrize(
    ("caller", "may"),
    [
        pytest.param(OFFICER, {"OWN"}, id="a housing officer about their own agency's premises"),
        pytest.param(Caller("o", frozenset({Role.HOUSING_OFFICER})), set(), id="a housing officer of no agency"),
        pytest.param(Caller("o", frozenset({Role.ANALYST}), agency="housing"), set(), id="an analyst of the agency"),
        pytest.param(PRACTITIONER, {"OWN", "OTHERS", "PRIVATE"}, id="a practitioner about any"),
        pytest.param(COORDINATOR, {"OWN", "OTHERS", "PRIVATE"}, id="a co-ordinator about any"),
        pytest.param(CHAIR, set(), id="a chair about none"),
        pytest.param(Caller("a", frozenset({Role.ADMIN, Role.FEED, Role.AUDITOR})), set(), id="others about none"),
        pytest.param(
            Caller("b", frozenset({Role.CHAIR, Role.COORDINATOR})),
            {"OWN", "OTHERS", "PRIVATE"},
            id="the wider of two roles",
        ),
    ],
)
def test_who_may_ask_about_what(new_office: NewOffice, caller: Caller, may: set[str]) -> None:
    office = new_office(an_estate())
    refs = ("OWN", "OTHERS", "PRIVATE")
    assert {ref for ref in refs if may_ask(office.store, caller, id_of(office, ref), AS_OF)} == may


def test_premises_that_are_no_longer_offered_are_not_theirs_to_ask_about(new_office: NewOffice) -> None:
    withdrawn = Telling()
    withdrawn.add("withdrawals", table="premises", key="OWN|housing|local_authority")
    office = new_office(an_estate(), of_probation(), withdrawn.as_feed("2026-11-22"))
    assert not may_ask(office.store, OFFICER, id_of(office, "OWN"), AS_OF)
