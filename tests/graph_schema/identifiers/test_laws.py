"""What holds for every identifier there is: one canonical form, and check characters that notice a slip of one key."""

import string
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.identifiers import IDENTIFIERS
from graph_schema.identifiers.parsed import Invalid, Parsed

LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"


def _pnc(year: int, serial: int) -> str:
    return f"{year:04}/{serial:07}{LETTERS[int(f'{year % 100:02}{serial:07}') % 23]}"


def _cro(year: int, serial: int) -> str:
    return f"{serial:06}/{year:02}{LETTERS[int(f'{year:02}{serial:06}') % 23]}"


def _small_file_cro(year: int, serial: int) -> str:
    return f"SF{year:02}/{serial}{LETTERS[int(f'{year:02}{serial}') % 23]}"


def _nhs_number(front: int) -> str | None:
    digits = f"{front:09}"
    check = -sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    is_placeholder = len({*digits, str(check)}) == 1
    return None if check == 10 or is_placeholder else f"{digits}{check}"


def _some(length: int, alphabet: str) -> st.SearchStrategy[str]:
    return st.text(alphabet=alphabet, min_size=length, max_size=length)


YEARS, SERIALS = st.integers(0, 99), st.integers(1, 999_999)
PNC = st.builds(_pnc, st.integers(1900, 2099), st.integers(0, 9_999_999))
CRO = st.builds(_cro, YEARS, SERIALS)
SMALL_FILE_CRO = st.builds(_small_file_cro, YEARS, SERIALS)
NHS_NUMBER = st.integers(0, 999_999_999).map(_nhs_number).filter(bool).map(str)
POSTCODE = st.builds(
    "{}{} {}{}".format,
    st.sampled_from(["CH", "M", "LL", "SK"]),
    st.integers(1, 99),
    st.integers(0, 9),
    _some(2, "ABDEFGHJLNPQRSTUWXYZ"),
)
CANONICAL = {
    "pnc": PNC,
    "cro": st.one_of(CRO, SMALL_FILE_CRO),
    "crn": st.builds("{}{}".format, _some(1, string.ascii_uppercase), _some(6, string.digits)),
    "prison_number": st.builds(
        "{}{}{}".format,
        _some(1, string.ascii_uppercase),
        _some(4, string.digits),
        _some(2, string.ascii_uppercase),
    ),
    "nhs_number": NHS_NUMBER,
    "nino": st.builds("JR{}{}".format, _some(6, string.digits), st.sampled_from("ABCD")),
    "uprn": st.integers(1, 10**12 - 1).map(str),
    "postcode": POSTCODE,
}
KINDS = sorted(IDENTIFIERS)


def test_every_kind_has_a_law() -> None:
    assert sorted(CANONICAL) == KINDS


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_canonical_form_is_read_as_itself(kind: str, data: st.DataObject) -> None:
    value = data.draw(CANONICAL[kind])
    assert IDENTIFIERS[kind](value) == Parsed(value)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), spaces=st.lists(st.sampled_from([" ", "\t", "\u00a0"]), max_size=3))
def test_case_and_spaces_do_not_count(kind: str, data: st.DataObject, spaces: list[str]) -> None:
    value = data.draw(CANONICAL[kind])
    text = value.lower()
    for space in spaces:
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + space + text[place:]
    assert IDENTIFIERS[kind](text) == Parsed(value)


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.one_of(st.text(), st.text(alphabet="0123456789/ ABCSFZ-", max_size=14)))
def test_any_text_is_read_or_refused_and_what_is_read_is_read_again_as_itself(kind: str, text: str) -> None:
    answer = IDENTIFIERS[kind](text)
    assert isinstance(answer, Invalid) or IDENTIFIERS[kind](answer.canonical) == answer


@pytest.mark.parametrize(
    ("kind", "values"),
    [("pnc", PNC), ("cro", CRO), ("cro", SMALL_FILE_CRO), ("nhs_number", NHS_NUMBER)],
    ids=["PNC number", "CRO number", "small-file CRO number", "NHS number"],
)
@given(data=st.data())
def test_one_wrong_digit_is_noticed(kind: str, values: st.SearchStrategy[str], data: st.DataObject) -> None:
    value = data.draw(values)
    # The century of a PNC number is not covered by its check letter, and a first digit of a small-file number that
    # becomes nought shortens the number, which may agree by chance (1 in 23).
    unchecked = {"pnc": 2}.get(kind, 0)
    places = [place for place, character in enumerate(value) if character.isdigit() and place >= unchecked]
    place = data.draw(st.sampled_from(places))
    opens_serial = value.startswith("SF") and value[place - 1] == "/"
    digits = "123456789" if opens_serial else string.digits
    wrong = data.draw(st.sampled_from([digit for digit in digits if digit != value[place]]))
    assert isinstance(IDENTIFIERS[kind](value[:place] + wrong + value[place + 1 :]), Invalid)


@pytest.mark.parametrize(("kind", "values"), [("pnc", PNC), ("cro", CRO)], ids=["PNC number", "CRO number"])
@given(data=st.data())
def test_one_wrong_letter_is_noticed(kind: str, values: st.SearchStrategy[str], data: st.DataObject) -> None:
    value = data.draw(values)
    wrong = data.draw(st.sampled_from([letter for letter in string.ascii_uppercase if letter != value[-1]]))
    assert isinstance(IDENTIFIERS[kind](value[:-1] + wrong), Invalid)


@given(front=st.integers(0, 999_999_999))
def test_every_nine_digits_begin_at_most_one_nhs_number(front: int) -> None:
    read: Callable[[str], Parsed | Invalid] = IDENTIFIERS["nhs_number"]
    valid = [check for check in range(10) if isinstance(read(f"{front:09}{check}"), Parsed)]
    expected = _nhs_number(front)
    assert [f"{front:09}{check}" for check in valid] == ([expected] if expected else [])
