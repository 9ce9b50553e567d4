"""Where addresses are, and what lies within reach of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.placement.cells import Cell
from service.placement.questions import Row, ask_each


@dataclass(frozen=True)
class Position:
    """A point in British National Grid metres, and by how many metres it may be off."""

    easting: int
    northing: int
    uncertainty: int = 0


@dataclass(frozen=True)
class Place:
    """An address that is known; `position` is None where nobody knows where it is."""

    address: str
    uprn: str | None
    position: Position | None


def read_places(store: GraphStore, addresses: Sequence[str], as_of: AsOf) -> Mapping[str, Place]:
    """Return those of `addresses` that are known, by id."""
    rows = ask_each(store, "locations", addresses, as_of)
    return {place.address: place for place in map(_place, rows)}


def _place(row: Row) -> Place:
    easting, northing, uncertainty = row["easting"], row["northing"], row["uncertainty_m"]
    uprn = row["uprn"] if isinstance(row["uprn"], str) else None
    if isinstance(easting, int) and isinstance(northing, int):
        position = Position(easting, northing, uncertainty if isinstance(uncertainty, int) else 0)
        return Place(str(row["address"]), uprn, position)
    return Place(str(row["address"]), uprn, None)


def is_protected(candidate: Position, place: Position, cell: Cell, radius: int) -> bool:
    """Whether a candidate lies in the protected region of a place: within `radius` metres of the cell it is in.

    The uncertainties of both positions widen the region, and its edge is part of it. The region tells the cell and no
    more, since all places of a cell have the same. A place outside its cell, on the coast, is also measured itself, so
    that nothing near it is ever taken for far.
    """
    reach = radius + place.uncertainty + candidate.uncertainty
    from_cell = cell.distance(candidate.easting, candidate.northing)
    from_place = hypot(candidate.easting - place.easting, candidate.northing - place.northing)
    return min(from_cell, from_place) <= reach
