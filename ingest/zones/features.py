"""The features of a GeoJSON document of zones, each as the row of a table that says the same."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ingest.zones.outcomes import Rejected
from ingest.zones.reference_systems import Crs, read_crs


@dataclass(frozen=True)
class ZoneFeature:
    """One feature: its number in the document from 1, its properties as text, null where blank, and its geometry.

    `geometry` is the text of a GeoJSON geometry that carries its own `crs`, ready for `parse_geometry_text`; it is null
    where the feature has none.
    """

    number: int
    properties: Mapping[str, str | None]
    geometry: str | None


def read_zone_features(document: bytes | str) -> tuple[ZoneFeature, ...] | Rejected:
    """Read a FeatureCollection; Rejected when the document as a whole cannot be read.

    Bytes are UTF-8, with or without a byte order mark, or cp1252. The innermost `crs` counts: the geometry's, else the
    feature's, else the document's.
    """
    try:
        text = document if isinstance(document, str) else _decode(document)
        collection = json.loads(text)
        if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
            return Rejected("not a GeoJSON FeatureCollection: export the zones as one")
        features = collection.get("features")
        if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
            return Rejected("the FeatureCollection has no list of features: export the zones again")
        crs = read_crs(collection)
        if isinstance(crs, Rejected):
            return crs
        return tuple(_read_feature(number, feature, crs) for number, feature in enumerate(features, start=1))
    except RecursionError:
        return Rejected("the document is nested too deeply to be GeoJSON: export the zones again")
    except ValueError:
        return Rejected("not JSON in UTF-8: export the zones as GeoJSON again")


def _decode(document: bytes) -> str:
    try:
        return document.decode("utf-8-sig")
    except UnicodeDecodeError:
        return document.decode("cp1252")


def _read_feature(number: int, feature: dict[str, Any], crs: Crs) -> ZoneFeature:
    properties, geometry = feature.get("properties"), feature.get("geometry")
    texts = (
        {_clean(name): _as_text(value) for name, value in properties.items()} if isinstance(properties, dict) else {}
    )
    return ZoneFeature(number, texts, None if geometry is None else _with_crs(geometry, feature, crs))


def _with_crs(geometry: object, feature: dict[str, Any], crs: Crs) -> str:
    if isinstance(geometry, dict) and geometry.get("crs") is None:
        own = feature.get("crs")
        geometry = {**geometry, "crs": crs.value if own is None else own}
    return _clean(json.dumps(geometry, separators=(",", ":")))


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return _clean(value.strip()) or None if value else None
    return _clean(json.dumps(value))


def _clean(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON may carry and no other text can."""
    return text.encode("utf-8", "replace").decode("utf-8")
