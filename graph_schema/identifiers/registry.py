"""Which function reads which kind of identifier."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph_schema.identifiers.crn import parse_crn
from graph_schema.identifiers.cro import parse_cro
from graph_schema.identifiers.nhs_number import parse_nhs_number
from graph_schema.identifiers.nino import parse_nino
from graph_schema.identifiers.parsed import Invalid, Parsed
from graph_schema.identifiers.pnc import parse_pnc
from graph_schema.identifiers.postcode import parse_postcode
from graph_schema.identifiers.prison_number import parse_prison_number
from graph_schema.identifiers.uprn import parse_uprn

IDENTIFIERS: Mapping[str, Callable[[str], Parsed | Invalid]] = MappingProxyType(
    {
        "pnc": parse_pnc,
        "cro": parse_cro,
        "crn": parse_crn,
        "prison_number": parse_prison_number,
        "nhs_number": parse_nhs_number,
        "nino": parse_nino,
        "uprn": parse_uprn,
        "postcode": parse_postcode,
    }
)
"""By the type that a column of that kind has in the tables of a feed."""
