"""From the GeoJSON of one zone to its geometry: valid, polygonal, in British National Grid metres."""

import json

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon, STRtree

from ingest.zones.outcomes import Rejected, Repaired
from ingest.zones.placement import place_on_grid
from ingest.zones.reference_systems import Crs, read_crs
from ingest.zones.rings import Outline, read_outline

PRECISION_M = 0.001
"""Zones are kept to the millimetre, which is what the conversion of degrees is good for."""

MAX_CROSSINGS = 10_000
"""A drawing whose lines cross more often is no slip of the hand; mending one takes minutes."""

_OPEN = "a ring did not end where it began and was closed with a straight line"
_MENDED = "its lines crossed, met or overlapped, and it was mended: look at it on a map before relying on it"


def parse_geometry_text(text: str) -> Repaired | Rejected:
    """Read a zone from the text of a GeoJSON geometry: WGS84, unless it carries a `crs` of its own."""
    try:
        geometry = json.loads(text)
    except (ValueError, RecursionError):
        return Rejected("the geometry is not GeoJSON: write the text of a Polygon or MultiPolygon")
    crs = read_crs(geometry)
    return crs if isinstance(crs, Rejected) else parse_geometry(geometry, crs)


def parse_geometry(geometry: object, crs: Crs) -> Repaired | Rejected:
    """Read a zone from a GeoJSON geometry as `json` gives it, with positions in `crs`."""
    outline = read_outline(geometry)
    if isinstance(outline, Rejected):
        return outline
    placed = place_on_grid(outline, crs)
    if isinstance(placed, Rejected):
        return placed
    is_open = any((ring[0] != ring[-1]).any() for polygon in outline.polygons for ring in polygon)
    drawn = _draw(placed)
    is_bad = not drawn.is_valid
    if is_bad and _crosses_too_often(placed):
        return Rejected("the lines of the zone cross each other thousands of times: draw it again")
    mended = shapely.make_valid(drawn, method="structure", keep_collapsed=False) if is_bad else drawn
    kept = shapely.set_precision(mended, PRECISION_M)
    if kept.is_empty or not isinstance(kept, Polygon | MultiPolygon):
        return Rejected("the zone has no area: draw it round an area")
    notices = [notice for notice, applies in ((_OPEN, is_open), (_MENDED, is_bad)) if applies]
    return Repaired(shapely.to_wkt(kept, rounding_precision=3, trim=True, output_dimension=2), "; ".join(notices))


def _draw(outline: Outline) -> Polygon | MultiPolygon:
    polygons = [Polygon(shell, holes) for shell, *holes in outline.polygons]
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)


def _crosses_too_often(outline: Outline) -> bool:
    """Count how often sides meet that are no neighbours, a few at a time, so that a hostile drawing costs little."""
    rings = [ring for polygon in outline.polygons for ring in polygon]
    ends = np.concatenate([np.stack([ring, np.roll(ring, -1, axis=0)], axis=1) for ring in rings])
    sides = np.asarray(shapely.linestrings(ends))
    tree = STRtree(sides)
    meetings, allowed = 0, 3 * len(sides) + 2 * MAX_CROSSINGS
    for start in range(0, len(sides), 16):
        meetings += tree.query(sides[start : start + 16], predicate="intersects").shape[1]
        if meetings > allowed:
            return True
    return False
