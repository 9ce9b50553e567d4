"""Which live postcode is nearest to a position."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ingest.geocoding.gazetteer import live_postcodes

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

_FEW = 2_000
"""Up to how many positions each is looked for by itself (0.3 ms); the tree, and the library it is from, take 2 s."""

_WINDOW_M = 2_000
"""How far to either side a position's nearest postcode is looked for at first."""

_CANDIDATES = 4
"""Neighbours looked at for each position: on a grid of whole metres several places may be equally near."""


@cache
def _places() -> "tuple[NDArray[np.int64], NDArray[np.int64], cKDTree]":
    """Return the first row of each distinct place among the live postcodes, the places, and the tree over them."""
    # Imported here because it takes half a second, and most feeds have few addresses without a live postcode.
    from scipy.spatial import cKDTree

    metres = live_postcodes().select("easting", "northing").with_row_index("row")
    first = metres.unique(subset=["easting", "northing"], keep="first", maintain_order=True)
    places = first.select("easting", "northing").to_numpy().astype(np.int64)
    tree = cKDTree(places.astype(np.float64), balanced_tree=False, compact_nodes=False)
    return first["row"].to_numpy().astype(np.int64), places, tree


@cache
def _by_easting() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the live postcodes from west to east: their eastings, their northings, their rows."""
    metres = live_postcodes().select("easting", "northing").to_numpy().astype(np.int64)
    order = np.argsort(metres[:, 0], kind="stable")
    return metres[order, 0], metres[order, 1], order


def _nearest(easting: int, northing: int) -> int:
    eastings, northings, rows = _by_easting()
    width = _WINDOW_M
    while True:
        first, last = np.searchsorted(eastings, [easting - width, easting + width + 1])
        squares = (eastings[first:last] - easting) ** 2 + (northings[first:last] - northing) ** 2
        least = squares.min(initial=np.iinfo(np.int64).max)
        # Whatever lies outside the window is farther away than its half width.
        if least <= width**2 or last - first == len(eastings):
            return int(rows[first:last][squares == least].min())
        width *= 4


def nearest_postcodes(eastings: pl.Series, northings: pl.Series) -> pl.Series:
    """Return for each position, whole metres without nulls, the row in `live_postcodes` of the nearest live postcode.

    Of several equally near, the first by name. For very many a tree is built when first asked for (1 s, 90 MB).
    """
    if not len(eastings):
        return pl.Series([], dtype=pl.Int64)
    asked = np.column_stack([eastings.to_numpy(), northings.to_numpy()]).astype(np.int64)
    if len(asked) <= _FEW:
        return pl.Series([_nearest(int(easting), int(northing)) for easting, northing in asked], dtype=pl.Int64)
    rows, places, tree = _places()
    _, found = tree.query(asked.astype(np.float64), k=_CANDIDATES)
    squares = ((places[found] - asked[:, None, :]) ** 2).sum(axis=2)
    is_nearest = squares == squares.min(axis=1, keepdims=True)
    return pl.Series(np.where(is_nearest, rows[found], np.iinfo(np.int64).max).min(axis=1))
