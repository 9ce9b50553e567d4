"""Unique property reference numbers, which identify an address in Great Britain."""

import re

from graph_schema.identifiers.characters import compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_FORM = re.compile(r"\d{1,12}", re.ASCII)


def parse_uprn(text: str) -> Parsed | Invalid:
    """Read a unique property reference number as digits without leading zeros; it has no check character."""
    compacted = compact(text)
    if not _FORM.fullmatch(compacted):
        return Invalid("not a UPRN: write up to twelve digits")
    significant = compacted.lstrip("0")
    return Parsed(significant) if significant else Invalid("not a UPRN: zeros alone are no address, leave it blank")
