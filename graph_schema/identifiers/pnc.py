"""PNC numbers, which identify a person on the Police National Computer."""

import re
from datetime import UTC, datetime

from graph_schema.identifiers.characters import check_letter, compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_WITH_SLASH = re.compile(r"(\d{4}|\d{2})/(\d{1,7})([A-Z])", re.ASCII)
_LONG = re.compile(r"(\d{4})(\d{7})([A-Z])", re.ASCII)
_SHORT = re.compile(r"(\d{2})(\d{1,7})([A-Z])", re.ASCII)


def parse_pnc(text: str, this_year: int | None = None) -> Parsed | Invalid:
    """Read a PNC number as `YYYY/NNNNNNNX`.

    The year has four or two digits and the slash may be missing: twelve characters without it are the long form, fewer
    the short one. A year of two digits up to `this_year` (by default that of today) is of this century, a later one of
    the last. X checks the two digits of the year and the seven of the number (HMPPS person record).
    """
    compacted = compact(text)
    found = _WITH_SLASH.fullmatch(compacted) or _LONG.fullmatch(compacted) or _SHORT.fullmatch(compacted)
    if not found:
        return Invalid("not a PNC number: write year, slash, up to seven digits and the check letter")
    year, serial, letter = found[1], found[2].zfill(7), found[3]
    if letter != check_letter(year[-2:] + serial):
        return Invalid("not a PNC number, its check letter does not agree: compare every digit with the source")
    return Parsed(f"{year if len(year) == 4 else _full_year(year, this_year)}/{serial}{letter}")


def _full_year(two_digits: str, this_year: int | None) -> int:
    latest = datetime.now(tz=UTC).year if this_year is None else this_year
    century = latest - latest % 100
    year = century + int(two_digits)
    return year if year <= latest else year - 100
