"""Where drawn cases play: points far apart in a MAPPA area, and addresses so many metres from them."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Self

import numpy as np
import polars as pl
from scipy.spatial import cKDTree

from ingest.geocoding.gazetteer import live_postcodes

CELL_M = 4_000
"""Cases lie in the middle half of squares so large: 2 km apart, beyond any distance that counts."""

_CLEAR_M = 3_000
"""No other area's postcode is nearer than this to a case."""


DEAD = "CH1 9ZY"
"""A postcode of Chester's that is not live."""


@dataclass(frozen=True)
class Origin:
    """The middle of a case: a live postcode, and its position in British National Grid metres."""

    postcode: str
    easting: int
    northing: int


@cache
def origins(area: str) -> tuple[Origin, ...]:
    """Return the middles of the cases that play in an area."""
    own = live_postcodes().filter(pl.col("area") == area)
    bounds = own.select(
        *(pl.col(name).min().alias(f"{name}_min") for name in ("easting", "northing")),
        *(pl.col(name).max().alias(f"{name}_max") for name in ("easting", "northing")),
    ).row(0, named=True)
    foreign = live_postcodes().filter(
        pl.col("area") != area,
        *(
            pl.col(name).is_between(bounds[f"{name}_min"] - _CLEAR_M, bounds[f"{name}_max"] + _CLEAR_M)
            for name in ("easting", "northing")
        ),
    )
    middle = (CELL_M // 4, 3 * CELL_M // 4)
    central = own.filter(*((pl.col(name) % CELL_M).is_between(*middle) for name in ("easting", "northing")))
    cells = central.with_columns((pl.col(name) // CELL_M).alias(f"{name}_cell") for name in ("easting", "northing"))
    chosen = cells.unique(["easting_cell", "northing_cell"], keep="first", maintain_order=True)
    nearest, _ = cKDTree(foreign.select("easting", "northing").to_numpy()).query(
        chosen.select("easting", "northing").to_numpy()
    )
    clear = chosen.filter(pl.Series(np.asarray(nearest) > _CLEAR_M))
    return tuple(Origin(*row) for row in clear.select("postcode", "easting", "northing").iter_rows())


@dataclass(frozen=True)
class Place:
    """An address of a case: `east` and `north` metres from its middle, or wherever its postcode is, or nowhere."""

    east: int = 0
    north: int = 0
    area: str = "cheshire"
    known_by: str = "coordinates"
    flat: str = ""
    primary: str | None = None
    street: str | None = "Nowhere Street"
    postcode: str | None = None
    name_: str = ""
    has_uprn: bool = False

    @property
    def name(self) -> str:
        """Return the case's name for it: equal places are one address."""
        if self.name_:
            return self.name_
        parts = (self.known_by[0], self.east, self.north, self.area[:5], self.flat, self.primary, self.street)
        told = "-".join(str(part) for part in (*parts, self.postcode) if part not in {"", None, "Nowhere Street"})
        return "A" + "".join(letter if letter.isalnum() else "-" for letter in told)

    def flatted(self, flat: str) -> Self:
        """Return a flat in the same building."""
        return replace(self, flat=flat)

    def with_uprn(self) -> Self:
        """Return it with a UPRN that no other case has."""
        return replace(self, has_uprn=True)

    def named(self, name: str) -> Self:
        """Return it with a name of its own: another record, of the same or another address."""
        return replace(self, name_=name)

    def cells(self, origin: Origin) -> dict[str, str]:
        """Return its row of `addresses`."""
        primary = f"~{self.name}" if self.primary is None else self.primary and f"~{self.primary}"
        cells = {"address_ref": f"~{self.name}", "secondary_name": self.flat, "primary_name": primary}
        cells |= {"street": self.street or "", "postcode": self.postcode or ""}
        if self.known_by == "coordinates":
            cells |= {"easting": str(origin.easting + self.east), "northing": str(origin.northing + self.north)}
        elif self.known_by == "postcode":
            cells["postcode"] = self.postcode or origin.postcode
        if self.has_uprn:
            cells["uprn"] = f"999{origin.easting:06d}{abs(self.east) % 1000:03d}"
        return cells


def at(east: int = 0, north: int = 0, area: str = "cheshire") -> Place:
    """Return an address so many metres from the middle of the case, known to the metre."""
    return Place(east, north, area)


def by_postcode(area: str = "cheshire") -> Place:
    """Return an address known by its postcode, which is the middle of the case, to 100 m."""
    return Place(area=area, known_by="postcode")


def somewhere(name: str = "somewhere") -> Place:
    """Return an address without postcode and position."""
    return Place(known_by="nothing", name_=name)


def house(primary: str, street: str | None, postcode: str | None, *, east: int = 0) -> Place:
    """Return an address by its text, at a position `east` metres from the middle."""
    return Place(east, primary=primary, street=street, postcode=postcode)
