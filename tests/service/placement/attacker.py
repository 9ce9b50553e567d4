"""Somebody who knows the map, the households and how the check works, and picks every question to learn the most."""

from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
import polars as pl
import shapely

from ingest.geocoding.gazetteer import live_postcodes
from service.placement.cells import public_cells

POSTCODE_UNCERTAINTY = 100
RADIUS = 1000
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class District:
    """The homes of whole cells, a row for each live postcode: its place, its cell, the households it stands for."""

    places: Numbers
    cell: npt.NDArray[np.int64]
    households: Numbers
    outlines: npt.NDArray[np.object_]


def district(centre: tuple[int, int], metres: int) -> District:
    """Return the homes of all cells that come within so many metres of a point."""
    cells = public_cells().within(*centre, metres)
    west, south, east, north = shapely.total_bounds([cell.outline for cell in cells])
    near = live_postcodes().filter(
        pl.col("easting").is_between(west - 500, east + 500), pl.col("northing").is_between(south - 500, north + 500)
    )
    places = near.select("easting", "northing").to_numpy().astype(float)
    numbers = {cell.name: number for number, cell in enumerate(cells)}
    cell = np.array([numbers.get(public_cells().at(*place).name, -1) for place in places.tolist()])
    places, cell = places[cell >= 0], cell[cell >= 0]
    homes = np.bincount(cell, minlength=len(cells))
    households = np.array([one.households for one in cells]) / np.maximum(homes, 1)
    return District(places, cell, households[cell], np.array([one.outline for one in cells], dtype=object))


class Attacker:
    """Keeps exactly the homes that agree with every answer so far."""

    def __init__(self, homes: District, random: Random) -> None:
        self._homes = homes
        self._random = random
        self.possible = np.ones(len(homes.cell), dtype=bool)

    @property
    def households_left(self) -> float:
        """Return how many households may still be the one."""
        return float(self._homes.households[self.possible].sum())

    def choose(self, questions: Numbers, looked_at: int = 24) -> int:
        """Return the number of the question that comes nearest to halving what is left."""
        tried = self._random.sample(range(len(questions)), min(looked_at, len(questions)))
        left = self.households_left
        return min(tried, key=lambda number: abs(self._referred(questions[number]) - left / 2))

    def learn(self, question: Numbers, *, is_referred: bool) -> None:
        """Drop every home about which the answer would have been another one."""
        self.possible &= self._answers(question) == is_referred

    def _referred(self, question: Numbers) -> float:
        return float(self._homes.households[self.possible & self._answers(question)].sum())

    def _answers(self, question: Numbers) -> npt.NDArray[np.bool_]:
        """Return for every home whether the question would be referred if that were the victim's."""
        point = shapely.Point(*question.tolist())
        within = shapely.distance(self._homes.outlines, point) <= RADIUS + POSTCODE_UNCERTAINTY
        by_cell: npt.NDArray[np.bool_] = within[self._homes.cell]
        return by_cell
