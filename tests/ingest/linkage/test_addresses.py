from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.linkage.addresses import AddressRecord, propose_addresses, take_apart
from ingest.linkage.proposals import Outcome
from ingest.linkage.spelling import are_one_slip_apart, likeness


def at(primary: str, street: str = "Elm Road", postcode: str = "CW1 2AB", secondary: str = "") -> AddressRecord:
    return AddressRecord("a", secondary, primary, street, "Crewe", postcode)


def outcome(one: AddressRecord, other: AddressRecord) -> Outcome | None:
    found = propose_addresses([replace(one, record="a"), replace(other, record="b")], run="r")
    return found[0].outcome if found else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("4"), at("4", "Elm Rd.")),
        (at("4"), at("4", "Elmm Road")),
        (at("4", secondary="Flat 2"), at("4", secondary="Apt. 2")),
        (at("4", secondary="Flat 2"), at("Flat 2, 4")),
        (at("4a"), at("4 A")),
        (at("Rose Cottage"), at("Rose Cotage")),
        (at("Rose Cottage"), at("ROSE COTTAGE", "Elm Rd")),
        (at("4"), at("", "4 Elm Road")),
    ],
)
def test_variants_of_one_address_are_joined(one: AddressRecord, other: AddressRecord) -> None:
    assert outcome(one, other) is Outcome.JOIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("4"), at("6")),
        (at("4"), at("4a")),
        (at("4", secondary="Flat 2"), at("4", secondary="Flat 3")),
        (at("4", secondary="Flat A"), at("4", secondary="Flat B")),
        (at("4", secondary="Flat 2"), at("4", secondary="Flat 12")),
        (at("4", secondary="Ground Floor Flat"), at("4", secondary="First Floor Flat")),
        (at("Rose Cottage"), at("Ivy Cottage")),
        (at("4"), at("4", "Oak Drive")),
        (at("4"), at("4", postcode="WA9 9ZZ")),
    ],
)
def test_neighbours_are_never_proposed(one: AddressRecord, other: AddressRecord) -> None:
    assert outcome(one, other) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("4", secondary="Flat 2"), at("4")),
        (at("4"), at("4", postcode="CW1 2AD")),
        (at("4"), at("4", postcode="")),
        (at("4"), at("4", "")),
        (at("4", "Elmsworth Road"), at("4", "Elmswort Roads")),
    ],
)
def test_what_a_person_must_see_goes_to_review(one: AddressRecord, other: AddressRecord) -> None:
    assert outcome(one, other) is Outcome.REVIEW


def test_two_uprns_keep_addresses_apart() -> None:
    assert outcome(replace(at("4"), uprn="999000000001"), replace(at("4"), uprn="999000000002")) is None


def test_two_kept_apart_by_a_person_are_never_proposed() -> None:
    pair = [replace(at("4"), record="a"), replace(at("4"), record="b")]
    assert propose_addresses(pair, run="r", kept_apart={frozenset("ab")}) == ()


NUMBERS = st.integers(1, 200).map(str)


@given(NUMBERS, NUMBERS, st.sampled_from(["Flat {}", "Apt {}", "{}", "Unit {}"]), st.sampled_from(["Flat {}", "{}"]))
def test_a_flat_is_never_brought_to_its_neighbour(one: str, other: str, form: str, other_form: str) -> None:
    found = outcome(at("10", secondary=form.format(one)), at("10", secondary=other_form.format(other)))
    assert found is (Outcome.JOIN if one == other else None)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_taken_apart(secondary: str, primary: str, street: str) -> None:
    parts = take_apart(at(primary, street, secondary=secondary))
    assert parts.postcode == "CW1 2AB"


@given(st.text(alphabet="abcd", max_size=8), st.text(alphabet="abcd", max_size=8))
def test_likeness_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1


@given(st.text(alphabet="abcdefgh", min_size=2, max_size=9), st.integers(0, 8), st.sampled_from("xyz"))
def test_a_letter_changed_is_one_slip(word: str, place: int, letter: str) -> None:
    at_place = place % len(word)
    assert are_one_slip_apart(word, word[:at_place] + letter + word[at_place + 1 :])
    assert are_one_slip_apart(word, word[:at_place] + letter + word[at_place:])
    assert are_one_slip_apart(word[:at_place] + letter + word[at_place:], word)
