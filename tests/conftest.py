"""What every test shares.

Fixture policy: a test builds what it needs in its own words, with builders (`a_person().living_at(...)`), and writes
only under `tmp_path`. A fixture is for what is dear to make (an open store, a landed area) and lives in the conftest
of the smallest folder that needs it; session scope only for what no test changes. We mock nothing of ours. No test
reaches a network, reads the clock to decide, or depends on the order of tests. There is no skipping: what a test
needs, `make setup` installs.
"""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.neo4j_server import TestServer, found_or_started
from tests.postgres_server import PostgresServer, running_postgres

BROWSERS = ("chromium", "google-chrome", "chromium-browser")
SOAK = os.environ.get("RISK_NETWORK_SOAK") == "1"

# Without a deadline: a busy machine is no defect. With print_blob a failure seen once can be replayed.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def depth() -> Callable[[int, int], int]:
    """Choose how much of a proof to run: `depth(sample, full)` is `full` under RISK_NETWORK_SOAK=1, else `sample`."""

    def choose(sample: int, full: int) -> int:
        return full if SOAK else sample

    return choose


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it, one for the session; `scripts/system_packages.py` asks for it: no skipping."""
    found = next(path for name in BROWSERS if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """The server of the session, started when the first test asks for it."""
    with found_or_started(tmp_path_factory.mktemp("neo4j")) as server:
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The PostgreSQL server of the session, started when the first test asks for it."""
    with running_postgres() as server:
        yield server


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as soak every test that asks for `depth`, so that `make soak` finds them all."""
    for item in items:
        if "depth" in getattr(item, "fixturenames", ()):
            item.add_marker("soak")
