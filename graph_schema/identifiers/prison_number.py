"""Prison numbers, which identify a person in the prison system (NOMIS)."""

import re

from graph_schema.identifiers.characters import compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_FORM = re.compile(r"[A-Z]\d{4}[A-Z]{2}", re.ASCII)


def parse_prison_number(text: str) -> Parsed | Invalid:
    """Read a prison number: a letter, four digits and two letters; it has no check character."""
    compacted = compact(text)
    if not _FORM.fullmatch(compacted):
        return Invalid("not a prison number: write one letter, four digits and two letters, zeros included")
    return Parsed(compacted)
