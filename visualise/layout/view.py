"""What of a network the full map and the explorer draw, where, and the coordinates that an API hands out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork, NetworkLink, NetworkNode
from visualise.errors import NarrowTheView
from visualise.flag_lines import FlagLine, find_flag_lines
from visualise.flag_row import find_lanes_top
from visualise.layout.lanes import Lanes, Seat, arrange_lanes, lane_of
from visualise.layout.wires import Wire
from visualise.wording import own_cases, said_links

DRAWN = 150
"""Nodes a full map draws; of a larger network those that matter most, and it says how many are left out."""
REFUSED = 500
"""Nodes beyond which no picture is drawn at all."""


@dataclass(frozen=True)
class LaneView:
    """What is drawn in lanes: the seats, the red lines and the links, in the order in which a reader meets them."""

    lanes: Lanes
    flag_lines: tuple[FlagLine, ...]
    links: tuple[NetworkLink, ...]
    left_out: tuple[NetworkNode, ...]

    @property
    def seats(self) -> Mapping[str, Seat]:
        """Return the seats by the id of the node."""
        return {seat.node.id: seat for seat in self.lanes.seats}


def view_lanes(network: CaseNetwork) -> LaneView:
    """Return what is drawn of a network in lanes; raise NarrowTheView above 500 nodes."""
    if len(network.nodes) > REFUSED:
        raise NarrowTheView(len(network.nodes), REFUSED)
    return _arrange(network, _choose(network))


def _arrange(network: CaseNetwork, drawn: Sequence[NetworkNode]) -> LaneView:
    kept = {node.id for node in drawn}
    lanes = arrange_lanes(network, drawn, find_lanes_top(network))
    place = {seat.node.id: index for index, seat in enumerate(lanes.seats)}
    links = [link for link in network.links if link.from_id in kept and link.to_id in kept]
    lines = find_flag_lines(network, network.flags)
    return LaneView(
        lanes,
        tuple(line for line in lines if line.start in kept and line.end in kept),
        tuple(sorted(links, key=lambda link: (place[link.from_id], place[link.to_id], link.type, link.id))),
        tuple(node for node in network.nodes if node.id not in kept),
    )


def find_wires(network: CaseNetwork, view: LaneView) -> tuple[Wire, ...]:
    """Return the lines that have to be routed: links that neither a card says nor standing below shows, and flags."""
    shown = said_links(network) | {seat.under_link for seat in view.lanes.seats}
    wires = [
        Wire(link.id, link.from_id, link.to_id, link.type)
        for link in view.links
        if link.id not in shown and link.from_id != link.to_id
    ]
    wires += [
        Wire(f"{line.flag_id}:{index}", line.start, line.end, f"{line.number}:{line.flag_id}", line)
        for index, line in enumerate(view.flag_lines)
        if not line.is_loop
    ]
    return tuple(wires)


def view_all(network: CaseNetwork) -> LaneView:
    """Return everything of a network in the order of the lanes, however much it is: for texts and coordinates."""
    return _arrange(network, network.nodes)


def positions(network: CaseNetwork) -> Mapping[str, tuple[float, float]]:
    """Return the centre of each node in the full map and the explorer, in pixels, however many nodes there are."""
    return {seat.node.id: seat.box.centre for seat in view_all(network).lanes.seats}


def _choose(network: CaseNetwork) -> Sequence[NetworkNode]:
    """Return the nodes to draw: all, or the subject, what flags touch and what stands nearest to them."""
    if len(network.nodes) <= DRAWN:
        return network.nodes
    flagged = {id_ for flag in network.flags for id_ in flag.node_ids}
    first = {network.subject_id, *own_cases(network)}
    near = {end for link in network.links for end in (link.from_id, link.to_id) if first & {link.from_id, link.to_id}}

    def rank(node: NetworkNode) -> tuple[int, int, str, str]:
        nearness = 0 if node.id in first else 1 if node.id in flagged else 2 if node.id in near else 3
        return nearness, -lane_of(node), node.label.casefold(), node.id

    return sorted(network.nodes, key=rank)[:DRAWN]
