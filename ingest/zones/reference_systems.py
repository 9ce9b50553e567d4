"""In which coordinate reference system a GeoJSON document, feature or geometry says that it is written."""

import re
from collections.abc import Mapping
from enum import StrEnum

from ingest.zones.outcomes import Rejected


class Crs(StrEnum):
    """The two systems that zones may be drawn in."""

    WGS84 = "EPSG:4326"
    """Longitude and latitude in degrees, in that order: what GeoJSON means where it says nothing."""

    NATIONAL_GRID = "EPSG:27700"
    """Easting and northing in British National Grid metres."""


_EPSG = re.compile(
    r"(?:epsg::?|urn:(?:x-)?ogc:def:crs:epsg:(?:[^:]*:)?|https?://www\.opengis\.net/def/crs/epsg/[^/]+/)?(\d{1,6})"
)
_CRS84 = re.compile(
    r"(?:ogc:|urn:(?:x-)?ogc:def:crs:ogc:(?:[^:]*:)?|https?://www\.opengis\.net/def/crs/ogc/[^/]+/)?crs84"
)
_KNOWN: dict[str, Crs | Rejected] = {"27700": Crs.NATIONAL_GRID, "4326": Crs.WGS84}
_UNKNOWN = Rejected(
    "the crs is none that zones may be drawn in: use EPSG:27700 (British National Grid), "
    "or leave the crs out and write WGS84 longitude and latitude"
)


def read_crs(document: object) -> Crs | Rejected:
    """Read the member `crs` of a GeoJSON object; WGS84 where there is none.

    Understood are names (`EPSG:27700`, OGC URNs and addresses, CRS84) and numbers, bare or in the objects of GeoJSON
    2008 (`{"type": "name", "properties": {"name": ...}}`, `{"type": "EPSG", "properties": {"code": ...}}`).
    """
    crs = document.get("crs") if isinstance(document, Mapping) else None
    if crs is None:
        return Crs.WGS84
    if isinstance(crs, Mapping):
        properties = crs.get("properties")
        described = properties if isinstance(properties, Mapping) else {}
        crs = described.get("name", described.get("code"))
    if isinstance(crs, bool) or not isinstance(crs, str | int):
        return _UNKNOWN
    name = str(crs).strip().lower() if isinstance(crs, str) or abs(crs) < 10**6 else ""
    if _CRS84.fullmatch(name):
        return Crs.WGS84
    found = _EPSG.fullmatch(name)
    return _KNOWN.get(found[1], _UNKNOWN) if found else _UNKNOWN
