"""Offices: real stores with a ledger each. The reader takes a second to start and remembers nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.ingestion import open_reader
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from tests.feed_builder import FeedBuilder
from tests.service.placement.landed import Office, Telling, of_probation, open_office

NewOffice = Callable[..., Office]


@pytest.fixture(scope="session")
def reader() -> Iterator[FeedReader[CheckedFeed]]:
    with open_reader() as opened:
        yield opened


@pytest.fixture
def new_office(tmp_path: Path, reader: FeedReader[CheckedFeed]) -> Iterator[NewOffice]:
    """Open offices in which a telling has landed, beside a feed of probation unless other feeds are named."""
    opened: list[Office] = []

    def make(telling: Telling, *others: FeedBuilder) -> Office:
        feeds = (telling.as_feed(), *(others or [of_probation()]))
        opened.append(open_office(tmp_path / f"office-{len(opened)}", reader, *feeds))
        return opened[-1]

    yield make
    for office in opened:
        office.ledger.close()
        office.store.close()
