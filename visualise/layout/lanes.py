"""The four lanes of the full map: who stands in which, in what order, and under whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork, NetworkLink, NetworkNode
from visualise.cards import Box
from visualise.theme import MARGIN, look_of

LANES = ("Agencies and key workers", "Subject and linked cases", "Places", "People at risk")
AGENCIES, CASES, PLACES, PEOPLE = range(4)
LANE_LEFT = (MARGIN, 414, 810, 1196)
LANE_WIDTH = (310, 312, 300, 354)
CARD_HEIGHT, ROW_HEIGHT = 68, 46
"""A card of its own; a row below another. One row more moves nothing by 3 % of the width (48 pixels)."""
GAP = 14
INDENT = 26
DEEPEST = 3

_UNDER: Mapping[str, bool] = {
    "WORKS_FOR": False,
    "SUBJECT_OF": True,
    "BOUND_BY": True,
    "IMPOSES": True,
    "TRANSFERRED_BY": True,
    "MANAGED_UNDER": True,
    "DISCLOSES": True,
    "REVIEWS": False,
    "SHARES": False,
    "SETS": True,
    "PLACED_IN": True,
    "ASSESSED_AS": True,
    "SENTENCED_TO": True,
    "UNDERWENT": True,
    "MUST_NOTIFY": True,
    "REFERRED_BY": True,
    "PARENT_OF": True,
    "CARER_OF": True,
}
"""Statements shown by standing under: True where the first end is above, False where the second is."""
_RANKS: Mapping[str, int] = {
    "subject": 0,
    "offender": 1,
    "victim": 1,
    "past_victim": 2,
    "person": 3,
    "agency": 0,
    "key_worker": 1,
    "local_authority": 2,
    "marac_case": 4,
    "mappa_case": 5,
    "area": 8,
    "child": 9,
}
_AFTER = 1 << 10
"""More than there are roots: what makes one thing come after all of another sort."""
_HOMES = frozenset({"LIVES_AT", "STAYS_AT", "PROPOSED_AT"})


@dataclass(frozen=True)
class Seat:
    """Where a node stands: its lane, how deep under others, and the link that puts it there."""

    node: NetworkNode
    lane: int
    depth: int
    box: Box
    under: str | None = None
    under_link: str | None = None

    @property
    def is_row(self) -> bool:
        """Tell whether it is a row rather than a card of its own."""
        return self.box.height == ROW_HEIGHT


@dataclass(frozen=True)
class Lanes:
    """All seats from left to right and top to bottom, and where the lowest ends."""

    seats: tuple[Seat, ...]
    bottom: float


def lane_of(node: NetworkNode) -> int:
    """Return the lane a node stands in."""
    symbol = look_of(node).symbol
    if node.kind in {"Agency", "LocalAuthority", "KeyWorker"}:
        return AGENCIES
    if node.kind in {"Address", "Site", "Zone"}:
        return PLACES
    if node.kind == "Person" and symbol not in {"subject", "offender"}:
        is_near = symbol != "person" or "associate" not in node.roles or {"partner", "relative"} & set(node.roles)
        return PEOPLE if is_near else CASES
    return CASES


def arrange_lanes(network: CaseNetwork, nodes: Sequence[NetworkNode], top: float) -> Lanes:
    """Return the seats of `nodes` from `top` down, in pixels; the order in which they come makes no difference.

    Lanes are filled from the top and in an order that depends on roles and names, not on lines, so that one thing more
    only moves what is below it, by its own height.
    """
    by_id = {node.id: node for node in nodes}
    links = [link for link in network.links if link.from_id in by_id and link.to_id in by_id]
    above = _find_above(by_id, links, network.subject_id)
    below: dict[str | None, list[NetworkNode]] = defaultdict(list)
    for node in nodes:
        below[above.get(node.id, (None, ""))[0]].append(node)
    roots = {lane: [node for node in below[None] if lane_of(node) == lane] for lane in range(len(LANES))}
    for lane in (AGENCIES, CASES, PEOPLE):
        roots[lane].sort(key=_order)
    places = _rank_places(roots, below, links)
    roots[PLACES].sort(key=lambda node: (places.get(node.id, 1 << 20), _order(node)))
    seats: list[Seat] = []
    for lane in range(len(LANES)):
        seats += _seat_lane(lane, roots[lane], below, above, top)
    return Lanes(tuple(seats), max((seat.box.bottom for seat in seats), default=top))


def _find_above(
    nodes: Mapping[str, NetworkNode], links: Iterable[NetworkLink], subject: str
) -> Mapping[str, tuple[str, str]]:
    """Return for each node that stands under another which one, and by which link."""
    offers: dict[str, list[tuple[tuple[int, tuple[int, str, str]], str, str]]] = defaultdict(list)
    kinds = list(_UNDER)
    for link in links:
        if link.type not in _UNDER or link.from_id == link.to_id:
            continue
        upper, lower = (link.from_id, link.to_id) if _UNDER[link.type] else (link.to_id, link.from_id)
        is_family = link.type in {"PARENT_OF", "CARER_OF"}
        if lane_of(nodes[upper]) != lane_of(nodes[lower]) or lower == subject:
            continue
        if is_family and "child" not in nodes[lower].roles:
            continue
        offers[lower].append(((kinds.index(link.type), _order(nodes[upper])), upper, link.id))
    chosen: dict[str, tuple[str, str]] = {}
    for lower in sorted(offers, key=lambda id_: _order(nodes[id_])):
        for _, upper, link_id in sorted(offers[lower]):
            if not _leads_to(upper, lower, chosen):
                chosen[lower] = (upper, link_id)
                break
    return chosen


def _leads_to(start: str, goal: str, chosen: Mapping[str, tuple[str, str]]) -> bool:
    current: str | None = start
    while current is not None:
        if current == goal:
            return True
        current = chosen[current][0] if current in chosen else None
    return False


def _rank_places(
    roots: Mapping[int, Sequence[NetworkNode]],
    below: Mapping[str | None, Sequence[NetworkNode]],
    links: Iterable[NetworkLink],
) -> Mapping[str, int]:
    """Return the rank of each place by who lives there: the subject's first, then in the order of the families.

    Children decide only where no adult does, and such places come after: one child more must not move the others.
    """
    rank: dict[str, int] = {}
    children: set[str] = set()
    for lane in (CASES, PEOPLE):
        for root in roots[lane]:
            place = len(rank)
            waiting = [root]
            while waiting:
                node = waiting.pop()
                rank.setdefault(node.id, place)
                children |= {node.id} if look_of(node).symbol == "child" else set()
                waiting += below.get(node.id, [])
    places: dict[str, int] = {}
    for link in links:
        end = next((id_ for id_ in (link.from_id, link.to_id) if id_ in rank), None)
        other = link.to_id if end == link.from_id else link.from_id
        if end is not None and other not in rank:
            weight = rank[end] + (0 if link.type in _HOMES else _AFTER) + (2 * _AFTER if end in children else 0)
            places[other] = min(places.get(other, weight), weight)
    return places


def _seat_lane(
    lane: int,
    roots: Sequence[NetworkNode],
    below: Mapping[str | None, Sequence[NetworkNode]],
    above: Mapping[str, tuple[str, str]],
    top: float,
) -> list[Seat]:
    seats: list[Seat] = []
    y = top
    was_child = False
    for root in roots:
        # Children without a parent here stand together.
        is_child = look_of(root).symbol == "child"
        y += GAP if seats and not (is_child and was_child) else 0
        was_child = is_child
        is_row = is_child or lane == AGENCIES
        for node, depth in _walk(root, below):
            indent = min(depth, DEEPEST) * INDENT
            height = ROW_HEIGHT if depth or is_row else CARD_HEIGHT
            box = Box(LANE_LEFT[lane] + indent, y, LANE_WIDTH[lane] - indent, height)
            upper, link = above.get(node.id, (None, None))
            seats.append(Seat(node, lane, depth, box, upper, link))
            y += height
    return seats


def _walk(root: NetworkNode, below: Mapping[str | None, Sequence[NetworkNode]]) -> list[tuple[NetworkNode, int]]:
    found: list[tuple[NetworkNode, int]] = []
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        found.append((node, depth))
        lower = sorted(below.get(node.id, []), key=_order, reverse=True)
        waiting += [(child, depth + 1) for child in lower]
    return found


def _order(node: NetworkNode) -> tuple[int, str, str]:
    return _RANKS.get(look_of(node).symbol, 6), node.label.casefold(), node.id
