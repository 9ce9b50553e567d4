"""When two addresses agree: the normalised text of their parts, and the key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.addresses import match_key, normalise

TEXTS = {
    "capitals become small": ("KELPIE Row", "kelpie row"),
    "runs of space become one": (" Kelpie \t\n Row ", "kelpie row"),
    "a hyphen vanishes without a gap": ("Anne-Marie House", "annemarie house"),
    "an apostrophe and a full stop vanish": ("St. Mary's", "st marys"),
    "a lone hyphen leaves one space": ("Flat - 2", "flat 2"),
    "an underscore vanishes": ("a_b", "ab"),
    "accented letters stay": ("Tŷ Coëd", "tŷ coëd"),
    "digits stay": ("12A", "12a"),
    "punctuation alone is blank": ("-/.", ""),
    "nothing is blank": (None, ""),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_normalised_text(text: str | None, expected: str) -> None:
    assert normalise(text) == expected


@given(text=st.text())
def test_normalised_text_is_letters_digits_and_single_spaces(text: str) -> None:
    kept = normalise(text)
    assert all(character.isalnum() or character == " " for character in kept)
    assert "  " not in kept
    assert kept == kept.strip()


@given(text=st.text())
def test_normalising_character_by_character_says_the_same(text: str) -> None:
    kept = [character for character in text.lower() if character.isalnum() or character.isspace()]
    assert normalise(text) == " ".join("".join(kept).split())


KEYS = {
    "all parts": (("Flat 1", "175", "Kelpie Row", "CH3 9FT"), "flat 1 175 kelpie row|CH3 9FT"),
    "without a flat": ((None, "175", " Kelpie  Row", "CH3 9FT"), "175 kelpie row|CH3 9FT"),
    "without a street": (("", "The Hall", None, "CH3 9FT"), "the hall|CH3 9FT"),
    "without a primary name": (("Flat 1", None, "Kelpie Row", "CH3 9FT"), None),
    "with a primary name of punctuation": (("Flat 1", "-", "Kelpie Row", "CH3 9FT"), None),
    "without a postcode": ((None, "175", "Kelpie Row", None), None),
    "with a blank postcode": ((None, "175", "Kelpie Row", ""), None),
    "with a pseudo postcode": ((None, "175", "Kelpie Row", "ZZ99 3VZ"), None),
}


@pytest.mark.parametrize(("parts", "expected"), KEYS.values(), ids=KEYS)
def test_match_key(parts: tuple[str | None, str | None, str | None, str | None], expected: str | None) -> None:
    assert match_key(*parts) == expected
