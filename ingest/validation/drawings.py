"""The polygon of a zone, read from its GeoJSON text, and what had to be repaired in it."""

from functools import lru_cache

from graph_schema.identifiers.parsed import Invalid, Parsed
from graph_schema.vocabulary import Column
from ingest.zones.outcomes import Rejected, Repaired


# A drawing is asked for twice, once to read it and once for what was repaired; a large one takes half a second.
@lru_cache(maxsize=512)
def _read(text: str) -> Repaired | Rejected:
    # The library of shapes is slow to import, and most feeds draw none.
    from ingest.zones.geometry import parse_geometry_text

    return parse_geometry_text(text)


def parse_drawing(text: str, column: Column) -> Parsed | Invalid:
    """Read a polygon into well-known text in British National Grid metres."""
    outcome: Repaired | Rejected = _read(text)
    return Invalid(outcome.reason) if isinstance(outcome, Rejected) else Parsed(outcome.wkt)


def repair_of(text: str) -> str:
    """Return what was repaired in a polygon that could be read, or nothing."""
    outcome: Repaired | Rejected = _read(text)
    return outcome.notice if isinstance(outcome, Repaired) else ""
