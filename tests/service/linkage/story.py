"""The police know "Vera Ash" as the victim of Adam; housing and a school know more of her and her daughter."""

from tests.feed_builder import FeedBuilder, a_feed

VERA, ADAM = "police:persons:V", "police:persons:N"
TENANT, OTHER_TENANT = "housing:persons:T", "housing:persons:U"
MOTHER, DAUGHTER, STAFF = "school:persons:M", "school:persons:D", "school:persons:S"
PNC, OTHER_PNC = "2099/0000043C", "2099/0000353P"


def a_home(ref: str, east: int) -> dict[str, str]:
    """Return an address so many metres east of Adam's."""
    return {"address_ref": ref, "primary_name": str(east + 1), "street": "Kelpie Row", "postcode": "CH3 9FT",
            "easting": str(349405 + east), "northing": "360331", "kind": "dwelling"}  # fmt: skip


def police() -> FeedBuilder:
    """Return what the police send: Adam, his case, his home and his victim, whose home they do not know."""
    return (
        a_feed("police", "2026-02-02")
        .having(
            "persons",
            {"person_ref": "N", "given_names": "Adam", "family_name": "Birch", "pnc": PNC},
            {"person_ref": "V", "given_names": "Vera", "family_name": "Ash", "date_of_birth": "1990-05-03"},
        )
        .having("mappa_cases", {"case_ref": "C1", "person_ref": "N", "area": "cheshire", "category": "1", "level": "2",
                                "valid_from": "2025-01-01"})
        .having("addresses", a_home("A", 0))
        .having("residences", {"person_ref": "N", "address_ref": "A", "kind": "home", "valid_from": "2025-06-01"})
        .having("relationships", {"from_ref": "V", "to_ref": "N", "kind": "victim_of", "valid_from": "2025-01-01"})
    )  # fmt: skip


def housing() -> FeedBuilder:
    """Return what housing sends: a tenant 400 metres from Adam, and one in the same building."""
    return (
        a_feed("housing", "2026-02-03")
        .having(
            "persons",
            {"person_ref": "T", "given_names": "Vera", "family_name": "Ashe", "date_of_birth": "1990-03-05"},
            {"person_ref": "U", "given_names": "Uma", "family_name": "Cole"},
        )
        .having("addresses", a_home("B", 400), a_home("E", 0) | {"secondary_name": "Flat 2"})
        .having(
            "residences",
            {"person_ref": "T", "address_ref": "B", "kind": "home", "valid_from": "2025-06-01"},
            {"person_ref": "U", "address_ref": "E", "kind": "home", "valid_from": "2025-06-01"},
        )
    )


def school() -> FeedBuilder:
    """Return what a school sends: a mother, her daughter and one of its staff."""
    return (
        a_feed("school", "2026-02-04")
        .having(
            "persons",
            {"person_ref": "M", "given_names": "V", "family_name": "Ash"},
            {"person_ref": "S", "given_names": "Uma", "family_name": "Cole"},
            {"person_ref": "D", "given_names": "Dora", "family_name": "Cole", "date_of_birth": "2018-01-01"},
        )
        .having("relationships", {"from_ref": "M", "to_ref": "D", "kind": "parent_of"})
    )
