"""Drawn cases in real stores, and an invented area: dear to land, so tests share stores that none changes."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest

from graph_schema.store import open_store
from ingest.ingestion import ingest_feeds, open_reader
from ingest.reading import FeedReader
from ingest.report import Report
from ingest.synthetic import Options, generate
from ingest.validation.feeds import CheckedFeed
from tests.service.rules.drawn import Landed, land
from tests.service.rules.invented import Invented


@pytest.fixture(scope="session")
def reader() -> Iterator[FeedReader[CheckedFeed]]:
    """The process that reads feeds, which takes a second to start and remembers nothing."""
    with open_reader() as opened:
        yield opened


@pytest.fixture(scope="module")
def landed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]
) -> Iterator[Landed]:
    """Land the CASES of the test file."""
    place = tmp_path_factory.mktemp("drawn")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as store:
        yield land(store, place / "feeds", reader, [case.area for case in request.module.CASES])


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[Invented]:
    """The smallest area that has room for all planted scenarios beside some people of its own."""
    root = tmp_path_factory.mktemp("invented") / "area"
    generate(root, Options(offenders=40, history_months=6))
    with closing(open_store(f"ladybug:{root / 'graph.lbug'}")) as store:
        reports = ingest_feeds(sorted((root / "feeds").iterdir()), store, reader)
        assert all(isinstance(report, Report) for report in reports)
        yield Invented(store, json.loads((root / "truth" / "scenarios.json").read_text(encoding="utf-8")))
