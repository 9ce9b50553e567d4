"""NHS numbers, which identify a patient in England and Wales."""

import re

from graph_schema.identifiers.characters import compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_FORM = re.compile(r"\d{10}", re.ASCII)


def parse_nhs_number(text: str) -> Parsed | Invalid:
    """Read an NHS number as ten digits; spaces and hyphens between them are dropped.

    The tenth digit checks the others: weights ten down to two, eleven less the remainder modulo eleven, where eleven
    counts as nought and ten is never issued (NHS data dictionary). One digit ten times agrees with that too, but is
    what systems hold where none is known, and would make one person of many.
    """
    digits = compact(text).replace("-", "")
    if not _FORM.fullmatch(digits):
        return Invalid("not an NHS number: write ten digits")
    weighted = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    if (11 - weighted % 11) % 11 != int(digits[9]):
        return Invalid("not an NHS number, its check digit does not agree: compare every digit with the source")
    if len(set(digits)) == 1:
        return Invalid("a placeholder, not an NHS number: leave it blank where it is not known")
    return Parsed(digits)
