"""A real store for each test, and a way to land feeds in it; nothing here stands in for anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest

from graph_schema.store import GraphStore, open_store
from ingest.ingestion import Refused, ingest_feeds, open_reader
from ingest.reading import FeedReader
from ingest.report import Report
from ingest.validation.feeds import CheckedFeed
from service.exports.people import export_people
from service.exports.statements import export_statements
from tests.feed_builder import FeedBuilder


@dataclass
class Area:
    """A store and a folder for feeds, spoken to as an information officer would."""

    store: GraphStore
    folder: Path
    reader: FeedReader[CheckedFeed]
    reports: list[Report | Refused] = field(default_factory=list)

    def lands(self, *feeds: FeedBuilder) -> Report:
        """Land feeds in one go and return the report of the last; fails when one is refused."""
        paths = [feed.in_folder(self.folder / f"{len(self.reports)}-{number}") for number, feed in enumerate(feeds)]
        self.reports += ingest_feeds(paths, self.store, self.reader)
        last = self.reports[-1]
        assert isinstance(last, Report), last
        return last

    def refuses(self, feed: FeedBuilder) -> str:
        """Return why a feed is refused; fails when it lands."""
        path = feed.in_folder(self.folder / f"{len(self.reports)}-refused")
        (outcome,) = ingest_feeds([path], self.store, self.reader)
        self.reports.append(outcome)
        assert isinstance(outcome, Refused), outcome
        return outcome.reason

    def statements(self, type_: str) -> list[dict[str, object]]:
        """Return every statement of one type, in the order of what is known when."""
        frames = [frame.filter(pl.col("type") == type_) for frame in export_statements(self.store)]
        kept = [frame for frame in frames if not frame.is_empty()]
        return pl.concat(kept).sort("known_from", "from", "to").to_dicts() if kept else []

    def everything(self) -> pl.DataFrame:
        """Return every statement, in one order."""
        return pl.concat(list(export_statements(self.store)))

    def people(self) -> set[frozenset[str]]:
        """Return the sets of records that are one person now."""
        grouped = export_people(self.store).group_by("person_id").agg("ref")
        return {frozenset(refs) for refs in grouped["ref"].to_list()}


@pytest.fixture(scope="session")
def reader() -> Iterator[FeedReader[CheckedFeed]]:
    """The process that reads feeds, which takes a second to start and remembers nothing."""
    with open_reader() as opened:
        yield opened


@pytest.fixture
def new_area(tmp_path: Path, reader: FeedReader[CheckedFeed]) -> Iterator[Callable[[], Area]]:
    """Make areas, each with a store of its own."""
    opened: list[Area] = []

    def make() -> Area:
        place = tmp_path / f"area-{len(opened)}"
        place.mkdir()
        opened.append(Area(open_store(f"ladybug:{place / 'graph.lbug'}"), place, reader))
        return opened[-1]

    yield make
    for area in opened:
        area.store.close()


@pytest.fixture
def area(new_area: Callable[[], Area]) -> Area:
    """One area with an empty store."""
    return new_area()
