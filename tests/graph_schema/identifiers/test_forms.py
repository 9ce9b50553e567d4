"""How each identifier may be written, and what it is then: cases from the sources' own tests and from feeds."""

import pytest

from graph_schema.identifiers import IDENTIFIERS
from graph_schema.identifiers.parsed import Invalid, Parsed
from graph_schema.identifiers.pnc import parse_pnc
from graph_schema.identifiers.postcode import is_pseudo

VALID = {
    "a long PNC number with a slash": ("pnc", "2000/0160946Q", "2000/0160946Q"),
    "a long PNC number without a slash": ("pnc", "20000160946Q", "2000/0160946Q"),
    "a long year with a short number": ("pnc", "2099/67D", "2099/0000067D"),
    "a short year of this century": ("pnc", "02/73319Z", "2002/0073319Z"),
    "a short year of the last century": ("pnc", "81/34U", "1981/0000034U"),
    "a short year and one digit": ("pnc", "03/3Y", "2003/0000003Y"),
    "a short PNC number without a slash": ("pnc", "033Y", "2003/0000003Y"),
    "a PNC number in lower case": ("pnc", "2099/0000296c", "2099/0000296C"),
    "a PNC number with spaces inside": ("pnc", " 2099 / 0000296 C ", "2099/0000296C"),
    "a CRO number": ("cro", "265416/21G", "265416/21G"),
    "a CRO number of five digits is padded": ("cro", "65656/91H", "065656/91H"),
    "a CRO number of three digits is padded": ("cro", "991/66G", "000991/66G"),
    "a small-file CRO number": ("cro", "SF05/482703J", "SF05/482703J"),
    "a small-file CRO number is not padded": ("cro", "SF83/50058Z", "SF83/50058Z"),
    "a small-file CRO number of one digit": ("cro", "sf99/3d", "SF99/3D"),
    "zeros before a small-file number do not count": ("cro", "SF99/0003D", "SF99/3D"),
    "a case reference number": ("crn", "x123456", "X123456"),
    "a case reference number with leading zeros": ("crn", "Z000049", "Z000049"),
    "a prison number": ("prison_number", "a1234bc", "A1234BC"),
    "an NHS number in groups": ("nhs_number", "999 000 0255", "9990000255"),
    "an NHS number with hyphens": ("nhs_number", "999-000-0255", "9990000255"),
    "an NHS number whose check digit is nought": ("nhs_number", "9990009430", "9990009430"),
    "a National Insurance number in groups": ("nino", "ab 12 34 56 c", "AB123456C"),
    "a UPRN": ("uprn", "999000000151", "999000000151"),
    "a UPRN padded with zeros": ("uprn", "000010001234", "10001234"),
    "a postcode without its space": ("postcode", "sk103rr", "SK10 3RR"),
    "a postcode with its space in the wrong place": ("postcode", "CH 12AB", "CH1 2AB"),
    "a postcode with many spaces": ("postcode", "  CH1   2AB ", "CH1 2AB"),
    "an outward code A9": ("postcode", "M1 1AE", "M1 1AE"),
    "an outward code A99": ("postcode", "B33 8TH", "B33 8TH"),
    "an outward code A9A": ("postcode", "W1A 0AX", "W1A 0AX"),
    "an outward code AA99": ("postcode", "DN55 1PT", "DN55 1PT"),
    "an outward code AA9A": ("postcode", "EC1A 1BB", "EC1A 1BB"),
    "the postcode of Girobank": ("postcode", "gir0aa", "GIR 0AA"),
    "a forces post office": ("postcode", "bfpo 0123", "BFPO 123"),
    "a forces post office in care of": ("postcode", "BFPO c/o 57", "BFPO 57"),
    "no fixed abode": ("postcode", "zz993vz", "ZZ99 3VZ"),
}

INVALID = {
    "a PNC number with a wrong check letter": ("pnc", "2001/0171310S"),
    "a PNC number with a letter that never checks": ("pnc", "2099/1234567I"),
    "a PNC number of eight digits": ("pnc", "2099/12345678A"),
    "a PNC number without its letter": ("pnc", "2099/0000067"),
    "a PNC number with a year of three digits": ("pnc", "999/0000067D"),
    "a CRO number with a wrong check letter": ("cro", "85227/65G"),
    "a CRO number without its slash": ("cro", "99166G"),
    "a small-file CRO number without its slash": ("cro", "SF05482703J"),
    "a small-file CRO number with a long s": ("cro", "ſF99/3D"),
    "a case reference number with five digits": ("crn", "X00001"),
    "a case reference number with digits of another script": ("crn", "X١٢٣٤٥٦"),
    "a prison number with a missing letter": ("prison_number", "A1234B"),
    "an NHS number with a wrong check digit": ("nhs_number", "9990000256"),
    "an NHS number whose check digit would be ten": ("nhs_number", "9990000000"),
    "an NHS number of nine digits": ("nhs_number", "999000025"),
    "a National Insurance number of a prefix never issued": ("nino", "BG123456A"),
    "a National Insurance number of the official dummy prefix": ("nino", "QQ123456C"),
    "a temporary National Insurance number without its suffix": ("nino", "AB123456"),
    "a UPRN of zeros alone": ("uprn", "000"),
    "a UPRN of thirteen digits": ("uprn", "1234567890123"),
    "a UPRN with a sign": ("uprn", "-1"),
    "a postcode with a forbidden first letter": ("postcode", "QA1 1AA"),
    "a postcode with a forbidden second letter": ("postcode", "AI1 1AA"),
    "a postcode with a forbidden inward letter": ("postcode", "DE23 8CK"),
    "half a postcode": ("postcode", "SK10"),
    "the name of a town": ("postcode", "Chester"),
    "nothing at all": ("postcode", ""),
}


@pytest.mark.parametrize(("kind", "text", "canonical"), VALID.values(), ids=VALID)
def test_is_read_to_its_canonical_form(kind: str, text: str, canonical: str) -> None:
    assert IDENTIFIERS[kind](text) == Parsed(canonical)


@pytest.mark.parametrize(("kind", "text"), INVALID.values(), ids=INVALID)
def test_is_refused_without_repeating_it(kind: str, text: str) -> None:
    answer = IDENTIFIERS[kind](text)
    assert isinstance(answer, Invalid)
    assert not text or text not in answer.reason


@pytest.mark.parametrize(
    ("this_year", "expected"),
    [(2026, "2026"), (2025, "1926"), (2099, "2026"), (2100, "2026"), (2126, "2126")],
    ids=[
        "a year of two digits may be this one",
        "next year's is a hundred years ago",
        "late in the century it is of this century",
        "in the first year of a century it is of the last",
        "a century on it is of that one",
    ],
)
def test_short_year_is_the_latest_that_is_not_to_come(this_year: int, expected: str) -> None:
    answer = parse_pnc(_short_pnc("26", 1), this_year)
    assert isinstance(answer, Parsed)
    assert answer.canonical.startswith(f"{expected}/0000001")


def _short_pnc(year: str, serial: int) -> str:
    letters = "ZABCDEFGHJKLMNPQRTUVWXY"
    return f"{year}/{serial}{letters[int(f'{year}{serial:07}') % 23]}"


def test_only_zz99_is_a_pseudo_postcode() -> None:
    assert is_pseudo("ZZ99 3VZ")
    assert not is_pseudo("CH1 2AB")
