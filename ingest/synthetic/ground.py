"""The live postcodes of an area and of its neighbours, where everybody lives."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from scipy.spatial import cKDTree

from graph_schema.areas import AREAS, LOCAL_AUTHORITIES
from ingest.geocoding.gazetteer import live_postcodes
from ingest.synthetic.dice import Dice, Whole

_NEIGHBOURS = 3


@dataclass(frozen=True)
class Ground:
    """An area's postcodes as places in the national list; `codes` are places in the list of local authorities."""

    area: str
    inside: Whole
    codes: Whole
    neighbours: tuple[str, ...]

    @property
    def authorities(self) -> tuple[str, ...]:
        """Return the ONS codes of the area's local authorities."""
        return tuple(code for code, district in LOCAL_AUTHORITIES.items() if district.area == self.area)

    def draw(self, dice: Dice, count: int) -> Whole:
        """Return postcodes of the area."""
        return self.inside[dice.whole(0, len(self.inside), count)]

    def draw_in_authority(self, dice: Dice, authorities: Whole) -> Whole:
        """Return for each local authority of the area a postcode of it."""
        order = np.argsort(self.codes, kind="stable")
        ordered = self.codes[order]
        begin, end = np.searchsorted(ordered, authorities), np.searchsorted(ordered, authorities, side="right")
        places = np.minimum(begin + dice.up_to(end - begin), len(order) - 1)
        return np.asarray(self.inside[order[places]])

    def draw_near(self, dice: Dice, postcodes: Whole) -> Whole:
        """Return for each postcode one a few places on in the list, which is seldom more than a kilometre away."""
        positions = np.searchsorted(self.inside, postcodes) + dice.whole(-12, 13, len(postcodes))
        return np.asarray(self.inside[np.clip(positions, 0, len(self.inside) - 1)])


def authority_of(postcodes: Whole) -> Whole:
    """Return the place of each postcode's authority in the list of local authorities."""
    return live_postcodes()["local_authority"].to_physical().to_numpy().astype(np.int64)[postcodes]


@cache
def ground_of(area: str) -> Ground:
    """Return the ground of an area, by slug."""
    areas = live_postcodes()["area"].to_physical().to_numpy()
    inside = np.flatnonzero(areas == list(AREAS).index(area)).astype(np.int64)
    return Ground(area, inside, authority_of(inside), _nearest_areas(area))


@cache
def _centres() -> pl.DataFrame:
    return live_postcodes().group_by(pl.col("area").cast(pl.String)).agg(pl.mean("easting", "northing")).sort("area")


def _nearest_areas(area: str) -> tuple[str, ...]:
    centres = _centres()
    points = centres.select("easting", "northing").to_numpy()
    here = points[centres["area"].to_list().index(area)]
    _, nearest = cKDTree(points).query(here, k=_NEIGHBOURS + 1)
    return tuple(centres["area"][place] for place in np.asarray(nearest)[1:].tolist())
