"""CRO numbers, which identify a person in the Criminal Records Office's files of fingerprints."""

import re

from graph_schema.identifiers.characters import check_letter, compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_STANDARD = re.compile(r"(\d{1,6})/(\d{2})([A-Z])", re.ASCII)
_SMALL_FILE = re.compile(r"SF(\d{2})/(\d{1,6})([A-Z])", re.ASCII)
_WRONG_LETTER = "not a CRO number, its check letter does not agree: compare every digit with the source"


def parse_cro(text: str) -> Parsed | Invalid:
    """Read a CRO number as `NNNNNN/YYX`, or one of the small file as `SFYY/N...X`.

    The number is padded with zeros to six digits, in the small file it never is. X checks the two digits of the year
    and those of the number (HMPPS person record).
    """
    compacted = compact(text)
    if found := _STANDARD.fullmatch(compacted):
        serial, year, letter = found[1].zfill(6), found[2], found[3]
        canonical = f"{serial}/{year}{letter}"
    elif found := _SMALL_FILE.fullmatch(compacted):
        year, serial, letter = found[1], found[2].lstrip("0") or "0", found[3]
        canonical = f"SF{year}/{serial}{letter}"
    else:
        return Invalid(
            "not a CRO number: write up to six digits, slash, two digits of the year and the check letter, "
            "or SF, the year, slash, the digits and the letter"
        )
    return Parsed(canonical) if letter == check_letter(year + serial) else Invalid(_WRONG_LETTER)
