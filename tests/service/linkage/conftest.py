"""An area in which joining matters: the police know the victim, housing knows where she lives."""

from tests.ingest.landing.conftest import area, new_area, reader

__all__ = ["area", "new_area", "reader"]
