"""A document of zones as rows: properties as text, each geometry with its own system, or why it cannot be read."""

import json
from typing import Any

import pytest

from ingest.zones.features import ZoneFeature, read_zone_features
from ingest.zones.geometry import parse_geometry_text
from ingest.zones.outcomes import Rejected, Repaired

IN_METRES = {"type": "Polygon", "coordinates": [[[340000, 374000], [342000, 374000], [342000, 376000]]]}
IN_DEGREES = {"type": "Polygon", "coordinates": [[[-2.82, 53.19], [-2.81, 53.19], [-2.81, 53.2]]]}
GRID = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}


def _document(*features: dict[str, Any], **members: object) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def _feature(geometry: object, **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _read(document: object) -> tuple[ZoneFeature, ...]:
    features = read_zone_features(json.dumps(document))
    assert isinstance(features, tuple), features
    return features


def test_features_are_numbered_and_their_properties_are_text() -> None:
    first, second = _read(_document(_feature(IN_DEGREES, zone_ref="Z1", name=" Park "), _feature(None, zone_ref=7)))
    assert (first.number, first.properties) == (1, {"zone_ref": "Z1", "name": "Park"})
    assert (second.number, second.properties, second.geometry) == (2, {"zone_ref": "7"}, None)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), ("", None), ("  ", None), (12, "12"), (True, "true"), (["a"], '["a"]'), ("\ud800", "?")],
    ids=["null", "blank", "spaces", "a number", "a truth", "a list", "half a surrogate pair"],
)
def test_property_as_text(value: object, text: str | None) -> None:
    (feature,) = _read(_document(_feature(IN_DEGREES, name=value)))
    assert feature.properties == {"name": text}


def test_properties_may_be_missing() -> None:
    (feature,) = _read(_document({"type": "Feature", "geometry": IN_DEGREES}))
    assert feature.properties == {}


SYSTEMS = {
    "the document says metres": _document(_feature(IN_METRES), crs=GRID),
    "the feature says metres": _document({**_feature(IN_METRES), "crs": GRID}),
    "the geometry says metres": _document(_feature({**IN_METRES, "crs": GRID})),
    "the geometry overrules the document": _document(_feature({**IN_METRES, "crs": GRID}), crs="EPSG:4326"),
    "nobody says anything": _document(_feature(IN_DEGREES)),
    "the document says degrees": _document(_feature(IN_DEGREES), crs="OGC:CRS84"),
}


@pytest.mark.parametrize("document", SYSTEMS.values(), ids=SYSTEMS)
def test_geometry_carries_its_system(document: dict[str, Any]) -> None:
    (feature,) = _read(document)
    assert feature.geometry is not None
    assert isinstance(parse_geometry_text(feature.geometry), Repaired)


def test_one_bad_geometry_spoils_no_other() -> None:
    good, bad = _read(_document(_feature(IN_DEGREES), _feature({"type": "Point", "coordinates": [float("nan"), 10]})))
    assert isinstance(parse_geometry_text(good.geometry or ""), Repaired)
    assert isinstance(parse_geometry_text(bad.geometry or ""), Rejected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_bytes_are_read_in_the_usual_encodings(encoding: str) -> None:
    document = json.dumps(_document(_feature(IN_DEGREES, name="Caernarfon – Tŷ".replace("ŷ", "ý"))), ensure_ascii=False)
    features = read_zone_features(document.encode(encoding))
    assert isinstance(features, tuple)
    assert features[0].properties["name"] == "Caernarfon – Tý"


REFUSED = {
    "no bytes": b"",
    "no JSON": b"zone_ref,name",
    "bytes of no encoding": b'{"type": "\x81"}',
    "a list": b"[]",
    "a single feature": json.dumps(_feature(IN_DEGREES)).encode(),
    "a bare geometry": json.dumps(IN_DEGREES).encode(),
    "no list of features": b'{"type": "FeatureCollection", "features": {}}',
    "a feature that is none": b'{"type": "FeatureCollection", "features": [1]}',
    "another system": json.dumps(_document(_feature(IN_DEGREES), crs="EPSG:3857")).encode(),
    "a hostile nesting": b'{"type": "FeatureCollection", "features": ' + b"[" * 200_000,
    "a number of many digits": b'{"type": "FeatureCollection", "features": [], "n": ' + b"9" * 5_000 + b"}",
}


@pytest.mark.parametrize("document", REFUSED.values(), ids=REFUSED)
def test_document_that_cannot_be_read_is_refused_with_a_reason(document: bytes) -> None:
    outcome = read_zone_features(document)
    assert isinstance(outcome, Rejected)
    assert outcome.reason
