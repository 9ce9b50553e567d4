"""zones.geojson as a table: one row for each feature."""

import polars as pl

from ingest.errors import OverLimit, UnreadableFile
from ingest.reading.limits import Limits
from ingest.reading.raw import RawTable
from ingest.reading.text import decode, trim
from ingest.zones.features import read_zone_features
from ingest.zones.outcomes import Rejected

COLUMNS = ("zone_ref", "name", "valid_from", "valid_to", "geometry")


def read_drawings(file: str, content: bytes, limits: Limits) -> RawTable:
    """Read a GeoJSON FeatureCollection; `lines` are the numbers of the features. Raises UnreadableFile, OverLimit."""
    features = read_zone_features(decode(file, content))
    if isinstance(features, Rejected):
        raise UnreadableFile(f"{file}: {features.reason}.", file)
    if any(feature.geometry and len(feature.geometry) > limits.drawing_characters for feature in features):
        raise OverLimit(f"{file} has a zone of more than {limits.drawing_characters:,} characters: simplify it.", file)
    names = list(dict.fromkeys([*COLUMNS, *(name for feature in features for name in feature.properties)]))
    cells = {
        name: pl.Series(
            name,
            [feature.geometry if name == "geometry" else _cell(feature.properties.get(name)) for feature in features],
            dtype=pl.String,
        )
        for name in names
    }
    lines = pl.Series("line", [feature.number for feature in features], dtype=pl.Int64)
    return RawTable(file, pl.DataFrame(list(cells.values())), lines)


def _cell(value: str | None) -> str | None:
    return trim(value) or None if value else None
