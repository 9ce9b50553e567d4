"""An area in which every table has rows, and areas that a test lands feeds in itself."""

from collections.abc import Iterator

import pytest

from graph_schema.store import open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from tests.ingest.landing.conftest import Area, area, new_area, reader
from tests.ingest.landing.every_table.area import earlier_feed, full_feed

__all__ = ["area", "full_area", "new_area", "reader"]


@pytest.fixture(scope="session")
def full_area(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[Area]:
    """An area in which every table has rows with every column filled; no test changes it."""
    place = tmp_path_factory.mktemp("naming")
    area = Area(open_store(f"ladybug:{place / 'graph.lbug'}"), place, reader)
    area.lands(earlier_feed(), full_feed())
    yield area
    area.store.close()
