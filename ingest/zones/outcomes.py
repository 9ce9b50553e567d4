"""What becomes of a drawing: a zone, mended where need be, or the reason why it is none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Repaired:
    """A zone that can be used.

    `wkt` is a valid Polygon or MultiPolygon in British National Grid metres, to the millimetre. `notice` says what had
    to be mended in the drawing; it is empty where nothing was.
    """

    wkt: str
    notice: str = ""


@dataclass(frozen=True)
class Rejected:
    """Why a drawing or a document cannot be used, and how to mend it; positions are not repeated."""

    reason: str
