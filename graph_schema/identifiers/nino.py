"""National Insurance numbers."""

import re

from graph_schema.identifiers.characters import compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_FORM = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]", re.ASCII)


def parse_nino(text: str) -> Parsed | Invalid:
    """Read a National Insurance number as `AA999999A`, with a prefix that may be issued (HMRC manual NIM39110)."""
    compacted = compact(text)
    if not _FORM.fullmatch(compacted):
        return Invalid(
            "not a National Insurance number: write two letters of an issued prefix, six digits, a letter A to D"
        )
    return Parsed(compacted)
