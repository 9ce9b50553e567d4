"""The lines of the full map: grey ones by what they say, red ones with the number of their flag."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from visualise import svg
from visualise.cards import draw_badge
from visualise.flag_lines import FlagLine
from visualise.flag_row import BADGE
from visualise.frame import LineKey
from visualise.layout.gutters import Point, Way
from visualise.layout.view import LaneView
from visualise.theme import FLAG_RED, LINE_GREY, WHITE

_HOME_KEY = LineKey("Lives or stays", LINE_GREY, 2.5)
_PLACE_KEY = LineKey("Proposed, visits, works", LINE_GREY, 2.5, "9 6")
_OTHER_KEY = LineKey("Other link", LINE_GREY, 2.5, "3 5")
_HOMES = frozenset({"LIVES_AT", "STAYS_AT"})
_HAUNTS = frozenset({"PROPOSED_AT", "VISITS", "WORKS_AT", "ATTENDS"})


def keys_of(types: AbstractSet[str]) -> list[LineKey]:
    """Return what the legend says of lines for links of these types."""
    keys = [_HOME_KEY] if types & _HOMES else []
    keys += [_PLACE_KEY] if types & _HAUNTS else []
    return keys + ([_OTHER_KEY] if types - _HOMES - _HAUNTS else [])


def dash_of(type_: str) -> str:
    """Return the dashes of a link's line by its type; none for where somebody lives or stays."""
    return "" if type_ in _HOMES else _PLACE_KEY.dash if type_ in _HAUNTS else _OTHER_KEY.dash


def draw_ways(ways: Sequence[Way], view: LaneView) -> tuple[list[str], list[str]]:
    """Return what lies below the cards, grey and red lines, and above them, the numbers."""
    below = [_draw_grey(way) for way in ways if way.wire.line is None]
    for way in ways:
        if way.wire.line is not None:
            below += _draw_red(way, is_dashed=way.wire.line.is_dashed)
    above = [
        svg.group([draw_badge(at, BADGE, line.number, is_dashed=line.is_dashed)], {"data-flag": line.number})
        for line, at in place_badges(ways, view)
    ]
    return below, above


def place_badges(ways: Sequence[Way], view: LaneView) -> list[tuple[FlagLine, Point]]:
    """Return where the numbers stand: on the longest upright part of each line, or at the corner of a lone card."""
    by_line = {id(way.wire.line): way for way in ways if way.wire.line is not None}
    corners: Counter[str] = Counter()
    placed: list[tuple[FlagLine, Point]] = []
    for line in view.flag_lines:
        if line.is_loop:
            box = view.seats[line.start].box
            at = (box.right - 10 - 2.3 * BADGE * corners[line.start], box.top + 2)
            corners[line.start] += 1
        else:
            at = _place_badge(by_line[id(line)].points, [other for _, other in placed])
        placed.append((line, at))
    return placed


def _draw_grey(way: Way) -> str:
    dash: dict[str, svg.Attribute] = {"stroke-dasharray": dashes} if (dashes := dash_of(way.wire.net)) else {}
    stroke: dict[str, svg.Attribute] = {"stroke": LINE_GREY, "stroke-width": 2.2, "fill": "none", **dash}
    return svg.path(_rounded(way.points), {**stroke, "data-link": way.wire.key})


def _draw_red(way: Way, *, is_dashed: bool) -> list[str]:
    commands = _rounded(way.points)
    dash: dict[str, svg.Attribute] = {"stroke-dasharray": "12 8"} if is_dashed else {}
    return [
        svg.path(commands, {"stroke": WHITE, "stroke-width": 9, "fill": "none"}),
        svg.path(commands, {"stroke": FLAG_RED, "stroke-width": 4.5, "fill": "none", **dash}),
    ]


def _place_badge(points: Sequence[Point], taken: Sequence[Point]) -> Point:
    options: list[tuple[float, float, float]] = []
    for (x, y), (u, v) in pairwise(points):
        is_upright = x == u
        for share in (0.5, 0.35, 0.65, 0.2, 0.8):
            at = (x + (u - x) * share, y + (v - y) * share)
            near = sum(abs(at[0] - p) < 2.2 * BADGE and abs(at[1] - q) < 2.2 * BADGE for p, q in taken)
            cost = 1000.0 * near - (abs(v - y) if is_upright else 0.1 * abs(u - x)) + 40 * abs(share - 0.5)
            options.append((cost, *at))
    return min(options)[1:]


def _rounded(points: Sequence[Point], radius: float = 9) -> str:
    corners = [point for index, point in enumerate(points) if index == 0 or point != points[index - 1]]
    parts = [f"M{_pair(corners[0])}"]
    for before, bend, after in zip(corners, corners[1:], corners[2:], strict=False):
        parts.append(f"L{_pair(_towards(bend, before, radius))}Q{_pair(bend)} {_pair(_towards(bend, after, radius))}")
    return "".join([*parts, f"L{_pair(corners[-1])}"])


def _towards(start: tuple[float, float], end: tuple[float, float], step: float) -> tuple[float, float]:
    long = abs(end[0] - start[0]) + abs(end[1] - start[1])
    part = min(0.5, step / long) if long else 0.0
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _pair(point: tuple[float, float]) -> str:
    return f"{svg.number(point[0])} {svg.number(point[1])}"
