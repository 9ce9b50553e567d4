"""The lines of the flag map with what is written on them: numbers, distances, and the words of the other links."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph_schema.case_network import NetworkLink
from visualise import svg
from visualise.cards import Box, draw_badge
from visualise.flag_lines import FlagLine
from visualise.inert import make_inert
from visualise.layout.routes import Board, Route, draw_commands
from visualise.lettering import measure, shorten, widest, wrap
from visualise.theme import FADED_RED, FLAG_INK, FLAG_RED, LINE_GREY, QUIET_INK, SMALLEST, WHITE

RADIUS = 21
_APART = 46.0
"""At most between two lines of one pair of cards: their numbers stand side by side."""
_PLACES = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78, 0.15, 0.85)


@dataclass(frozen=True)
class LineDrawing:
    """What is drawn: the boxes of the cards by id, the red lines and the grey links."""

    boxes: Mapping[str, Box]
    flags: Sequence[FlagLine]
    links: Sequence[NetworkLink]


@dataclass(frozen=True)
class _Segment:
    route: Route
    line: FlagLine | NetworkLink


@dataclass
class _Room:
    """What is taken already: cards, badges and words."""

    cards: Sequence[Box]
    segments: Sequence[_Segment]
    marks: list[Box] = field(default_factory=list)

    def crowding(self, box: Box, own: _Segment) -> float:
        """Return how bad it would be to write in `box`, on the line `own`."""
        cards = sum(card.meets(box, 2) for card in self.cards)
        marks = sum(mark.meets(box, 3) for mark in self.marks)
        reach = min(box.width, box.height) / 2 + 3
        lines = sum(other.route.distance(box.centre) < reach for other in self.segments if other is not own)
        return 100.0 * cards + 100.0 * marks + 10.0 * lines


def draw_lines(drawing: LineDrawing) -> tuple[list[str], list[str]]:
    """Return what lies below the cards (the lines and their words) and above them (the badges).

    Words and badges are so placed that none hides another.
    """
    segments = _segments(drawing)
    red = [(segment, segment.line) for segment in segments if isinstance(segment.line, FlagLine)]
    grey = [(segment, segment.line) for segment in segments if isinstance(segment.line, NetworkLink)]
    room = _Room([*drawing.boxes.values()], segments)
    parts = [_draw_grey(segment, link) for segment, link in grey]
    parts += [_draw_red(segment, line) for segment, line in red]
    badges = [_mark_red(segment, line, room) for segment, line in sorted(red, key=lambda one: one[1].number)]
    badges += _mark_single(drawing, room)
    words = [_mark_grey(segment, link, room) for segment, link in grey]
    return [*parts, *words], badges


def _segments(drawing: LineDrawing) -> list[_Segment]:
    pairs: dict[tuple[str, str], list[FlagLine | NetworkLink]] = defaultdict(list)
    for flag in drawing.flags:
        if not flag.is_loop and {flag.start, flag.end} <= drawing.boxes.keys():
            pairs[min(flag.start, flag.end), max(flag.start, flag.end)].append(flag)
    for link in drawing.links:
        pairs[min(link.from_id, link.to_id), max(link.from_id, link.to_id)].append(link)
    found: list[_Segment] = []
    board = Board(drawing.boxes)
    for (one, other), lines in sorted(pairs.items(), key=lambda item: item[0]):
        apart = _spacing(drawing.boxes[one], drawing.boxes[other], len(lines))
        for index, line in enumerate(lines):
            found.append(_Segment(board.find_route(one, other, (index - (len(lines) - 1) / 2) * apart), line))
    return found


def _spacing(one: Box, other: Box, count: int) -> float:
    """Return the pixels between the lines of a pair, signed so that the first is furthest to the left or the top."""
    (x, y), (u, v) = one.centre, other.centre
    is_upright = abs(v - y) > abs(u - x)
    room = (one.width if is_upright else one.height) * 0.78
    apart = min(_APART, room / max(1, count - 1))
    return apart if (u - x) - (v - y) >= 0 else -apart


def _draw_grey(segment: _Segment, link: NetworkLink) -> str:
    marks: dict[str, svg.Attribute] = {"stroke": LINE_GREY, "stroke-width": 2.5, "fill": "none", "data-link": link.id}
    return svg.path(draw_commands(segment.route), marks)


def _draw_red(segment: _Segment, line: FlagLine) -> str:
    dash: dict[str, svg.Attribute] = {"stroke-dasharray": "16 10"} if line.is_dashed else {}
    under = svg.path(draw_commands(segment.route), {"stroke": WHITE, "stroke-width": 13, "fill": "none"})
    return under + svg.path(
        draw_commands(segment.route),
        {"stroke": FADED_RED if line.is_faded else FLAG_RED, "stroke-width": 7, "fill": "none", **dash},
    )


def _mark_red(segment: _Segment, line: FlagLine, room: _Room) -> str:
    middle = _best(segment, room, [(RADIUS * 2.0, RADIUS * 2.0, 0.0, 0.0)])
    room.marks.append(middle)
    badge = draw_badge(middle.centre, RADIUS, line.number, is_dashed=line.is_dashed)
    words = _mark_distance(line, middle, room, segment) if line.words else ""
    return svg.group([words, badge], {"data-flag": line.number})


def _mark_distance(line: FlagLine, badge: Box, room: _Room, own: _Segment) -> str:
    wide = measure(line.words, 20, is_bold=True) + 8
    x, y = badge.centre
    around = [
        Box(x - wide / 2, badge.top - 28, wide, 25),
        Box(x - wide / 2, badge.bottom + 3, wide, 25),
        Box(badge.right + 3, y - 12, wide, 25),
        Box(badge.left - 3 - wide, y - 12, wide, 25),
    ]
    best = min(around, key=lambda box: room.crowding(box, own) + (5 if own.route.distance(box.centre) < 14 else 0))
    if room.crowding(best, own) >= 100:
        return ""
    room.marks.append(best)
    return _words(best, [line.words], 20, {"fill": FLAG_INK}, is_bold=True)


def _mark_single(drawing: LineDrawing, room: _Room) -> list[str]:
    """Return the badges of flags that touch one card alone: on its upper edge, from the right."""
    taken: dict[str, int] = defaultdict(int)
    parts: list[str] = []
    for line in drawing.flags:
        if line.is_loop and line.start in drawing.boxes:
            box = drawing.boxes[line.start]
            at = (box.right - 14 - taken[line.start] * 50, box.top - 8)
            taken[line.start] += 1
            room.marks.append(Box(at[0] - RADIUS, at[1] - RADIUS, 2 * RADIUS, 2 * RADIUS))
            badge = draw_badge(at, RADIUS, line.number, is_dashed=line.is_dashed)
            parts.append(svg.group([badge], {"data-flag": line.number}))
    return parts


def _mark_grey(segment: _Segment, link: NetworkLink, room: _Room) -> str:
    label = make_inert(link.label)
    if not label:
        return ""
    width = segment.route.length - 8 if segment.route.is_level() else 180.0
    lines = wrap(label, SMALLEST, max(60.0, width), lines=2)
    wide, tall = widest(lines, SMALLEST) + 6, 21.0 * len(lines) + 2
    best = _best(
        segment, room, [(wide, tall, 0.0, 0.0), (wide, tall, 0.0, -tall / 2 - 4), (wide, tall, 0.0, tall / 2 + 4)]
    )
    if room.crowding(best, segment) >= 100:
        best = _best(segment, room, [(measure(short := shorten(label, SMALLEST, 80), SMALLEST) + 6, 23.0, 0.0, 0.0)])
        lines = (short,)
        if room.crowding(best, segment) >= 100:
            return ""
    room.marks.append(best)
    return _words(best, lines, SMALLEST, {"fill": QUIET_INK})


def _best(segment: _Segment, room: _Room, sizes: Iterable[tuple[float, float, float, float]]) -> Box:
    """Return the least crowded box on a line: of a width and height, shifted right and down, nearest the middle."""
    options: list[tuple[float, int, Box]] = []
    for wide, tall, right, down in sizes:
        for place in _PLACES:
            x, y = segment.route.at(place)
            box = Box(x - wide / 2 + right, y - tall / 2 + down, wide, tall)
            cost = room.crowding(box, segment) + abs(place - 0.5) * 4 + (1.5 if down else 0)
            options.append((cost, len(options), box))
    return min(options, key=lambda option: option[:2])[2]


def _words(
    box: Box, lines: Sequence[str], size: int, paint: Mapping[str, svg.Attribute], *, is_bold: bool = False
) -> str:
    # A white ground rather than an outlined letter: not every renderer paints the outline first.
    ground = svg.rect((box.left, box.top, box.width, box.height), {"fill": WHITE})
    step = (box.height - 2) / len(lines)
    written = [
        svg.text(
            line,
            (box.left + box.width / 2, box.top + 1 + step * (index + 0.76)),
            size,
            {**paint, "text-anchor": "middle"},
            is_bold=is_bold,
        )
        for index, line in enumerate(lines)
    ]
    return ground + "".join(written)
