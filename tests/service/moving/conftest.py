"""A small invented area that has landed in a file, and somewhere to copy it to, on each engine in turn."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

from graph_schema.store import GraphStore, ServerAccess, open_store
from ingest.ingestion import Refused, find_feeds, ingest_feeds, open_reader
from ingest.synthetic import Options, generate
from service.exports.statements import export_statements
from tests.neo4j_server import TestServer

SIZE = 500
"""How many rows the copies of these tests write at a time."""


@pytest.fixture(scope="session")
def landed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a small invented area has landed, two months of corrections included."""
    root = tmp_path_factory.mktemp("landed")
    generate(root / "area", Options(offenders=5, history_months=2, seed=5))
    location = f"ladybug:{root / 'graph.lbug'}"
    store = open_store(location)
    try:
        with open_reader() as reader:
            outcomes = list(ingest_feeds(find_feeds([root / "area/feeds"]), store, reader))
    finally:
        store.close()
    assert not any(isinstance(outcome, Refused) for outcome in outcomes)
    return location


@pytest.fixture
def source(landed: str) -> Iterator[GraphStore]:
    store = open_store(landed, read_only=True)
    yield store
    store.close()


@pytest.fixture
def server(neo4j_server: TestServer) -> TestServer:
    """The server of the session, with nothing on it."""
    neo4j_server.empty()
    return neo4j_server


Place = tuple[str, ServerAccess]


@pytest.fixture(params=["to a file", "to a server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where to copy to: each engine in turn."""
    if request.param == "to a file":
        return f"ladybug:{tmp_path / 'copy.lbug'}", ServerAccess()
    server: TestServer = request.getfixturevalue("server")
    return server.location, server.access


def everything(store: GraphStore) -> pl.DataFrame:
    """Return every statement in one order."""
    frame = pl.concat(list(export_statements(store)))
    return frame.sort(frame.columns)


@pytest.fixture
def opened(place: Place) -> Iterator[Callable[[], GraphStore]]:
    """Open the copy as every command does."""
    stores: list[GraphStore] = []

    def open_copy() -> GraphStore:
        stores.append(open_store(place[0], access=place[1], read_only=True))
        return stores[-1]

    yield open_copy
    for store in stores:
        store.close()
