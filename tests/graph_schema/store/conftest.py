"""The engines that every proof about stores is run on."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pytest

from graph_schema.store import GraphStore, Limits, ServerAccess, open_store
from graph_schema.store.schema import Schema
from tests.graph_schema.store.small_world import SCHEMA
from tests.neo4j_server import TestServer

IMPATIENT = Limits(memory_bytes=256 << 20, patience_seconds=0.1)
ENGINES = ("ladybug", "neo4j")


@dataclass(frozen=True)
class Place:
    """Where a test's store is, by which engine, and how to log in there."""

    engine: str
    location: str
    access: ServerAccess | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Return what `place_of_environment` reads in another process."""
        return {"TEST_PLACE": self.location, "TEST_PASSWORD": self.access.read_password() if self.access else ""}


def place_of_environment() -> Place:
    """Return the place that the process which started this one works with."""
    location, password = os.environ["TEST_PLACE"], os.environ["TEST_PASSWORD"]
    return Place(location.partition(":")[0], location, ServerAccess(password=password) if password else None)


class Ground(Protocol):
    """Where a test may have stores made, one after the other."""

    def clear(self) -> Place:
        """Return a place where there is nothing yet, not even the schema of a store."""

    def has_begun(self) -> bool:
        """Tell whether something has been made there since."""


class Folders:
    """Ground of the embedded engine: a new folder each time."""

    def __init__(self, parent: Path) -> None:
        self._parent = parent
        self._folder = parent

    def clear(self) -> Place:
        """Make a folder."""
        self._folder = self._parent / str(len(list(self._parent.iterdir())))
        self._folder.mkdir()
        return Place("ladybug", f"ladybug:{self._folder / 'graph.lbug'}")

    def has_begun(self) -> bool:
        """Tell whether there is a file in the folder."""
        return any(self._folder.iterdir())


class OneServer:
    """Ground of the server engine: its one database, emptied."""

    def __init__(self, server: TestServer) -> None:
        self._server = server

    def clear(self) -> Place:
        """Delete all there is."""
        self._server.forget()
        return Place("neo4j", self._server.location, self._server.access)

    def has_begun(self) -> bool:
        """Tell whether there is a constraint."""
        return bool(self._server.run("SHOW CONSTRAINTS YIELD name"))


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The name of every engine in turn."""
    return str(request.param)


@pytest.fixture
def ground(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Ground:
    """Ground for stores of every engine in turn."""
    # Asked for here, since a test of the embedded engine alone needs no server.
    return Folders(tmp_path) if engine == "ladybug" else OneServer(request.getfixturevalue("neo4j_server"))


@pytest.fixture
def place(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place for a store, with every engine in turn; on a server, constraints may be there."""
    if engine == "ladybug":
        return Place("ladybug", f"ladybug:{tmp_path / 'graph.lbug'}")
    server = request.getfixturevalue("neo4j_server")
    assert isinstance(server, TestServer)
    server.empty()
    return Place("neo4j", server.location, server.access)


@pytest.fixture
def opening(place: Place) -> Iterator[Callable[..., GraphStore]]:
    """Open the test's store, closed at the end of the test at the latest."""
    opened: list[GraphStore] = []

    def open_it(
        *, read_only: bool = False, create: bool = True, schema: Schema = SCHEMA, query_seconds: float = 60.0
    ) -> GraphStore:
        limits = replace(IMPATIENT, query_seconds=query_seconds)
        opened.append(
            open_store(
                place.location, access=place.access, read_only=read_only, create=create, schema=schema, limits=limits
            )
        )
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(opening: Callable[..., GraphStore]) -> GraphStore:
    """An empty store of the small schema."""
    return opening()
