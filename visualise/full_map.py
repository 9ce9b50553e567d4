"""The full map: four lanes of cards, their lines in the gutters between, and the flags in red with their numbers."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph_schema.case_network import CaseNetwork
from visualise import svg
from visualise.cards import Frame, draw_card, draw_frame, fit_text, lane_style
from visualise.flag_row import draw_flag_row, find_lanes_top
from visualise.frame import FLAG_KEY, FOOT, UNCHECKED_KEY, LineKey, context_of, draw_frame_of, draw_legend
from visualise.lane_lines import draw_ways, keys_of
from visualise.layout.gutters import Way, route_wires
from visualise.layout.lanes import INDENT, LANE_LEFT, LANES, Seat
from visualise.layout.view import LaneView, find_wires, view_lanes
from visualise.lettering import wrap
from visualise.notes import count_kinds, say_left_out
from visualise.symbols import SYMBOLS
from visualise.theme import HEIGHT, LINE_GREY, MARGIN, QUIET_INK, SMALLEST, WIDTH, look_of
from visualise.wording import Tie, caption_of, find_ties, is_unchecked, label_of, title_of


def draw_full_map(network: CaseNetwork) -> str:
    """Return the full map as SVG, 1600 pixels wide and 900 or more high, its smallest text 18 pixels.

    Up to 150 nodes are drawn; of a larger network those nearest to the subject and the flags, and the map says how many
    are left out. Raises NarrowTheView above 500. The same network gives the same bytes.
    """
    view = view_lanes(network)
    top = find_lanes_top(network)
    notes = [line for note in _notes(network, view) for line in wrap(note, SMALLEST, WIDTH - 2 * MARGIN, lines=3)]
    ways = route_wires(view.lanes.seats, find_wires(network, view))
    lowest = max([view.lanes.bottom, *(y for way in ways for _, y in way.points)])
    height = max(HEIGHT, int(lowest + 18 + len(notes) * 24 + FOOT))
    body = draw_frame_of(network, f"Case network: {_subject_name(network)}", (WIDTH, height))
    body += [*draw_flag_row(network), *_draw_headings(view, top)]
    below, above = draw_ways(ways, view)
    body += [*below, *_draw_cards(network, view), *above]
    for index, line in enumerate(notes):
        at = MARGIN, height - FOOT - (len(notes) - index) * 24 + 12
        body.append(svg.text(line, at, SMALLEST, {"fill": QUIET_INK}))
    looks = [look_of(seat.node) for seat in sorted(view.lanes.seats, key=_legend_order)]
    body += draw_legend(looks, _keys(network, ways), height)
    title = f"{network.marking}: full map of case {network.case_ref}"
    return svg.document((WIDTH, height), "full-map", title, _describe(network, view), body)


def _draw_headings(view: LaneView, top: float) -> list[str]:
    filled = {seat.lane for seat in view.lanes.seats}
    parts: list[str] = []
    for lane, (name, left) in enumerate(zip(LANES, LANE_LEFT, strict=True)):
        parts.append(svg.text(name, (left, top - 12), 21, {"fill": QUIET_INK}, is_bold=True))
        if lane not in filled:
            parts.append(svg.text("None in this view", (left, top + 22), SMALLEST, {"fill": QUIET_INK}))
    return parts


def _draw_cards(network: CaseNetwork, view: LaneView) -> list[str]:
    ties: dict[str, list[Tie]] = defaultdict(list)
    for tie in find_ties(network):
        ties[tie.node_id].append(tie)
    ends = {end for line in view.flag_lines for end in (line.start, line.end)}
    cards: list[str] = []
    frames: list[str] = []
    drawn = {link.id for link in view.links}
    for seat in view.lanes.seats:
        is_subject = seat.node.id == network.subject_id
        own = [tie for tie in ties[seat.node.id] if tie.link_id in drawn and tie.link_id != seat.under_link]
        style = lane_style(is_row=seat.is_row, is_tied=bool(own))
        words = fit_text(label_of(seat.node), caption_of(seat.node, own, is_subject=is_subject), seat.box, style)
        said = [svg.element("g", {"data-link": tie.link_id}) for tie in own if tie.is_enough]
        card = draw_card(seat.box, look_of(seat.node), words, style)
        cards.append(svg.group([card, *said], {"data-node": seat.node.id}))
        if is_subject or seat.node.id in ends:
            frames.append(draw_frame(seat.box, Frame.SUBJECT if is_subject else Frame.FLAGGED))
    return [*_draw_elbows(view.seats), *cards, *frames]


def _draw_elbows(seats: Mapping[str, Seat]) -> list[str]:
    """Return the lines from a card down to the rows under it."""
    parts: list[str] = []
    for seat in seats.values():
        upper = seats.get(seat.under or "")
        if upper is None:
            continue
        x, y = seat.box.left - INDENT / 2, seat.box.centre[1]
        commands = f"M{svg.number(x)} {svg.number(upper.box.bottom)}V{svg.number(y)}H{svg.number(seat.box.left)}"
        marks: dict[str, svg.Attribute] = {"stroke": LINE_GREY, "stroke-width": 2.5, "fill": "none"}
        parts.append(svg.path(commands, {**marks, "data-link": seat.under_link or ""}))
    return parts


def _keys(network: CaseNetwork, ways: Sequence[Way]) -> list[LineKey]:
    keys = [FLAG_KEY] if any(not is_unchecked(flag) for flag in network.flags) else []
    keys += [UNCHECKED_KEY] if any(is_unchecked(flag) for flag in network.flags) else []
    types = {way.wire.net for way in ways if not way.wire.is_flag}
    return [*keys, *keys_of(types)]


def _notes(network: CaseNetwork, view: LaneView) -> list[str]:
    notes: list[str] = []
    if view.left_out:
        counted = count_kinds(view.left_out)
        total = len(network.nodes)
        notes.append(f"Showing {total - len(view.left_out)} of {total}. Not drawn: {counted}; the table has them all.")
    return notes + say_left_out(network)


def _describe(network: CaseNetwork, view: LaneView) -> str:
    lanes = Counter(seat.lane for seat in view.lanes.seats)
    counted = ", ".join(f"{LANES[lane]}: {lanes[lane]}" for lane in range(len(LANES)))
    said = [f"{flag.number}. {title_of(flag)}." for flag in sorted(network.flags, key=lambda one: one.number)]
    return " ".join([f"{context_of(network)}.", f"Four lanes. {counted}.", *(said or ["No flags."])])


def _subject_name(network: CaseNetwork) -> str:
    data = network.graph.nodes.get(network.subject_id)
    return label_of(data["node"]) if data else network.case_ref


def _legend_order(seat: Seat) -> int:
    return list(SYMBOLS).index(look_of(seat.node).symbol)
