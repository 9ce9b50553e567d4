"""The rings of a GeoJSON geometry as arrays of numbers, or what is wrong with how they are written."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.zones.outcomes import Rejected

MAX_POINTS = 100_000
"""A zone drawn with more points than this is refused: a map of the whole coast of Wales has fewer."""

Ring = NDArray[np.float64]
"""Positions, one a row, two columns, as they were written."""


@dataclass(frozen=True)
class Outline:
    """The polygons of a geometry: each its outer ring and then its holes."""

    polygons: tuple[tuple[Ring, ...], ...]


def read_outline(geometry: object) -> Outline | Rejected:
    """Read a GeoJSON Polygon or MultiPolygon; heights are dropped."""
    if not isinstance(geometry, Mapping):
        return Rejected("no geometry: draw the zone as a Polygon or MultiPolygon")
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        return Rejected("the geometry is no area: draw a Polygon or MultiPolygon, not a point, a line or a collection")
    parts = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(parts, list) or not parts:
        return Rejected("the geometry is empty: draw at least one ring")
    if not all(_is_list_of_lists(part) for part in parts):
        return Rejected("a polygon of the geometry has no rings: coordinates are rings, rings are lists of positions")
    if sum(len(ring) for part in parts for ring in part) > MAX_POINTS:
        return Rejected(f"the zone has more than {MAX_POINTS:,} points: simplify it")
    return _read_polygons(parts)


def _is_list_of_lists(part: object) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(ring, list) for ring in part)


def _read_polygons(parts: list[list[list[object]]]) -> Outline | Rejected:
    polygons: list[tuple[Ring, ...]] = []
    for part in parts:
        rings: list[Ring] = []
        for positions in part:
            ring = _read_ring(positions)
            if isinstance(ring, Rejected):
                return ring
            rings.append(ring)
        polygons.append(tuple(rings))
    return Outline(tuple(polygons))


def _read_ring(positions: list[object]) -> Ring | Rejected:
    pairs: list[tuple[float, float]] = []
    for position in positions:
        pair = [_read_number(value) for value in position[:2]] if isinstance(position, list) else []
        match pair:
            case [float(first), float(second)]:
                pairs.append((first, second))
            case _:
                return Rejected("a position is no pair of numbers: write [longitude, latitude] or [easting, northing]")
    ring = np.array(pairs, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(ring).all():
        return Rejected("a position is not finite or is too large a number: check the coordinates")
    if len(set(pairs)) < 3:
        return Rejected("a ring has fewer than three different points: draw it round an area")
    return ring


def _read_number(value: object) -> float | None:
    """Return a number as a float, NaN where none can hold it, and None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value)
    except OverflowError:
        return float("nan")
