"""Where the planted scenarios of an area lie: postcodes far apart, of which the rest of the area keeps clear."""

from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from graph_schema.areas import AREAS
from ingest.geocoding.gazetteer import live_postcodes
from ingest.synthetic.dice import Dice, Truth, Whole
from ingest.synthetic.ground import ground_of

Points = NDArray[np.float64]

BASES = 120
"""How many scenarios an area has room for."""

APART_M = 1_600
"""Scenarios lie at least this far apart, where the area is large enough."""

CLEAR_M = 900
"""No site of the rest of the area lies nearer than this to a scenario: beyond any distance that counts."""

_BORDER_M = 1_200
"""No postcode of another area lies nearer than this to a scenario."""

_SEED = 4_242


@cache
def scenario_bases(area: str) -> Whole:
    """Return the postcodes of an area's scenarios, the same for every seed."""
    dice = Dice.for_part(_SEED, list(AREAS).index(area), 0)
    inside = ground_of(area).inside
    candidates = dice.generator.permutation(inside)[:20_000]
    points = _positions(candidates)
    clear = points[_is_inland(area, points)]
    candidates = candidates[_is_inland(area, points)]
    apart = float(APART_M)
    while True:
        chosen = _spread(clear, apart)
        if len(chosen) >= BASES:
            return np.sort(candidates[chosen[:BASES]])
        apart *= 0.85


def _positions(postcodes: Whole) -> Points:
    return live_postcodes().select("easting", "northing")[postcodes].to_numpy().astype(np.float64)


def _is_inland(area: str, points: Points) -> Truth:
    low, high = points.min(axis=0) - 2 * _BORDER_M, points.max(axis=0) + 2 * _BORDER_M
    foreign = live_postcodes().filter(
        (pl.col("area").cast(pl.String) != area)
        & pl.col("easting").is_between(low[0], high[0])
        & pl.col("northing").is_between(low[1], high[1])
    )
    if foreign.is_empty():
        return np.ones(len(points), dtype=bool)
    distance, _ = cKDTree(foreign.select("easting", "northing").to_numpy()).query(points)
    return np.asarray(distance > _BORDER_M)


def _spread(points: Points, apart: float) -> Whole:
    """Return the places of points chosen one after the other, each at least `apart` from all before."""
    tree = cKDTree(points)
    is_free = np.ones(len(points), dtype=bool)
    chosen: list[int] = []
    for place in range(len(points)):
        if is_free[place]:
            chosen.append(place)
            is_free[tree.query_ball_point(points[place], apart)] = False
            if len(chosen) >= BASES:
                break
    return np.array(chosen, dtype=np.int64)


def far_from_scenarios(area: str, postcodes: Whole) -> Whole:
    """Return those of the postcodes that lie clear of the area's scenarios."""
    if not len(postcodes):
        return postcodes
    distance, _ = cKDTree(_positions(scenario_bases(area))).query(_positions(postcodes))
    return postcodes[distance > CLEAR_M]
