"""What an area map places: addresses and sites, zones, and the public cells in which a victim's place is blurred."""

from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class PlacedAddress:
    """An address or site at a position that may be shown: metres, British National Grid, and how far off it may be."""

    label: str
    easting: int
    northing: int
    uncertainty_m: int = 0
    is_site: bool = False
    is_proposed: bool = False


@dataclass(frozen=True)
class PlacedZone:
    """The zone of a condition, as WKT or as a polygon in British National Grid metres.

    Somebody must keep out of an exclusion zone and within a restriction zone.
    """

    label: str
    shape: str | BaseGeometry
    is_exclusion: bool = True

    @property
    def polygon(self) -> BaseGeometry:
        """Return the shape; raise shapely's GEOSException where the text is no WKT."""
        return _polygon(self.shape)


@dataclass(frozen=True)
class BlurredCell:
    """A public cell that holds a victim's place and at least as many households as policy asks; never the place."""

    label: str
    shape: str | BaseGeometry

    @property
    def polygon(self) -> BaseGeometry:
        """Return the shape; raise shapely's GEOSException where the text is no WKT."""
        return _polygon(self.shape)


@dataclass(frozen=True)
class AreaPlaces:
    """All that is placed; whoever gathers it has left out what the audience may not see."""

    addresses: tuple[PlacedAddress, ...] = ()
    zones: tuple[PlacedZone, ...] = ()
    cells: tuple[BlurredCell, ...] = ()

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """Return the least and greatest easting and northing (west, south, east, north); nothing where all is empty."""
        shapes: list[BaseGeometry] = [one.polygon for one in self.zones]
        shapes += [one.polygon for one in self.cells]
        shapes += [shapely.Point(one.easting, one.northing).buffer(max(1, one.uncertainty_m)) for one in self.addresses]
        filled = [shape.bounds for shape in shapes if not shape.is_empty]
        if not filled:
            return None
        west, south, east, north = zip(*filled, strict=True)
        return min(west), min(south), max(east), max(north)


def _polygon(shape: str | BaseGeometry) -> BaseGeometry:
    return shapely.from_wkt(shape) if isinstance(shape, str) else shape
