"""In which system a document says it is written, in every way that is met in practice."""

import pytest

from ingest.zones.outcomes import Rejected
from ingest.zones.reference_systems import Crs, read_crs


def _named(name: object) -> dict[str, object]:
    return {"crs": {"type": "name", "properties": {"name": name}}}


GRID = {
    "the OGC name of EPSG:27700": _named("urn:ogc:def:crs:EPSG::27700"),
    "the OGC name with a version": _named("urn:ogc:def:crs:EPSG:8.9:27700"),
    "the experimental OGC name": _named("urn:x-ogc:def:crs:EPSG:27700"),
    "the short name": _named("EPSG:27700"),
    "the short name in lower case with spaces": _named(" epsg:27700 "),
    "the OGC address": _named("http://www.opengis.net/def/crs/EPSG/0/27700"),
    "a number for a name": _named(27700),
    "the code of GeoJSON 2008": {"crs": {"type": "EPSG", "properties": {"code": 27700}}},
    "a bare name": {"crs": "EPSG:27700"},
    "a bare number": {"crs": 27700},
}
DEGREES = {
    "nothing": {},
    "null": {"crs": None},
    "CRS84": _named("urn:ogc:def:crs:OGC:1.3:CRS84"),
    "CRS84, short": _named("OGC:CRS84"),
    "CRS84, its address": _named("http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
    "EPSG:4326": _named("EPSG:4326"),
    "the OGC name of EPSG:4326": _named("urn:ogc:def:crs:EPSG::4326"),
    "what the enumeration itself says": {"crs": Crs.WGS84.value},
}
OTHERS = {
    "web mercator": _named("EPSG:3857"),
    "a name that only ends in the number": _named("ESRI:27700"),
    "a number that only begins with it": _named("EPSG:277001"),
    "free text": _named("British National Grid"),
    "a link": {"crs": {"type": "link", "properties": {"href": "https://example.com/crs"}}},
    "an object without properties": {"crs": {"type": "name"}},
    "yes": {"crs": True},
    "a list": {"crs": [27700]},
    "a number too long to write": {"crs": 10**5000},
}


@pytest.mark.parametrize("document", GRID.values(), ids=GRID)
def test_national_grid(document: dict[str, object]) -> None:
    assert read_crs(document) is Crs.NATIONAL_GRID


@pytest.mark.parametrize("document", DEGREES.values(), ids=DEGREES)
def test_degrees(document: dict[str, object]) -> None:
    assert read_crs(document) is Crs.WGS84


@pytest.mark.parametrize("document", OTHERS.values(), ids=OTHERS)
def test_another_system_is_refused(document: dict[str, object]) -> None:
    assert isinstance(read_crs(document), Rejected)


@pytest.mark.parametrize("document", [[], "text", None, 5], ids=["a list", "a text", "nothing", "a number"])
def test_what_is_no_object_says_nothing(document: object) -> None:
    assert read_crs(document) is Crs.WGS84
