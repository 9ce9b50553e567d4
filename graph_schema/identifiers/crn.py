"""Case reference numbers, which identify a person in the probation case system (nDelius)."""

import re

from graph_schema.identifiers.characters import compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_FORM = re.compile(r"[A-Z]\d{6}", re.ASCII)


def parse_crn(text: str) -> Parsed | Invalid:
    """Read a case reference number: a letter and six digits; it has no check character."""
    compacted = compact(text)
    if not _FORM.fullmatch(compacted):
        return Invalid("not a case reference number: write one letter and six digits, zeros included")
    return Parsed(compacted)
