"""Areas to judge records in, as landings have them."""

from tests.ingest.landing.conftest import area, new_area, reader

__all__ = ["area", "new_area", "reader"]
