"""The area map: a placement, zones and blurred cells in British National Grid metres, drawn here, without tiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase

import shapely
from shapely.geometry.base import BaseGeometry

from graph_schema.case_network import CaseNetwork
from visualise import svg
from visualise.area_ground import SHEET, Ground, dots, draw_grid, draw_scale, grid_step, hatch, lay_ground, outline
from visualise.area_places import AreaPlaces, BlurredCell, PlacedAddress, PlacedZone
from visualise.cards import Box, draw_symbol
from visualise.frame import context_of, draw_frame_of
from visualise.inert import make_inert
from visualise.lettering import measure, wrap
from visualise.symbols import BLUE
from visualise.theme import FLAG_RED, HEIGHT, INK, MARGIN, QUIET_INK, SMALLEST, WHITE, WIDTH

__all__ = ["AreaPlaces", "BlurredCell", "PlacedAddress", "PlacedZone", "draw_area_map"]

_KEY_LEFT = SHEET.right + 32
_ROOM = WIDTH - MARGIN - _KEY_LEFT - 56
_SYMBOL = 36
_SMALL = 44
_CELL_INK = "#00518a"
_NOTE = (
    "Cells are public areas that hold many households: a place in one is blurred to the whole of it."
    " Do not measure from them."
)


@dataclass(frozen=True)
class _Item:
    letter: str
    place: PlacedAddress | PlacedZone | BlurredCell

    @property
    def words(self) -> str:
        """Return what the key says it is."""
        place = self.place
        if isinstance(place, PlacedZone):
            return "Exclusion zone: keep out" if place.is_exclusion else "Restriction zone: stay within"
        if isinstance(place, BlurredCell):
            return "Blurred cell"
        kind = "Site" if place.is_site else "Proposed address" if place.is_proposed else "Address"
        return f"{kind}, somewhere within {place.uncertainty_m:,} m" if place.uncertainty_m else kind


def draw_area_map(network: CaseNetwork, places: AreaPlaces) -> str:
    """Return the area map as SVG, 1600 by 900: what is placed is lettered on the map and named beside it.

    Positions are metres of the British National Grid, flat enough at this scale to be drawn as they are. The order in
    which places come makes no difference. What cannot be named beside the map for want of room is counted there.
    """
    items = _letter(places)
    bounds = places.bounds
    body = draw_frame_of(network, f"Area map of case {make_inert(network.case_ref)}", (WIDTH, HEIGHT))
    if bounds is None:
        body.append(svg.text("Nothing to place", (MARGIN, 450), 40, {"fill": INK}, is_bold=True))
        body.append(svg.text("No address or zone of this case may be shown on a map.", (MARGIN, 492), 24))
    else:
        ground = lay_ground(bounds)
        body += [*draw_grid(ground), *_draw_places(items, ground), *draw_scale(ground)]
        body += _draw_key(items, grid_step(ground))
    title = f"{network.marking}: area map of case {network.case_ref}"
    said = "; ".join(f"{item.letter}: {item.words}, {item.place.label}" for item in items)
    return svg.document((WIDTH, HEIGHT), "area-map", title, f"{context_of(network)}. {said or 'Nothing placed'}.", body)


def _letter(places: AreaPlaces) -> list[_Item]:
    addresses = sorted(
        places.addresses, key=lambda one: (not one.is_proposed, one.is_site, one.label, one.easting, one.northing)
    )
    zones = sorted(places.zones, key=lambda one: (not one.is_exclusion, one.label, one.polygon.wkt))
    cells = sorted(places.cells, key=lambda one: (one.label, one.polygon.wkt))
    ordered: list[PlacedAddress | PlacedZone | BlurredCell] = [*addresses, *zones, *cells]
    return [_Item(_name(index), place) for index, place in enumerate(ordered)]


def _name(index: int) -> str:
    rest, last = divmod(index, len(ascii_uppercase))
    return (ascii_uppercase[rest - 1] if rest else "") + ascii_uppercase[last]


def _draw_places(items: Sequence[_Item], ground: Ground) -> list[str]:
    shapes: list[str] = []
    symbols: list[str] = []
    taken: list[Box] = [Box(SHEET.right - 60, SHEET.top, 60, 80), Box(SHEET.left, SHEET.bottom - 70, 300, 70)]
    tags: list[str] = []
    points = [(item, item.place) for item in items if isinstance(item.place, PlacedAddress)]
    for _, place in points:
        x, y = ground.at(place.easting, place.northing)
        taken.append(Box(x - _SYMBOL / 2, y - _SYMBOL / 2, _SYMBOL, _SYMBOL))
        symbols += _draw_point(place, (x, y), ground.scale)
    for item, place in points:
        tags.append(_draw_tag(item.letter, ground.at(place.easting, place.northing), taken))
    for item in reversed(items):
        if not isinstance(item.place, PlacedAddress):
            shape = ground.project(item.place.polygon)
            if not shape.is_empty:
                shape, is_small = _enlarge(shape)
                shapes.append(_draw_shape(item.place, shape))
                middle = (shape.centroid.x, shape.centroid.y)
                tags.append(
                    _draw_tag(item.letter, middle, taken) if is_small else _draw_edge_tag(item.letter, shape, taken)
                )
    return [*shapes, *symbols, *tags]


def _enlarge(shape: BaseGeometry) -> tuple[BaseGeometry, bool]:
    """Return a shape that can be seen, and whether it is too small to bear its letter on its outline."""
    left, top, right, bottom = shape.bounds
    if max(right - left, bottom - top) >= _SMALL:
        return shape, False
    return shape.union(shapely.Point(shape.centroid).buffer(_SMALL / 4, quad_segs=1)), True


def _draw_shape(place: PlacedZone | BlurredCell, shape: BaseGeometry) -> str:
    if isinstance(place, BlurredCell):
        edge: dict[str, svg.Attribute] = {"stroke": BLUE, "stroke-width": 3, "stroke-dasharray": "11 7"}
        marks = svg.path(dots(shape), {"stroke": BLUE, "stroke-width": 4, "stroke-linecap": "round", "fill": "none"})
    else:
        dash: dict[str, svg.Attribute] = {} if place.is_exclusion else {"stroke-dasharray": "20 6 4 6"}
        edge = {"stroke": FLAG_RED, "stroke-width": 4, **dash}
        slant = hatch(shape, rises=place.is_exclusion)
        marks = svg.path(slant, {"stroke": FLAG_RED, "stroke-width": 1.3, "fill": "none"})
    return marks + svg.path(outline(shape), {"fill": "none", "stroke-linejoin": "round", **edge})


def _draw_point(place: PlacedAddress, at: tuple[float, float], scale: float) -> list[str]:
    ring = svg.element(
        "circle",
        {
            "cx": at[0],
            "cy": at[1],
            "r": place.uncertainty_m * scale,
            "fill": "none",
            "stroke": INK,
            "stroke-width": 1.5,
            "stroke-dasharray": "3 4",
        },
    )
    symbol = draw_symbol("site" if place.is_site else "address", (at[0] - _SYMBOL / 2, at[1] - _SYMBOL / 2), _SYMBOL)
    frame = svg.rect(
        (at[0] - _SYMBOL / 2 - 5, at[1] - _SYMBOL / 2 - 5, _SYMBOL + 10, _SYMBOL + 10),
        {"fill": "none", "stroke": INK, "stroke-width": 3},
    )
    return [*([ring] if place.uncertainty_m else []), symbol, *([frame] if place.is_proposed else [])]


def _draw_tag(letter: str, at: tuple[float, float], taken: list[Box]) -> str:
    """Return a letter beside a point, where no other is; `taken` learns of it."""
    wide = measure(letter, 22, is_bold=True) + 14
    aside = _SYMBOL / 2 + 6
    offsets = [(aside, -15.0), (-aside - wide, -15.0), (-wide / 2, -aside - 30), (-wide / 2, aside)]
    offsets += [(right * far, down * far) for far in (50.0, 80.0, 110.0) for right in (1, -1) for down in (1, -1)]
    boxes = [Box(at[0] + right, at[1] + down, wide, 30) for right, down in offsets]
    free = [box for box in boxes if not any(box.meets(other, 2) for other in taken) and _is_on_sheet(box)]
    box = free[0] if free else boxes[0]
    taken.append(box)
    leader = ""
    if free and boxes.index(box) >= 4:
        x, y = box.centre
        leader = svg.path(
            f"M{svg.number(at[0])} {svg.number(at[1])}L{svg.number(x)} {svg.number(y)}",
            {"stroke": INK, "stroke-width": 1.5},
        )
    return leader + _draw_letter(letter, box)


def _draw_edge_tag(letter: str, shape: BaseGeometry, taken: list[Box]) -> str:
    """Return a letter on the outline of a shape, away from what is marked already, so that it is the outline's."""
    wide = measure(letter, 22, is_bold=True) + 14
    edge = shape.boundary
    points = [edge.interpolate(step / 24, normalized=True) for step in range(24)]
    boxes = [Box(point.x - wide / 2, point.y - 15, wide, 30) for point in points]
    on_sheet = [box for box in boxes if _is_on_sheet(box)] or boxes
    box = min(on_sheet, key=lambda one: (sum(one.meets(other, 34) for other in taken), one.top, one.left))
    taken.append(box)
    return _draw_letter(letter, box)


def _draw_letter(letter: str, box: Box) -> str:
    ground = svg.rect(
        (box.left, box.top, box.width, box.height), {"fill": WHITE, "stroke": INK, "stroke-width": 1.5, "rx": 4}
    )
    at_baseline = (box.left + box.width / 2, box.top + 23)
    return ground + svg.text(letter, at_baseline, 22, {"fill": INK, "text-anchor": "middle"}, is_bold=True)


def _is_on_sheet(box: Box) -> bool:
    return box.left >= SHEET.left and box.right <= SHEET.right and box.top >= SHEET.top and box.bottom <= SHEET.bottom


def _draw_key(items: Sequence[_Item], step: int) -> list[str]:
    parts: list[str] = []
    top, bottom = SHEET.top, SHEET.bottom - 130
    for index, item in enumerate(items):
        names = wrap(make_inert(item.place.label), 20, _ROOM, lines=2, is_bold=True)
        if top + 24 * len(names) + 34 > bottom:
            parts.append(svg.text(f"and {len(items) - index} more, see the table", (_KEY_LEFT, top + 20), SMALLEST))
            break
        letter = (_KEY_LEFT + 22, top + 23)
        parts.append(svg.rect((_KEY_LEFT, top, 44, 32), {"fill": WHITE, "stroke": INK, "stroke-width": 1.5, "rx": 4}))
        parts.append(svg.text(item.letter, letter, 22, {"fill": INK, "text-anchor": "middle"}, is_bold=True))
        for line in names:
            parts.append(svg.text(line, (_KEY_LEFT + 56, top + 18), 20, {"fill": INK}, is_bold=True))
            top += 24
        parts.append(svg.text(item.words, (_KEY_LEFT + 56, top + 16), SMALLEST, {"fill": QUIET_INK}))
        top += 38
    has_cell = any(isinstance(item.place, BlurredCell) for item in items)
    notes = [f"British National Grid, a line every {step:,} m.", *([_NOTE] if has_cell else [])]
    lines = [line for note in notes for line in wrap(note, SMALLEST, WIDTH - MARGIN - _KEY_LEFT, lines=4)]
    for index, line in enumerate(lines):
        at = _KEY_LEFT, SHEET.bottom - (len(lines) - 1 - index) * 23
        parts.append(svg.text(line, at, SMALLEST, {"fill": QUIET_INK}))
    return [*parts, *_draw_area_legend(items)]


def _draw_area_legend(items: Sequence[_Item]) -> list[str]:
    """Return the legend's two lines: symbols, then patterns, as far as they occur."""
    kinds = {item.words.partition(",")[0] for item in items}
    parts: list[str] = []
    left = float(MARGIN)
    for word, symbol in (("Address", "address"), ("Proposed address", "address"), ("Site", "site")):
        if word in kinds:
            parts.append(draw_symbol(symbol, (left, HEIGHT - 71), 28))
            if word.startswith("Proposed"):
                box = (left - 4, HEIGHT - 75, 36, 36)
                parts.append(svg.rect(box, {"fill": "none", "stroke": INK, "stroke-width": 2.5}))
            parts.append(svg.text(word, (left + 40, HEIGHT - 51), SMALLEST, {"fill": INK}))
            left += 40 + measure(word, SMALLEST) + 28
    left = float(MARGIN)
    samples: tuple[PlacedZone | BlurredCell, ...] = (
        PlacedZone("", "POINT EMPTY"),
        PlacedZone("", "POINT EMPTY", is_exclusion=False),
        BlurredCell("", "POINT EMPTY"),
    )
    for sample in samples:
        words = _Item("", sample).words
        if words in kinds:
            parts.append(_draw_shape(sample, _swatch(left)))
            parts.append(svg.text(words, (left + 68, HEIGHT - 15), SMALLEST, {"fill": INK}))
            left += 68 + measure(words, SMALLEST) + 28
    return parts


def _swatch(left: float) -> BaseGeometry:
    return shapely.box(left, HEIGHT - 33, left + 58, HEIGHT - 8)
