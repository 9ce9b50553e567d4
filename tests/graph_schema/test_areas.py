"""The reference geography: how many there are, how they are named, and that they hang together."""

import pytest

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES, Area, slug


def test_there_are_42_areas_and_318_local_authorities() -> None:
    assert (len(AREAS), len(LOCAL_AUTHORITIES)) == (42, 318)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Cheshire", "cheshire"),
        ("Greater Manchester", "greater-manchester"),
        ("Dyfed-Powys", "dyfed-powys"),
        ("Avon and Somerset", "avon-and-somerset"),
        ("  Hampshire & Isle of Wight ", "hampshire-isle-of-wight"),
    ],
    ids=["one word", "two words", "a hyphen stays one", "three words", "a run of other characters is one hyphen"],
)
def test_slug_of_a_name(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_areas_are_kept_under_their_slugs_in_order() -> None:
    assert list(AREAS) == sorted(slug(area.name) for area in AREAS.values())
    assert AREAS["london"] == Area("london", "London")


def test_every_local_authority_is_in_an_area_and_every_area_has_one() -> None:
    assert {authority.area for authority in LOCAL_AUTHORITIES.values()} == set(AREAS)
    assert all(code == authority.code for code, authority in LOCAL_AUTHORITIES.items())


@pytest.mark.parametrize(
    ("code", "area"),
    [("E06000049", "cheshire"), ("W06000006", "north-wales"), ("E09000001", "london"), ("E09000033", "london")],
    ids=["Cheshire East", "Wrexham", "the City of London is with the rest of London", "Westminster"],
)
def test_area_of_a_local_authority(code: str, area: str) -> None:
    assert LOCAL_AUTHORITIES[code].area == area
