"""zones.geojson as a table: one row for each feature."""

from collections.abc import Iterator

from ingest.errors import OverLimit, UnreadableFile
from ingest.reading.limits import Limits
from ingest.reading.names import show_name
from ingest.reading.raw import RawTable
from ingest.reading.tables import build_table, with_header
from ingest.reading.text import decode
from ingest.zones.features import ZoneFeature, read_zone_features
from ingest.zones.outcomes import Rejected

COLUMNS = ("zone_ref", "name", "valid_from", "valid_to", "geometry")


def read_drawings(file: str, content: bytes, limits: Limits) -> RawTable:
    """Read a GeoJSON FeatureCollection; `lines` are the numbers of the features. Raises UnreadableFile, OverLimit."""
    features = read_zone_features(decode(file, content))
    if isinstance(features, Rejected):
        raise UnreadableFile(f"{show_name(file)}: {features.reason}.", file)
    if any(feature.geometry and len(feature.geometry) > limits.drawing_characters for feature in features):
        message = f"{show_name(file)} has a zone of more than {limits.drawing_characters:,} characters: simplify it."
        raise OverLimit(message, file)
    names = [*COLUMNS, *(name for feature in features for name in feature.properties if name)]
    columns = list(dict.fromkeys(names))
    return build_table(file, with_header(columns, _rows(features, columns)), limits)


def _rows(features: tuple[ZoneFeature, ...], columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    for feature in features:
        yield (
            feature.number,
            [(feature.geometry if name == "geometry" else feature.properties.get(name)) or "" for name in columns],
        )
