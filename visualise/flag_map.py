"""The flag map: only what the flags touch, numbered red lines between big cards, and the numbered list beside."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph_schema.case_network import CaseNetwork, NetworkFlag, NetworkLink, NetworkNode
from visualise import svg
from visualise.cards import BOARD_CARD, Box, Frame, draw_card, draw_frame, fit_text
from visualise.flag_list import draw_flag_list
from visualise.flag_pages import FlagPage, find_page
from visualise.frame import (
    FLAG_KEY,
    GONE_KEY,
    LINK_KEY,
    TITLE_SIZE,
    UNCHECKED_KEY,
    LineKey,
    context_of,
    draw_frame_of,
    draw_legend,
)
from visualise.layout.board import RIGHT, BoardLine, arrange_board, cell_box, rows_for
from visualise.lettering import measure, shorten
from visualise.line_marks import LineDrawing, draw_lines
from visualise.notes import count_kinds, say_left_out
from visualise.theme import HEIGHT, INK, MARGIN, WIDTH, look_of
from visualise.wording import (
    caption_of,
    find_ties,
    is_gone,
    is_unchecked,
    is_undecided,
    label_of,
    own_cases,
    said_links,
    title_of,
)

_COLUMN_OF: Mapping[str, int] = {"Address": 1, "Site": 2, "Zone": 2, "MaracCase": 1, "Area": 0, "MappaCase": 0}


def draw_flag_map(network: CaseNetwork, page: int = 1) -> str:
    """Return one page of the flag map as SVG, 1600 by 900, its smallest text 2 % of the height.

    The same network gives the same bytes. Raises NoSuchPage for a page beyond the last; a network without flags has one
    page, which says so.
    """
    shown = find_page(network, page)
    title = _title(network, shown)
    links = find_board_links(network, shown)
    boxes = place_cards(network, shown, links)
    body = draw_frame_of(network, title, (WIDTH, HEIGHT), title_room=RIGHT + MARGIN)
    below, above = draw_lines(LineDrawing(boxes, shown.lines, links))
    body += [*below, *_draw_cards(network, shown, boxes), *above]
    if not network.flags:
        body += _draw_nothing_found()
    body += draw_flag_list(shown.flags, _notes(network, shown))
    body += draw_legend([look_of(node) for node in _legend_order(shown.nodes)], _keys(shown, links), HEIGHT)
    return svg.document((WIDTH, HEIGHT), f"flag-map-{page}", title_for(network), _describe(network, shown), body)


def title_for(network: CaseNetwork) -> str:
    """Return the title of the picture for a reader who hears it: without names, since titles travel."""
    return f"{network.marking}: flag map of case {network.case_ref}"


def find_board_links(network: CaseNetwork, shown: FlagPage) -> tuple[NetworkLink, ...]:
    """Return the links drawn in grey: those among the cards that are not said on a card."""
    here = {node.id for node in shown.nodes}
    said = said_links(network)
    return tuple(
        link
        for link in network.links
        if {link.from_id, link.to_id} <= here and link.from_id != link.to_id and link.id not in said
    )


def place_cards(network: CaseNetwork, shown: FlagPage, links: Sequence[NetworkLink]) -> Mapping[str, Box]:
    """Return where the card of each thing on the page is."""
    lines = [BoardLine(line.start, line.end, 1.0) for line in shown.lines if not line.is_loop]
    lines += [BoardLine(link.from_id, link.to_id, 0.6) for link in links]
    columns = {node.id: _COLUMN_OF.get(node.kind, 2) for node in shown.nodes}
    cells = arrange_board([node.id for node in shown.nodes], lines, network.subject_id, columns)
    return {id_: cell_box(cell, rows_for(len(cells))) for id_, cell in cells.items()}


def _draw_cards(network: CaseNetwork, shown: FlagPage, boxes: Mapping[str, Box]) -> list[str]:
    ties = find_ties(network)
    ends = {end for line in shown.lines for end in (line.start, line.end)}
    cards: list[str] = []
    for node in shown.nodes:
        is_subject = node.id == network.subject_id
        caption = caption_of(node, [tie for tie in ties if tie.node_id == node.id], is_subject=is_subject)
        words = fit_text(label_of(node), caption, boxes[node.id], BOARD_CARD)
        cards.append(draw_card(boxes[node.id], look_of(node), words, BOARD_CARD, {"data-node": node.id}))
        if is_subject:
            cards.append(draw_frame(boxes[node.id], Frame.SUBJECT))
        elif node.id in ends:
            cards.append(draw_frame(boxes[node.id], Frame.FLAGGED))
    return cards


def _draw_nothing_found() -> list[str]:
    left = MARGIN + 390
    return [
        svg.text("No flags", (left, 450), 48, {"fill": INK}, is_bold=True),
        svg.text("No rule found anything on this day, as far as is known.", (left, 496), 24, {"fill": INK}),
        svg.text("That is not the same as no risk.", (left, 530), 24, {"fill": INK}),
    ]


def _title(network: CaseNetwork, shown: FlagPage) -> str:
    """Return whose flags they are and how many, the name cut short before the number is."""
    ended = sum(is_gone(flag) for flag in network.flags)
    count = len(network.flags) - ended
    waiting = sum(is_undecided(flag) for flag in network.flags)
    said = f": {count} flag{'s' if count > 1 else ''}" if count else ": no flags"
    if count:
        said += " to decide" if waiting == count else f", {waiting} to decide"
    said += f", {ended} no longer found" if ended else ""
    said += f" (page {shown.page} of {shown.pages})" if shown.pages > 1 else ""
    room = RIGHT - MARGIN - measure(said, TITLE_SIZE, is_bold=True)
    return shorten(_subject_name(network), TITLE_SIZE, room, is_bold=True) + said


def _subject_name(network: CaseNetwork) -> str:
    data = network.graph.nodes.get(network.subject_id)
    return label_of(data["node"]) if data else f"Case {network.case_ref}"


def _notes(network: CaseNetwork, shown: FlagPage) -> list[str]:
    notes: list[str] = []
    if shown.elsewhere:
        notes.append(f"On the other pages: {_count_flags(shown.elsewhere)}.")
    here = {node.id for node in shown.nodes} | own_cases(network)
    rest = count_kinds(node for node in network.nodes if node.id not in here)
    if rest:
        reason = "on this page" if shown.elsewhere else "no flag touches them"
        notes.append(f"Not shown ({reason}): {rest}. See the full map.")
    return notes + say_left_out(network)


def _count_flags(flags: Iterable[NetworkFlag]) -> str:
    by_severity = Counter(flag.severity for flag in flags)
    total = sum(by_severity.values())
    counted = ", ".join(f"{by_severity[severity]} {severity}" for severity in _by_rank(by_severity))
    return f"{total} flag{'s' if total > 1 else ''} ({counted})"


def _by_rank(severities: Iterable[str]) -> list[str]:
    ranks = ["critical", "high", "medium", "low"]
    return sorted(severities, key=lambda one: (ranks.index(one) if one in ranks else 9, one))


def _keys(shown: FlagPage, links: Sequence[NetworkLink]) -> list[LineKey]:
    found = [flag for flag in shown.flags if not is_gone(flag)]
    keys = [FLAG_KEY] if any(not is_unchecked(flag) for flag in found) else []
    keys += [UNCHECKED_KEY] if any(is_unchecked(flag) for flag in found) else []
    keys += [GONE_KEY] if len(found) < len(shown.flags) else []
    return keys + ([LINK_KEY] if links else [])


def _legend_order(nodes: Iterable[NetworkNode]) -> list[NetworkNode]:
    return sorted(nodes, key=lambda node: (node.kind != "Person", look_of(node).symbol != "subject", node.kind))


def _describe(network: CaseNetwork, shown: FlagPage) -> str:
    said = [f"{flag.number}. {title_of(flag)} ({flag.rule}, {flag.severity})." for flag in shown.flags]
    return " ".join([context_of(network) + ".", *(said or ["No flags."]), *_notes(network, shown)])
