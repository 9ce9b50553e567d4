"""The explorer's network as pyvis models it, cut down to the keys we allow, with our coordinates and our words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pyvis.network import Network

from graph_schema.case_network import CaseNetwork, NetworkFlag
from visualise.cards import LANE_CARD, LANE_ROW, CardText, fit_text, lane_style
from visualise.errors import NarrowTheView
from visualise.lane_lines import dash_of, place_badges
from visualise.layout.gutters import route_wires
from visualise.layout.lanes import INDENT, Seat
from visualise.layout.view import REFUSED, LaneView, find_wires, view_all
from visualise.symbols import SYMBOLS
from visualise.theme import FLAG_RED, INK, LINE_GREY, look_of
from visualise.wording import Tie, caption_of, find_ties, label_of, period_in_words, say_link, say_verb, title_of

Record = Mapping[str, Any]
"""One record of the JSON that the page reads; vis-network's own keys nest."""

_NODE_KEYS = frozenset({"id", "label", "title", "shape", "color", "x", "y", "borderWidth", "font"})
_EDGE_KEYS = frozenset({"id", "from", "to", "label", "title", "color", "width", "dashes", "arrows"})


def model_network(network: CaseNetwork) -> Mapping[str, Any]:
    """Return what the explorer draws, ready for JSON: nodes, edges, what is said of each, kinds and symbols.

    Ids are the page's own, so that none of the store travels. Every text is inert. Raises NarrowTheView above 500.
    """
    if len(network.nodes) > REFUSED:
        raise NarrowTheView(len(network.nodes), REFUSED)
    view = view_all(network)
    ids = {seat.node.id: f"n{index}" for index, seat in enumerate(view.lanes.seats)}
    model = Network(directed=True)
    model.toggle_physics(False)
    about = _add_nodes(model, network, view, ids)
    links = _add_links(model, view, ids)
    flags = _add_flags(model, network, view, ids)
    nodes, edges, *_ = model.get_network_data()
    return {
        "nodes": [_allow(node, _NODE_KEYS) for node in nodes],
        "edges": [_allow(edge, _EDGE_KEYS) for edge in edges],
        "about": about,
        "ways": _draw_ways(network, view, links, flags),
        "symbols": _symbols(view),
        "flags": [_say_flag(flag, ids) for flag in sorted(network.flags, key=lambda one: (one.number, one.id))],
    }


def _add_nodes(model: Network, network: CaseNetwork, view: LaneView, ids: Mapping[str, str]) -> Mapping[str, Record]:
    ties: dict[str, list[Tie]] = defaultdict(list)
    for tie in find_ties(network):
        ties[tie.node_id].append(tie)
    ends = {end for line in view.flag_lines for end in (line.start, line.end)}
    touched = {id_ for flag in network.flags for id_ in flag.node_ids}
    about: dict[str, Record] = {}
    for seat in view.lanes.seats:
        node, id_ = seat.node, ids[seat.node.id]
        is_subject = node.id == network.subject_id
        own = [tie for tie in ties[node.id] if tie.link_id != seat.under_link]
        caption = caption_of(node, own, is_subject=is_subject)
        words = fit_text(label_of(node), caption, seat.box, lane_style(is_row=seat.is_row, is_tied=bool(own)))
        x, y = seat.box.centre
        model.add_node(
            id_,
            label=label_of(node),
            title=f"{label_of(node)}\n{caption}",
            shape="box",
            color=FLAG_RED if node.id in ends and not is_subject else INK,
            x=round(x, 1),
            y=round(y, 1),
            borderWidth=5 if is_subject else 4 if node.id in ends else 2,
        )
        about[id_] = {
            **_card(seat, words),
            "kind": look_of(node).plural,
            "said": caption,
            "isSubject": is_subject,
            "isFlagged": node.id in touched or node.id in ends,
        }
    return about


def _card(seat: Seat, words: CardText) -> Record:
    style = LANE_ROW if seat.is_row else LANE_CARD
    return {
        "symbol": look_of(seat.node).symbol,
        "width": seat.box.width,
        "height": seat.box.height,
        "symbolSize": style.symbol,
        "padding": style.padding,
        "name": list(words.name),
        "nameSize": words.size,
        "caption": list(words.caption),
        "captionSize": style.caption,
    }


def _add_links(model: Network, view: LaneView, ids: Mapping[str, str]) -> Mapping[str, str]:
    """Add the links; return the page's id of each."""
    names = {seat.node.id: label_of(seat.node) for seat in view.lanes.seats}
    edges: dict[str, str] = {}
    for index, link in enumerate(view.links):
        period = period_in_words(link.valid_from, link.valid_to)
        title = f"{names[link.from_id]} {say_verb(link)} {names[link.to_id]}"
        edges[link.id] = f"l{index}"
        model.add_edge(
            ids[link.from_id],
            ids[link.to_id],
            id=edges[link.id],
            label=say_link(link),
            title=title + (f", {period}" if period else ""),
            color=LINE_GREY,
            width=2,
            arrows="to",
        )
    return edges


def _add_flags(model: Network, network: CaseNetwork, view: LaneView, ids: Mapping[str, str]) -> Sequence[str]:
    """Add the red lines; return the page's id of each, in their order."""
    titles = {flag.id: title_of(flag) for flag in network.flags}
    for index, line in enumerate(view.flag_lines):
        model.add_edge(
            ids[line.start],
            ids[line.end],
            id=f"f{index}",
            label=str(line.number),
            title=f"Flag {line.number}: {titles[line.flag_id]}",
            color=FLAG_RED,
            width=5,
            dashes=line.is_dashed,
            arrows="",
        )
    return [f"f{index}" for index in range(len(view.flag_lines))]


def _draw_ways(
    network: CaseNetwork, view: LaneView, links: Mapping[str, str], flags: Sequence[str]
) -> Mapping[str, Record]:
    """Return how each line runs that is drawn from the start, by the id of its edge, and where its number stands."""
    ways = route_wires(view.lanes.seats, find_wires(network, view))
    places = {id(line): index for index, line in enumerate(view.flag_lines)}
    drawn: dict[str, dict[str, Any]] = {}
    for way in ways:
        edge = links[way.wire.key] if way.wire.line is None else flags[places[id(way.wire.line)]]
        dash = dash_of(way.wire.net) if way.wire.line is None else "12 8" if way.wire.line.is_dashed else ""
        points = [[round(x, 1), round(y, 1)] for x, y in way.points]
        drawn[edge] = {"points": points, "dash": [float(length) for length in dash.split()]}
    for edge, (_, at) in zip(flags, place_badges(ways, view), strict=True):
        drawn.setdefault(edge, {"points": [], "dash": []})["badge"] = [round(at[0], 1), round(at[1], 1)]
    # A row under a card needs no line of its own: the bracket beside it is drawn from card to row.
    for seat in view.lanes.seats:
        upper = view.seats.get(seat.under or "")
        if upper is not None and seat.under_link is not None:
            x, y = seat.box.left - INDENT / 2, seat.box.centre[1]
            bracket = [[x, upper.box.bottom], [x, y], [seat.box.left, y]]
            drawn[links[seat.under_link]] = {"points": bracket, "dash": []}
    return drawn


def _symbols(view: LaneView) -> Mapping[str, Sequence[Record]]:
    used = sorted({look_of(seat.node).symbol for seat in view.lanes.seats})
    return {
        name: [
            {
                "path": shape.path,
                "fill": shape.fill,
                "outline": shape.outline,
                "width": shape.width,
                "dash": [float(length) for length in shape.dash.split()],
            }
            for shape in SYMBOLS[name]
        ]
        for name in used
    }


def _say_flag(flag: NetworkFlag, ids: Mapping[str, str]) -> Record:
    nodes = [ids[id_] for id_ in dict.fromkeys(flag.node_ids) if id_ in ids]
    return {"number": flag.number, "title": title_of(flag), "nodes": nodes}


def _allow(record: Mapping[str, Any], keys: frozenset[str]) -> Record:
    return {key: record[key] for key in sorted(keys) if key in record}
