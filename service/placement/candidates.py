"""Which address is asked about, and who may ask about it."""

from dataclasses import dataclass

from graph_schema.identifiers.parsed import Parsed
from graph_schema.identifiers.uprn import parse_uprn
from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from ingest.records import encode, record_id
from service.access import Caller, Role
from service.placement.places import Place, read_places
from service.placement.questions import ask_each, texts

ANY_ADDRESS = frozenset({Role.PRACTITIONER, Role.COORDINATOR})
"""Who may ask about every address that is known; a housing officer asks about their own agency's premises alone."""


@dataclass(frozen=True)
class Request:
    """What is asked: whether the subject of a case may live at an address.

    The address is named by `uprn`, or by `address`: its id, or `agency:ref`, an agency's own reference. There is no way
    to ask about coordinates.
    """

    case_ref: str
    uprn: str | None = None
    address: str | None = None
    reason: str = ""


def find_candidate(store: GraphStore, request: Request, as_of: AsOf) -> Place | None:
    """Return the address asked about; None where it is unknown, or not one address alone."""
    if (request.uprn is None) == (request.address is None):
        return None
    if request.uprn is not None:
        return _find_by_uprn(store, request.uprn, as_of)
    address = request.address or ""
    agency, colon, ref = address.partition(":")
    if colon:
        record = record_id(agency, "addresses", encode(ref))
        named = texts(ask_each(store, "address_of_record", [record], as_of), "address")
    else:
        named = (address,)
    return _only(list(read_places(store, named, as_of).values()))


def may_ask(store: GraphStore, caller: Caller, address: str, as_of: AsOf) -> bool:
    """Whether the caller may ask about an address that is known."""
    if caller.has_any(ANY_ADDRESS):
        return True
    if Role.HOUSING_OFFICER not in caller.roles or not caller.agency:
        return False
    return caller.agency in texts(ask_each(store, "providers", [address], as_of), "agency")


def _find_by_uprn(store: GraphStore, text: str, as_of: AsOf) -> Place | None:
    parsed = parse_uprn(text)
    if not isinstance(parsed, Parsed):
        return None
    bearing = texts(ask_each(store, "addresses_of_identifier", [f"uprn:{parsed.canonical}"], as_of), "address")
    # A record that has ever borne the UPRN may have been corrected since.
    places = read_places(store, bearing, as_of).values()
    return _only([place for place in places if place.uprn == parsed.canonical])


def _only(places: list[Place]) -> Place | None:
    return places[0] if len(places) == 1 else None
