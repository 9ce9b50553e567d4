"""The public cells: areas that everybody may know, each with the households of a whole neighbourhood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import polars as pl
import shapely
from shapely.geometry.base import BaseGeometry

_FILE = "data/msoa11_cells_ew.parquet"


@dataclass(frozen=True)
class Cell:
    """One public cell: its name, how many households it holds, its outline in British National Grid metres."""

    name: str
    households: int
    outline: BaseGeometry = field(repr=False, compare=False)

    def distance(self, easting: float, northing: float) -> float:
        """Return how far a point is from the cell in metres; 0 within it and on its edge."""
        return float(shapely.distance(self.outline, shapely.Point(easting, northing)))


class Cells:
    """A set of cells and an index of where they are."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        """Index `cells`, of which there must be one at least."""
        self._cells = tuple(sorted(cells, key=lambda cell: cell.name))
        self._tree = shapely.STRtree([cell.outline for cell in self._cells])

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells)

    def at(self, easting: float, northing: float) -> Cell:
        """Return the cell a point is in: on an edge the first by name, outside all of them the nearest."""
        point = shapely.Point(easting, northing)
        places = self._tree.query(point, predicate="intersects")
        if not len(places):
            places = self._tree.query_nearest(point)
        # Cells stand in the order of their names.
        return self._cells[int(np.min(places))]

    def within(self, easting: float, northing: float, reach: float) -> tuple[Cell, ...]:
        """Return the cells that come within `reach` metres of a point, by name; just that far counts."""
        places = self._tree.query(shapely.Point(easting, northing), predicate="dwithin", distance=reach)
        return tuple(self._cells[place] for place in sorted(places.tolist()))


@cache
def public_cells() -> Cells:
    """Return the cells of England and Wales, loaded once (0.2 s, about 20 MB) when first asked for."""
    with as_file(files(__package__).joinpath(_FILE)) as path:
        rows = pl.read_parquet(path, columns=["cell", "households", "geometry_wkb"])
    outlines = shapely.from_wkb(rows["geometry_wkb"].to_numpy())
    named = zip(rows["cell"], rows["households"], outlines, strict=True)
    return Cells([Cell(name, households, outline) for name, households, outline in named])
