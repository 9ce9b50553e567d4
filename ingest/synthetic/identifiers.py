"""Identifiers that can belong to nobody, each with its right check character."""

from functools import cache

import numpy as np

from graph_schema.identifiers.characters import CHECK_LETTERS
from ingest.synthetic.dice import Texts, Whole
from ingest.synthetic.serials import Range

PNC = Range(10_000_000, 500_000)
"""PNC numbers of the year 2099."""

CRO = Range(1_000_000, 10_000)
"""CRO numbers of the year 99."""

CRN = Range(1_000_000, 10_000)
"""Case reference numbers that begin with Z."""

PRISON = Range(10_000, 500)
"""Prison numbers Z0000ZZ to Z9999ZZ."""

NHS = Range(909_090, 50_000)
"""Valid NHS numbers of the region 999, which is never issued: of a million, those whose check digit exists."""

UPRN_BASE = 999_000_000_000
_UPRNS_OF_AREA, _UPRNS_OF_CHUNK = 23_000_000, 1_000_000
_LETTERS = np.array(list(CHECK_LETTERS))


def _text(numbers: Whole, made: Texts) -> Texts:
    return np.where(numbers >= 0, made, "")


def _padded(numbers: Whole, width: int) -> Texts:
    return np.char.zfill(np.maximum(numbers, 0).astype(np.str_), width)


def make_pnc(numbers: Whole) -> Texts:
    """Return PNC numbers of the year 2099; blank where the number is negative, as in all of these."""
    letters = _LETTERS[(99 * 10**7 + np.maximum(numbers, 0)) % len(_LETTERS)]
    return _text(numbers, np.char.add(np.char.add("2099/", _padded(numbers, 7)), letters))


def make_cro(numbers: Whole) -> Texts:
    """Return CRO numbers of the year 99."""
    letters = _LETTERS[(99 * 10**6 + np.maximum(numbers, 0)) % len(_LETTERS)]
    return _text(numbers, np.char.add(np.char.add(_padded(numbers, 6), "/99"), letters))


def make_crn(numbers: Whole) -> Texts:
    """Return case reference numbers."""
    return _text(numbers, np.char.add("Z", _padded(numbers, 6)))


def make_prison_number(numbers: Whole) -> Texts:
    """Return prison numbers."""
    return _text(numbers, np.char.add(np.char.add("Z", _padded(numbers, 4)), "ZZ"))


def make_nhs_number(numbers: Whole) -> Texts:
    """Return NHS numbers that begin with 999."""
    serials = _checkable()[np.maximum(numbers, 0)]
    bodies = 999 * 10**6 + serials
    return _text(numbers, np.char.add(bodies.astype(np.str_), _nhs_digits(serials).astype(np.str_)))


def _nhs_digits(serials: Whole) -> Whole:
    bodies = 999 * 10**6 + serials
    weighted = np.zeros_like(bodies)
    for place in range(9):
        weighted += bodies // 10 ** (8 - place) % 10 * (10 - place)
    return (11 - weighted % 11) % 11


@cache
def _checkable() -> Whole:
    serials = np.arange(10**6, dtype=np.int64)
    return serials[_nhs_digits(serials) < 10]


def make_uprn(area: int, chunk: int, places: Whole) -> Texts:
    """Return the UPRNs of the addresses of a chunk, in a range that is never issued."""
    return (UPRN_BASE + area * _UPRNS_OF_AREA + chunk * _UPRNS_OF_CHUNK + places).astype(np.str_)


def make_mobile(place: int) -> str:
    """Return a mobile number that is never issued (Ofcom, numbers for drama)."""
    return f"07700 900{place % 1000:03d}"


def make_landline(place: int) -> str:
    """Return a landline number that is never issued (Ofcom, numbers for drama)."""
    return f"01632 960{place % 1000:03d}"


def make_nino(place: int) -> str:
    """Return a National Insurance number with a prefix that is never issued, so no reader takes it for a real one."""
    return f"QQ{place % 1_000_000:06d}{'ABCD'[place % 4]}"
