"""What of a network lies where, for the map of an area: only what the network itself still shows."""

from collections.abc import Iterator

from graph_schema.case_network import CaseNetwork, NetworkLink, NetworkNode
from graph_schema.store import GraphStore
from service.cases.roles import CHILD, PAST_VICTIM, SUBJECT, VICTIM
from service.cases.sights import RESIDENCES
from service.placement.cells import public_cells
from service.questions import load_question
from visualise.area_places import AreaPlaces, BlurredCell, PlacedAddress, PlacedZone

_PROTECTED = frozenset({VICTIM, PAST_VICTIM, CHILD})
_TO_COME = frozenset({"PROPOSED_AT", "PLACED_AT"})


def find_places(store: GraphStore, network: CaseNetwork) -> AreaPlaces:
    """Return the addresses, sites and zones of a redacted network that may be placed on a map.

    A place without its position among its facts has been veiled, or nobody knows where it is, and is left out. Where
    a victim or a child is and the subject is not, only the public cell is given, whoever looks: nobody needs the house
    from a map.
    """
    people = {node.id: node for node in network.nodes if node.kind == "Person"}
    placed: list[PlacedAddress] = []
    cells: dict[str, list[str]] = {}
    for node in network.nodes:
        easting, northing = node.facts.get("easting"), node.facts.get("northing")
        if not isinstance(easting, int) or not isinstance(northing, int):
            continue
        there = [people[link.from_id] for link in _links_to(network, node) if link.from_id in people]
        if _is_guarded(there):
            cells.setdefault(public_cells().at(easting, northing).name, []).append(node.id)
        else:
            placed.append(_place(node, (easting, northing), _links_to(network, node)))
    outlines = {cell.name: cell.outline for cell in public_cells()} if cells else {}
    blurred = [BlurredCell(_blurred_label(len(inside)), outlines[name]) for name, inside in sorted(cells.items())]
    return AreaPlaces(tuple(placed), tuple(_zones(store, network)), tuple(blurred))


def _links_to(network: CaseNetwork, node: NetworkNode) -> list[NetworkLink]:
    types = RESIDENCES | {"PLACED_AT", "WORKS_AT", "ATTENDS"}
    return [link for link in network.links if link.to_id == node.id and link.type in types]


def _is_guarded(people: list[NetworkNode]) -> bool:
    roles = {role for person in people for role in person.roles}
    return bool(_PROTECTED & roles) and SUBJECT not in roles


def _place(node: NetworkNode, at: tuple[int, int], links: list[NetworkLink]) -> PlacedAddress:
    off = node.facts.get("uncertainty_m")
    return PlacedAddress(
        node.label,
        *at,
        uncertainty_m=off if isinstance(off, int) else 0,
        is_site=node.kind == "Site",
        is_proposed=bool(links) and all(link.type in _TO_COME for link in links),
    )


def _blurred_label(places: int) -> str:
    return "A protected place, somewhere within" if places == 1 else f"{places} protected places, somewhere within"


def _zones(store: GraphStore, network: CaseNetwork) -> Iterator[PlacedZone]:
    """Yield the zones that hold and that the network still names by their shared name."""
    zones = {node.refs[0]: node for node in network.nodes if node.kind == "Zone" and node.refs}
    kinds = {node.id: node.facts.get("kind") for node in network.nodes if node.kind == "Condition"}
    bounding = {link.to_id: kinds.get(link.from_id) for link in network.links if link.type == "BOUNDED_BY"}
    shapes = store.read_each(
        load_question("service.cases", "zone_shapes"), sorted(zones), network.as_of.parameters
    ).to_pylist()
    for shape in sorted(shapes, key=lambda row: str(row["zone"])):
        node = zones[shape["zone"]]
        if shape["geometry"]:
            is_exclusion = bounding.get(node.id) != "restriction_zone"
            yield PlacedZone(node.label, shape["geometry"], is_exclusion=is_exclusion)
