"""Which live postcode is nearest to a position."""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ingest.geocoding.gazetteer import live_postcodes

if TYPE_CHECKING:
    from scipy.spatial import cKDTree

_CANDIDATES = 4
"""Neighbours looked at for each position: on a grid of whole metres several places may be equally near."""


@cache
def _places() -> "tuple[NDArray[np.int64], NDArray[np.int64], cKDTree]":
    """Return the first row of each distinct place among the live postcodes, the places, and the tree over them."""
    # Imported here because it takes half a second, and most feeds have a live postcode for every address.
    from scipy.spatial import cKDTree

    metres = live_postcodes().select("easting", "northing").with_row_index("row")
    first = metres.unique(subset=["easting", "northing"], keep="first", maintain_order=True)
    places = first.select("easting", "northing").to_numpy().astype(np.int64)
    tree = cKDTree(places.astype(np.float64), balanced_tree=False, compact_nodes=False)
    return first["row"].to_numpy().astype(np.int64), places, tree


def nearest_postcodes(eastings: pl.Series, northings: pl.Series) -> pl.Series:
    """Return for each position, whole metres without nulls, the row in `live_postcodes` of the nearest live postcode.

    Of several equally near, the first by name. The tree is built when first asked for (1 s, 90 MB).
    """
    if not len(eastings):
        return pl.Series([], dtype=pl.Int64)
    rows, places, tree = _places()
    asked = np.column_stack([eastings.to_numpy(), northings.to_numpy()]).astype(np.int64)
    _, found = tree.query(asked.astype(np.float64), k=_CANDIDATES)
    squares = ((places[found] - asked[:, None, :]) ** 2).sum(axis=2)
    is_nearest = squares == squares.min(axis=1, keepdims=True)
    return pl.Series(np.where(is_nearest, rows[found], np.iinfo(np.int64).max).min(axis=1))
