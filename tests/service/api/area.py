"""A small area as two forces and a landlord tell of it: nominals, a victim, a MARAC, a transfer, closed records.

Everybody here is invented. In Cheshire: Abel Arden (M-1, level 2), whose victim Vera Vane lives in his building; Cora
Close (M-3), whose record is closed to barred-1 and to whom her friend Frank is tied; Dan Deer (M-4), whose record is
open to insider-1 alone. On Merseyside: Bert Bold (M-2), heard about at a MARAC there with Wilma Wood, and leaving for
Cheshire. Kim Kite (M-5) was moved from Cheshire to Merseyside. Nell Nobody is in nobody's case.
"""

from datetime import date, timedelta

from tests.feed_builder import FeedBuilder, a_feed

RECEIVED = (date.today() - timedelta(days=3)).isoformat()  # noqa: DTZ011  # a local day, as agencies write them
SINCE = "2025-01-01"


def person(ref: str, given: str, family: str, **said: str) -> dict[str, str]:
    return {"person_ref": ref, "given_names": given, "family_name": family} | said


def case(ref: str, who: str, area: str, **said: str) -> dict[str, str]:
    return {"case_ref": ref, "person_ref": who, "area": area, "category": "1", "valid_from": SINCE} | said


def home(who: str, address: str, **said: str) -> dict[str, str]:
    return {"person_ref": who, "address_ref": address, "kind": "home", "valid_from": SINCE} | said


def tie(one: str, kind: str, other: str) -> dict[str, str]:
    return {"from_ref": one, "kind": kind, "to_ref": other, "valid_from": SINCE}


def address(ref: str, house: str, postcode: str, **said: str) -> dict[str, str]:
    return {"address_ref": ref, "primary_name": house, "street": "Invented Row", "postcode": postcode} | said


def of_cheshire() -> FeedBuilder:
    return (
        a_feed("cheshire-police", RECEIVED)
        .saying(synthetic=True)
        .having(
            "persons",
            person("N1", "Abel", "Arden", crn="X123456", visor_record="yes", date_of_birth="1980-05-01"),
            person("V1", "Vera", "Vane", aliases="Verity Vale"),
            person("N3", "Cora", "Close"),
            person("F3", "Frank", "Friend"),
            person("N4", "Dan", "Deer"),
            person("N5", "Kim", "Kite"),
            person("X1", "Nell", "Nobody"),
        )
        .having("addresses", address("A1", "1", "CH1 1AA"), address("A2", "2", "CH1 2AB"))
        .having("residences", home("N1", "A1"), home("V1", "A1"))
        .having("relationships", tie("V1", "victim_of", "N1"), tie("F3", "associate_of", "N3"))
        .having(
            "mappa_cases",
            case("M-1", "N1", "cheshire", level="2", next_review_on="2027-01-15", visor_owner_area="cheshire"),
            case("M-3", "N3", "cheshire", level="1"),
            case("M-4", "N4", "cheshire", level="1"),
            case("M-5", "N5", "cheshire", level="1", valid_to="2025-06-01"),
            case("M-5", "N5", "merseyside", level="1") | {"valid_from": "2025-06-01"},
        )
        .having(
            "access_restrictions",
            {"person_ref": "N3", "kind": "exclusion", "username": "Barred-1"},
            {"person_ref": "N4", "kind": "restriction", "username": "insider-1"},
        )
    )


def of_merseyside() -> FeedBuilder:
    return (
        a_feed("merseyside-police", RECEIVED)
        .saying(synthetic=True)
        .having("persons", person("N2", "Bert", "Bold"), person("W2", "Wilma", "Wood"))
        .having("mappa_cases", case("M-2", "N2", "merseyside", level="3"))
        .having("marac_cases", {"marac_ref": "K-1", "area": "merseyside", "referred_on": "2025-03-01"})
        .having(
            "marac_people",
            {"marac_ref": "K-1", "person_ref": "W2", "role": "victim"},
            {"marac_ref": "K-1", "person_ref": "N2", "role": "perpetrator"},
        )
        .having(
            "transfers",
            {
                "transfer_ref": "T-1", "case_ref": "M-2", "kind": "mappa_area", "from_area": "merseyside",
                "to_area": "cheshire", "proposed_on": "2025-04-01",
            },
        )
    )  # fmt: skip
