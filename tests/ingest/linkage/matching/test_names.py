import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.linkage.matching.names import (
    ComparableName,
    are_one_name,
    family_forms,
    family_words,
    given_words,
    latin,
    skeleton,
    stands_for,
)

ANY_TEXT = st.text(max_size=40)
LATIN = st.text(alphabet=string.ascii_letters + "éüñøłßÓāçčžş", min_size=1, max_size=15)


@given(ANY_TEXT)
def test_writing_a_name_in_latin_letters_twice_changes_nothing_more(text: str) -> None:
    assert latin(latin(text)) == latin(text)


@given(ANY_TEXT)
def test_what_is_compared_holds_only_small_letters_digits_and_single_spaces(text: str) -> None:
    written = latin(text)
    assert set(written) <= set(string.ascii_lowercase + string.digits + " ")
    assert written == " ".join(written.split())


@given(LATIN)
def test_capitals_and_surrounding_blanks_say_nothing(text: str) -> None:
    assert latin(f"  {text.upper()} ") == latin(text.upper().lower())


@given(ANY_TEXT)
def test_a_name_stands_for_itself(text: str) -> None:
    for word in given_words(text):
        assert word in stands_for(word)


@given(ANY_TEXT, ANY_TEXT)
def test_any_two_fields_make_a_name(given_names: str, family_name: str) -> None:
    name = ComparableName.of(given_names, family_name)
    assert all(word and " " not in word for word in (*name.given, *name.family))


@given(st.text(alphabet="bcdfglmnprst", min_size=3, max_size=10))
def test_a_doubled_letter_sounds_like_one(word: str) -> None:
    assert skeleton(word) == skeleton("".join(letter * 2 for letter in word))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("jon", "jonathan"),
        ("bill", "william"),
        ("peggy", "margaret"),
        ("mohammed", "muhammad"),
        ("shaz", "sharon"),
        ("kasia", "katarzyna"),
        ("oleksandr", "alexander"),
        (latin("محمد"), "mohammed"),
    ],
)
def test_short_forms_and_spellings_are_one_name(one: str, other: str) -> None:
    assert are_one_name(one, other)


@pytest.mark.parametrize(("one", "other"), [("ella", "ellie"), ("james", "john"), ("mia", "mya"), ("adam", "aidan")])
def test_names_of_brothers_and_sisters_are_not_one_name(one: str, other: str) -> None:
    assert not are_one_name(one, other)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Zoë", "zoe"),
        ("Łukasz", "lukasz"),
        ("O’Neill", "oneill"),
        ("Smith-Jones", "smith jones"),
        ("Владимир", "vladimir"),
        ("  SMITH,  Jon ", "smith jon"),
        (None, ""),
    ],
)
def test_marks_and_scripts_are_written_in_latin_letters(written: str | None, expected: str) -> None:
    assert latin(written) == expected


@pytest.mark.parametrize("text", ["UNKNOWN", "Not known", "n/k", "N/A", "Baby", "Mr", "", None, "???", "123"])
def test_what_stands_for_no_name_is_none(text: str | None) -> None:
    assert given_words(text) == ()


def test_a_child_named_for_a_family_keeps_its_family_name() -> None:
    assert family_words("Child") == ("child",)


def test_titles_are_no_names() -> None:
    assert given_words("Dr. Amina") == ("amina",)


def test_a_double_barrelled_name_agrees_with_either_part() -> None:
    forms = family_forms(family_words("Smith-Jones"))
    assert forms & family_forms(family_words("Jones"))
    assert forms & family_forms(family_words("smith jones"))


def test_a_daughter_bears_the_other_ending_of_her_fathers_name() -> None:
    assert family_forms(("kowalska",)) & family_forms(("kowalski",))


def test_particles_belong_to_the_family_name() -> None:
    assert ComparableName.of_full_name("Ludwig van der Berg") == ComparableName(("ludwig",), ("van", "der", "berg"))


def test_a_full_name_in_one_field_is_taken_apart_at_the_comma() -> None:
    assert ComparableName.of("", "SMITH, Jon Paul") == ComparableName(("jon", "paul"), ("smith",))
