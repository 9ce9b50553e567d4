"""A running service: a real store with landed feeds, a real audit, a real server on a free port of this machine."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from graph_schema.store import open_store
from ingest.ingestion import Refused, ingest_feeds, open_reader
from service.access import Caller, Role
from service.access.callers import Clearance
from service.access.configured import open_issuer
from service.access.development import DevelopmentIssuer
from service.app import create_app
from service.audit import Entry
from service.audit.configured import open_existing
from service.settings import Settings
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.api.area import of_cheshire, of_merseyside

PROBLEM = "application/problem+json"


@dataclass
class Service:
    """A service that is running, and how to speak to it as somebody."""

    address: str
    settings: Settings
    app: FastAPI
    issuer: DevelopmentIssuer
    client: httpx.Client
    _seen: int = field(default=0)

    def token(
        self,
        *roles: Role,
        areas: tuple[str, ...] = ("cheshire",),
        user: str = "someone",
        agency: str = "",
        clearances: tuple[Clearance, ...] = (),
    ) -> str:
        return self.issuer.sign(
            Caller(user, frozenset(roles), frozenset(areas), agency, frozenset(clearances)), seconds=600
        )

    def caller(self, *roles: Role, purpose: str | None = "review", **said: object) -> "Desk":
        """Return somebody with these roles, who says why they ask."""
        token = self.token(*roles, **said)  # type: ignore[arg-type]  # as `token` takes them
        headers = {"Authorization": f"Bearer {token}"}
        return Desk(self, headers if purpose is None else headers | {"X-Purpose": purpose})

    def entries(self) -> list[Entry]:
        """Return everything in the audit, oldest first, as somebody else who opens it reads it."""
        log = open_existing(self.settings)
        try:
            return [recorded.entry for recorded in log.entries(limit=500)][::-1]
        finally:
            log.close()


@dataclass
class Desk:
    """Somebody who asks a service."""

    service: Service
    headers: dict[str, str]

    def get(self, path: str, headers: dict[str, str] | None = None, **parameters: Any) -> httpx.Response:
        return self.service.client.get(f"/api/v1{path}", params=parameters, headers=self.headers | (headers or {}))

    def post(self, path: str, headers: dict[str, str] | None = None, **sent: Any) -> httpx.Response:
        return self.service.client.post(f"/api/v1{path}", headers=self.headers | (headers or {}), **sent)


def land(folder: Path, *feeds: FeedBuilder) -> Settings:
    """Land feeds in a new store of `folder`, and return the settings of a service on it."""
    settings = Settings(store=f"ladybug:{folder / 'graph.lbug'}", port=0)
    store = open_store(settings.store)
    try:
        with open_reader() as reader:
            paths = [feed.in_folder(folder / "feeds" / str(number)) for number, feed in enumerate(feeds)]
            for outcome in ingest_feeds(paths, store, reader):
                assert not isinstance(outcome, Refused), outcome
    finally:
        store.close()
    return settings


def synthetic(feed: FeedBuilder) -> FeedBuilder:
    return feed.saying(synthetic=True)


@pytest.fixture(scope="session")
def start() -> Iterator[Callable[[Settings], Service]]:
    """Start services, each on a port of its own, and stop them in the end."""
    ended: list[Callable[[], None]] = []

    def run(settings: Settings) -> Service:
        app = create_app(settings)
        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, proxy_headers=False, server_header=False, ws="none")
        )
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        deadline = time.monotonic() + 60
        while not server.started:
            assert thread.is_alive(), getattr(app.state, "fault", "did not start")
            assert time.monotonic() < deadline
            time.sleep(0.01)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        client = httpx.Client(base_url=address, timeout=60)

        def end() -> None:
            client.close()
            server.should_exit = True
            thread.join()
            listening.close()

        ended.append(end)
        return Service(address, settings, app, open_issuer(settings, is_synthetic=True), client)

    yield run
    for end in reversed(ended):
        end()


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    """A service on a store with one person in it, for what has nothing to do with the graph."""
    feed = a_feed("cheshire-police", "2026-02-02").having("persons", {"person_ref": "P1"})
    return start(land(tmp_path_factory.mktemp("bare"), synthetic(feed)))


@pytest.fixture(scope="session")
def area(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    """A service on the small area of `area.py`."""
    return start(land(tmp_path_factory.mktemp("area"), of_cheshire(), of_merseyside()))
