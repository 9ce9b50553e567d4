"""The way of a line over the flag board: straight from card to card, or around the cards that stand between."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, permutations, product
from math import hypot

from visualise.cards import Box
from visualise.layout.board import GAP, Point, meets_box

_CLEAR = 5
"""How near a line may come to a card it does not lead to, in pixels."""
_REUSE = 60.0
"""What a bend that another line has already is worth in pixels of detour."""
_BESIDE = 16.0
"""Between two lines that bend at one place."""


@dataclass(frozen=True)
class Route:
    """A line as its points, the ends at the edges of two cards."""

    points: tuple[Point, ...]

    @property
    def length(self) -> float:
        """Return the length in pixels."""
        return sum(_between(one, two) for one, two in pairwise(self.points))

    def at(self, share: float) -> Point:
        """Return the point at a share of the way."""
        left = self.length * share
        for one, two in pairwise(self.points):
            step = _between(one, two)
            if left <= step and step > 0:
                part = left / step
                return one[0] + (two[0] - one[0]) * part, one[1] + (two[1] - one[1]) * part
            left -= step
        return self.points[-1]

    def distance(self, point: Point) -> float:
        """Return how far a point is from the line."""
        return min(_from_segment(point, one, two) for one, two in pairwise(self.points))

    def is_level(self) -> bool:
        """Tell whether it runs straight across."""
        return len(self.points) == 2 and abs(self.points[0][1] - self.points[1][1]) < 12


@dataclass
class Board:
    """The cards as they stand, and the bends that lines have taken."""

    boxes: Mapping[str, Box]
    bends: Counter[Point] = field(default_factory=Counter)

    def find_route(self, one: str, other: str, aside: float) -> Route:
        """Return a way from one card to another, `aside` pixels beside the straight one.

        A straight line that would run behind a card goes around it through the gaps between rows and columns; where no
        gap helps it stays straight.
        """
        ends = self.boxes[one], self.boxes[other]
        walls = [box for id_, box in self.boxes.items() if id_ not in (one, other)]
        straight = _clip(ends, (), aside)
        if not _is_blocked(straight, walls):
            return straight
        found = (self._go_around(ends, walls, aside, count) for count in (1, 2, 3))
        bends = next((bends for bends in found if bends), ())
        moved = tuple((x, y + _beside(self.bends[x, y])) for x, y in bends)
        self.bends.update(bends)
        return _clip(ends, moved, aside)

    def _go_around(
        self, ends: tuple[Box, Box], walls: Sequence[Box], aside: float, count: int
    ) -> tuple[Point, ...] | None:
        """Return the shortest way with `count` bends that meets no wall, ways that others take counting as longer."""
        best: tuple[float, tuple[Point, ...]] | None = None
        for bends in permutations(self._gaps(), count):
            route = _clip(ends, bends, aside)
            cost = route.length + _REUSE * sum(self.bends[bend] for bend in bends)
            if (best is None or cost < best[0]) and not _is_blocked(route, walls):
                best = cost, bends
        return best[1] if best else None

    def _gaps(self) -> list[Point]:
        """Return where the gaps between columns and the gaps between rows meet."""
        lefts = sorted({box.left for box in self.boxes.values()})
        tops = sorted({box.top for box in self.boxes.values()})
        height = next(iter(self.boxes.values())).height
        across = [left - GAP / 2 for left in lefts[1:]]
        down = [(upper + height + lower) / 2 for upper, lower in pairwise(tops)]
        return list(product(across, down))


def draw_commands(route: Route, radius: float = 20) -> str:
    """Return the commands of an SVG path along the route, its bends rounded."""
    parts = [f"M{_pair(route.points[0])}"]
    for before, bend, after in zip(route.points, route.points[1:], route.points[2:], strict=False):
        parts.append(f"L{_pair(_towards(bend, before, radius))}Q{_pair(bend)} {_pair(_towards(bend, after, radius))}")
    return "".join([*parts, f"L{_pair(route.points[-1])}"])


def _clip(ends: tuple[Box, Box], bends: tuple[Point, ...], aside: float) -> Route:
    """Return the line from centre to centre by way of `bends`, cut off at the edges of the two cards."""
    one, other = ends
    (x, y), (u, v) = one.centre, other.centre
    long = _between((x, y), (u, v)) or 1.0
    across, down = -(v - y) / long * aside, (u - x) / long * aside
    start, end = (x + across, y + down), (u + across, v + down)
    first, last = (bends[0], bends[-1]) if bends else (end, start)
    return Route((_edge(start, first, one), *bends, _edge(end, last, other)))


def _edge(inside: Point, outside: Point, box: Box) -> Point:
    shares = [1.0]
    for axis, low, high in ((0, box.left, box.right), (1, box.top, box.bottom)):
        step = outside[axis] - inside[axis]
        if step:
            shares.append(((high if step > 0 else low) - inside[axis]) / step)
    share = max(0.0, min(shares))
    return inside[0] + (outside[0] - inside[0]) * share, inside[1] + (outside[1] - inside[1]) * share


def _is_blocked(route: Route, walls: Sequence[Box]) -> bool:
    return any(
        meets_box(one, two, wall.centre, (wall.width / 2 + _CLEAR, wall.height / 2 + _CLEAR))
        for one, two in pairwise(route.points)
        for wall in walls
    )


def _beside(times: int) -> float:
    return (times + 1) // 2 * _BESIDE * (1 if times % 2 else -1)


def _between(one: Point, two: Point) -> float:
    return hypot(one[0] - two[0], one[1] - two[1])


def _towards(start: Point, end: Point, step: float) -> Point:
    long = _between(start, end)
    part = min(0.5, step / long) if long else 0.0
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _from_segment(point: Point, one: Point, two: Point) -> float:
    squared = (two[0] - one[0]) ** 2 + (two[1] - one[1]) ** 2
    dot = (point[0] - one[0]) * (two[0] - one[0]) + (point[1] - one[1]) * (two[1] - one[1])
    share = min(1.0, max(0.0, dot / squared)) if squared else 0.0
    return _between(point, (one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share))


def _pair(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
