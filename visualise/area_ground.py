"""The ground of an area map: its extent, the grid, the scale bar, north, and the patterns that fill shapes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count, takewhile
from math import ceil, floor

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from visualise import svg
from visualise.cards import Box
from visualise.svg import Attribute
from visualise.theme import INK, QUIET_INK, SMALLEST, WHITE

SHEET = Box(24, 126, 1060, 688)
"""Where the map lies in the picture, in pixels."""
_LEAST_M = 1000.0
"""A map shows at least this much, in metres, so that one address alone does not fill it."""
_MARGIN = 1.16
_STEPS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000)
_HATCH, _DOTS = 15.0, 17.0
GRID = "#d5d8da"


@dataclass(frozen=True)
class Ground:
    """From British National Grid metres to pixels: the western and northern edge, and the pixels of a metre."""

    west: float
    north: float
    scale: float

    def at(self, easting: float, northing: float) -> tuple[float, float]:
        """Return the pixel of a position."""
        return SHEET.left + (easting - self.west) * self.scale, SHEET.top + (self.north - northing) * self.scale

    def project(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape in pixels, cut off at the edge of the sheet."""
        moved = shapely.transform(
            shape,
            lambda points: np.array([self.at(easting, northing) for easting, northing in points]),
        )
        sheet = shapely.box(SHEET.left, SHEET.top, SHEET.right, SHEET.bottom)
        return shapely.intersection(shapely.make_valid(moved), sheet)


def lay_ground(bounds: tuple[float, float, float, float]) -> Ground:
    """Return the ground that shows (west, south, east, north) in metres with a margin, both directions to one scale."""
    west, south, east, north = bounds
    wide, tall = max(_LEAST_M, east - west) * _MARGIN, max(_LEAST_M, north - south) * _MARGIN
    scale = min(SHEET.width / wide, SHEET.height / tall)
    middle = (west + east) / 2, (south + north) / 2
    return Ground(middle[0] - SHEET.width / scale / 2, middle[1] + SHEET.height / scale / 2, scale)


def grid_step(ground: Ground) -> int:
    """Return the metres between two lines of the grid: at most seven lines across."""
    return next((step for step in _STEPS if SHEET.width / ground.scale / step <= 7), _STEPS[-1])


def draw_grid(ground: Ground) -> list[str]:
    """Return the sheet, the grid and its kilometres along the lower and the left edge."""
    step = grid_step(ground)
    parts = [svg.rect((SHEET.left, SHEET.top, SHEET.width, SHEET.height), {"fill": WHITE})]
    east, south = ground.west + SHEET.width / ground.scale, ground.north - SHEET.height / ground.scale
    for easting in _between(ground.west, east, step):
        x = ground.at(easting, south)[0]
        parts.append(svg.path(f"M{svg.number(x)} {SHEET.top}V{SHEET.bottom}", {"stroke": GRID, "stroke-width": 1}))
    for northing in _between(south, ground.north, step):
        y = ground.at(ground.west, northing)[1]
        parts.append(svg.path(f"M{SHEET.left} {svg.number(y)}H{SHEET.right}", {"stroke": GRID, "stroke-width": 1}))
    return parts


def draw_scale(ground: Ground) -> list[str]:
    """Return the edge of the sheet, the scale bar and the arrow to the north."""
    metres = max((step for step in _STEPS if step * ground.scale <= SHEET.width / 4), default=_STEPS[0])
    long = metres * ground.scale
    words = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    left, base = SHEET.left + 18, SHEET.bottom - 20
    bar: Mapping[str, Attribute] = {"stroke": INK, "stroke-width": 5, "fill": "none"}
    north = SHEET.right - 30
    arrow = f"M{north} {SHEET.top + 32}l11 32l-11 -8l-11 8z"
    return [
        svg.rect((left - 10, base - 36, long + 20, 48), {"fill": WHITE, "stroke": INK, "stroke-width": 1}),
        svg.path(f"M{left} {base}h{svg.number(long)}", bar),
        svg.text(words, (left, base - 12), SMALLEST, {"fill": INK}, is_bold=True),
        svg.rect((north - 19, SHEET.top + 6, 38, 66), {"fill": WHITE}),
        svg.text("N", (north, SHEET.top + 27), 20, {"fill": INK, "text-anchor": "middle"}, is_bold=True),
        svg.path(arrow, {"fill": INK}),
        svg.rect(
            (SHEET.left, SHEET.top, SHEET.width, SHEET.height),
            {"fill": "none", "stroke": QUIET_INK, "stroke-width": 1.5},
        ),
    ]


def outline(shape: BaseGeometry) -> str:
    """Return the commands of a path along the rings of a shape in pixels."""
    rings = [
        ring
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]
    return "".join("M" + "L".join(_pair(x, y) for x, y in ring.coords[:-1]) + "z" for ring in rings)


def hatch(shape: BaseGeometry, *, rises: bool) -> str:
    """Return the commands of slanting lines within a shape in pixels; drawn out: not all renderers fill patterns."""
    left, top, right, bottom = shape.bounds
    tall = bottom - top
    slant = 1 if rises else -1
    first = floor((left - tall) / _HATCH)
    lines: list[shapely.LineString] = []
    for step in range(first, ceil((right + tall) / _HATCH) + 1):
        x = step * _HATCH
        lines.append(shapely.LineString([(x - slant * tall / 2, bottom), (x + slant * tall / 2, top)]))
    inside = shapely.get_parts(shapely.intersection(shapely.MultiLineString(lines), shape))
    pieces = [list(part.coords) for part in inside if part.geom_type == "LineString"]
    return "".join(f"M{_pair(*piece[0])}L{_pair(*piece[-1])}" for piece in pieces)


def dots(shape: BaseGeometry) -> str:
    """Return the commands of dots within a shape in pixels, for a path with round ends."""
    left, top, right, bottom = shape.bounds
    shapely.prepare(shape)
    grid = ((x, y) for y in _between(top, bottom, _DOTS) for x in _between(left, right, _DOTS))
    places = [(x, y) for x, y in grid if shape.contains(shapely.Point(x, y))]
    return "".join(f"M{_pair(x, y)}h0" for x, y in places)


def _between(low: float, high: float, step: float) -> Iterable[float]:
    first = ceil(low / step) * step
    return takewhile(lambda value: value <= high, count(first, step))


def _pair(x: float, y: float) -> str:
    return f"{svg.number(x)} {svg.number(y)}"
