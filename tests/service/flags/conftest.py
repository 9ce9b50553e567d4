"""A book of its own for each test; a store only where what the rules find matters."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.ingestion import open_reader
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.flags import FlagBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[FlagBook]:
    opened = FlagBook(tmp_path / "flags.sqlite")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def reader() -> Iterator[FeedReader[CheckedFeed]]:
    """The process that reads feeds, which takes a second to start and remembers nothing."""
    with open_reader() as opened:
        yield opened
