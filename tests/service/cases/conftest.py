"""Areas to land feeds in, and the small case of `story`, landed once."""

from collections.abc import Iterator

import pytest

from graph_schema.store import open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.policy import Policy, load_policy
from tests.ingest.landing.conftest import Area, area, new_area, reader
from tests.service.cases.story import story

__all__ = ["area", "new_area", "policy", "reader", "told"]


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The policy that ships."""
    return load_policy()


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[Area]:
    """The area of the story; no test changes it."""
    place = tmp_path_factory.mktemp("story")
    area = Area(open_store(f"ladybug:{place / 'graph.lbug'}"), place, reader)
    area.lands(*story())
    yield area
    area.store.close()
