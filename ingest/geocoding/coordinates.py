"""Longitude and latitude to British National Grid metres and back, with the Ordnance Survey's own transformation."""

import numpy as np
from convertbng.cutil import convert_osgb36_to_ll, convert_to_osgb36
from numpy.typing import ArrayLike, NDArray

GRID_WIDTH_M = 700_000
"""Eastings of the National Grid run from 0 to this (Ordnance Survey)."""

GRID_HEIGHT_M = 1_300_000
"""Northings of the National Grid run from 0 to this (Ordnance Survey)."""

OUTSIDE_COVERAGE = "lies outside Great Britain: write longitude and latitude (WGS84) in degrees, longitude first"
"""What to say of positions that `to_grid` cannot convert."""

Converted = tuple[NDArray[np.float64], NDArray[np.float64]]


def to_grid(longitudes: ArrayLike, latitudes: ArrayLike) -> Converted:
    """Return eastings and northings in metres (OSTN15, to the millimetre); NaN where a position is off the grid."""
    return convert_to_osgb36(np.asarray(longitudes, np.float64), np.asarray(latitudes, np.float64))


def to_degrees(eastings: ArrayLike, northings: ArrayLike) -> Converted:
    """Return longitudes and latitudes in degrees (WGS84); NaN where a position is off the grid."""
    return convert_osgb36_to_ll(np.asarray(eastings, np.float64), np.asarray(northings, np.float64))
