"""The engines that every proof about stores is run on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from graph_schema.store import GraphStore, Limits, open_store
from graph_schema.store.schema import Schema
from tests.graph_schema.store.small_world import SCHEMA

IMPATIENT = Limits(memory_bytes=256 << 20, patience_seconds=0.1)


@dataclass(frozen=True)
class Engine:
    """An engine, and where it keeps a store of a test's own."""

    name: str
    location_in: Callable[[Path], str]


ENGINES = (Engine("ladybug", lambda folder: f"ladybug:{folder / 'graph.lbug'}"),)


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Every engine in turn."""
    chosen = request.param
    assert isinstance(chosen, Engine)
    return chosen


@pytest.fixture
def location(engine: Engine, tmp_path: Path) -> str:
    """Where the test's store is."""
    return engine.location_in(tmp_path)


@pytest.fixture
def opening(location: str) -> Iterator[Callable[..., GraphStore]]:
    """Open the test's store, closed at the end of the test at the latest."""
    opened: list[GraphStore] = []

    def open_it(
        *, read_only: bool = False, create: bool = True, schema: Schema = SCHEMA, query_seconds: float = 60.0
    ) -> GraphStore:
        limits = replace(IMPATIENT, query_seconds=query_seconds)
        opened.append(open_store(location, read_only=read_only, create=create, schema=schema, limits=limits))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(opening: Callable[..., GraphStore]) -> GraphStore:
    """An empty store of the small schema."""
    return opening()
