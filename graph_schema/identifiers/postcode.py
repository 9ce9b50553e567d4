"""Postcodes, and those that only say that there is none."""

import re

from graph_schema.identifiers.characters import compact
from graph_schema.identifiers.parsed import Invalid, Parsed

_AREA = r"[A-PR-UWYZ]"
_OUTWARD = (
    rf"{_AREA}\d",
    rf"{_AREA}\d\d",
    rf"{_AREA}\d[ABCDEFGHJKPSTUW]",
    rf"{_AREA}[A-HK-Y]\d",
    rf"{_AREA}[A-HK-Y]\d\d",
    rf"{_AREA}[A-HK-Y]\d[ABEHMNPRVWXY]",
)
"""The six forms of the outward code, with the letters each place allows (BS 7666)."""

_GEOGRAPHIC = re.compile(rf"({'|'.join(_OUTWARD)})(\d[ABD-HJLNP-UW-Z]{{2}})", re.ASCII)
_OTHER = re.compile(r"(GIR)(0AA)|(ZZ99)(\d[A-Z]{2})", re.ASCII)
_FORCES = re.compile(r"BFPO(?:C/O)?0{0,3}([1-9]\d{0,3})", re.ASCII)


def parse_postcode(text: str) -> Parsed | Invalid:
    """Read a postcode in upper case with one space, as `CH1 2AB`.

    `GIR 0AA`, the numbers of the British Forces Post Office (`BFPO 123`) and the pseudo postcodes ZZ99 are valid too.
    Whether a postcode is in use is another question, which the list of live postcodes answers.
    """
    compacted = compact(text)
    if found := _GEOGRAPHIC.fullmatch(compacted) or _OTHER.fullmatch(compacted):
        return Parsed(" ".join(part for part in found.groups() if part))
    if found := _FORCES.fullmatch(compacted):
        return Parsed(f"BFPO {found[1]}")
    return Invalid("not a postcode: write the whole of it, such as CH1 2AB, and check O against 0 and I against 1")


def is_pseudo(postcode: str) -> bool:
    """Tell whether a canonical postcode only stands for no fixed abode or an unknown one (ZZ99, NHS)."""
    return postcode.startswith("ZZ99")
