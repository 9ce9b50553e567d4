"""From positions as written to British National Grid metres, or the mistake they most likely come from."""

import numpy as np

from ingest.geocoding.coordinates import GRID_HEIGHT_M, GRID_WIDTH_M, OUTSIDE_COVERAGE, to_grid
from ingest.zones.outcomes import Rejected
from ingest.zones.reference_systems import Crs
from ingest.zones.rings import Outline, Ring

_LONGITUDES = (-9.5, 2.5)
_LATITUDES = (49.0, 61.5)
"""What degrees in and around Great Britain lie between: enough to see that they were swapped."""


def place_on_grid(outline: Outline, crs: Crs) -> Outline | Rejected:
    """Return the outline in National Grid metres, each corner converted; sides stay straight lines between them."""
    corners = np.concatenate([ring for polygon in outline.polygons for ring in polygon])
    if mistake := _mistake(corners, crs):
        return Rejected(mistake)
    if crs is Crs.WGS84:
        corners = np.column_stack(to_grid(corners[:, 0], corners[:, 1]))
        if np.isnan(corners).any():
            return Rejected(f"the zone {OUTSIDE_COVERAGE}")
    ends = np.cumsum([len(ring) for polygon in outline.polygons for ring in polygon])
    rings = iter(np.split(corners, ends[:-1]))
    return Outline(tuple(tuple(next(rings) for _ in polygon) for polygon in outline.polygons))


def _mistake(corners: Ring, crs: Crs) -> str:
    first, second = corners[:, 0], corners[:, 1]
    in_degrees = bool((np.abs(first) <= 180).all() and (np.abs(second) <= 90).all())
    if crs is Crs.NATIONAL_GRID:
        if in_degrees or (np.abs(corners) <= 180).all():
            return "the zone says that it is in National Grid metres, but looks like degrees: leave the crs out"
        if not (_within(first, 0, GRID_WIDTH_M) and _within(second, 0, GRID_HEIGHT_M)):
            return "the zone lies outside the National Grid: write easting and northing in metres, easting first"
        return ""
    if _within(first, *_LATITUDES) and _within(second, *_LONGITUDES):
        return "longitude and latitude seem to be swapped: write each position as [longitude, latitude]"
    if not in_degrees and _within(first, 0, GRID_WIDTH_M) and _within(second, 0, GRID_HEIGHT_M):
        return "the zone looks like National Grid metres, not degrees: say so with the crs EPSG:27700"
    return ""


def _within(values: Ring, low: float, high: float) -> bool:
    return bool(((values >= low) & (values <= high)).all())
