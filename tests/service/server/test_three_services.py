"""Several services on one graph: feeds land one at a time whoever gets them, and those who ask never wait for it."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from graph_schema.store import open_store
from service.api.problems import HELD
from tests.feed_builder import FeedBuilder
from tests.neo4j_server import TestServer
from tests.service.conftest import Desk
from tests.service.server.feeds import REFERRED, area, crowd, landed
from tests.service.server.processes import ServiceProcess, Shared, served

SIZE = 30


@pytest.fixture
def services(shared: Shared, desk: Desk) -> Iterator[list[ServiceProcess]]:
    """Three services on a graph in which the small area has landed."""
    done = desk.run("ingest", area().in_folder(desk.folder), store=shared.location, settings=_settings(shared, desk))
    assert done.returncode == 0, done.stderr
    with ExitStack() as ending, ThreadPoolExecutor() as threads:
        folders = [desk.folder / f"service-{number}" for number in range(3)]
        started = threads.map(lambda folder: ending.enter_context(served(shared, folder)), folders)
        yield list(started)


def _settings(shared: Shared, desk: Desk) -> dict[str, str]:
    return shared.settings(desk.folder / "command")


def _send_until_landed(service: ServiceProcess, feed: FeedBuilder, folder: Path) -> list[httpx.Response]:
    """Send a feed again for as long as it is refused for the moment; returns every answer."""
    answers = [service.send(feed, folder)]
    while answers[-1].status_code == 503:
        time.sleep(int(answers[-1].headers["Retry-After"]) / 5)
        answers.append(service.send(feed, folder))
    return answers


def _expected(*numbers: int) -> dict[str, tuple[int, int, int]]:
    return {crowd(number, 0).name: (2 * SIZE, 2 * SIZE, SIZE) for number in numbers}


def test_feeds_sent_to_three_services_at_once_all_land_once_and_whole(
    services: list[ServiceProcess], shared: Shared, tmp_path: Path
) -> None:
    with ThreadPoolExecutor() as threads, closing(open_store(shared.location, access=shared.access)) as store:
        sending = [
            threads.submit(_send_until_landed, services[number % 3], crowd(number, SIZE), tmp_path)
            for number in range(6)
        ]
        while not all(one.done() for one in sending):
            held = landed(store)
            held.pop(area().name)
            # Whatever is there at any moment is whole.
            assert held.items() <= _expected(*range(6)).items()
            for service in services:
                assert service.check(*REFERRED).json()["outcome"] == "refer_to_coordinator"
        answers = [answer for one in sending for answer in one.result()]
        assert [answer.status_code for answer in answers if answer.status_code != 503] == [201] * 6
        assert {answer.json()["detail"] for answer in answers if answer.status_code == 503} <= {HELD}
        assert landed(store).items() >= _expected(*range(6)).items()
    counted = {len(service.flags().json()["items"]) for service in services}
    assert len(counted) == 1


def test_a_service_killed_while_it_lands_a_feed_is_followed_by_the_others(
    services: list[ServiceProcess], shared: Shared, neo4j_server: TestServer, tmp_path: Path
) -> None:
    first, second, _ = services
    with closing(open_store(shared.location, access=shared.access)) as store, ThreadPoolExecutor() as threads:
        lost = threads.submit(first.send, crowd(1, SIZE), tmp_path)
        _wait_for_lease(neo4j_server)
        first.process.send_signal(signal.SIGKILL)
        with pytest.raises(httpx.TransportError):
            lost.result()
        begun = time.monotonic()
        assert _send_until_landed(second, crowd(2, SIZE), tmp_path)[-1].status_code == 201
        assert time.monotonic() - begun < 60
        held = landed(store)
        assert held.items() >= _expected(2).items()
        assert held.get(crowd(1, 0).name, (2 * SIZE, 2 * SIZE, SIZE)) == (2 * SIZE, 2 * SIZE, SIZE)
        assert _send_until_landed(second, crowd(1, SIZE), tmp_path)[-1].status_code in {200, 201}
        assert landed(store).items() >= _expected(1, 2).items()


def _wait_for_lease(server: TestServer) -> None:
    until = time.monotonic() + 60
    while not any(server.run("MATCH (l:CommitClock {id: 'lease'}) RETURN l.holder IS NOT NULL")):
        assert time.monotonic() < until


def test_a_command_that_comes_meanwhile_ends_with_2_and_says_who_since_when_and_what_to_do(
    shared: Shared, desk: Desk
) -> None:
    feed = area().in_folder(desk.folder)
    with closing(open_store(shared.location, access=shared.access)) as store, store.lease("landing feeds"):
        done = desk.run("ingest", feed, store=shared.location, settings=_settings(shared, desk))
        assert (done.returncode, done.stdout) == (2, "")
        told = " ".join(done.stderr.split())
        assert "which has been landing feeds since 20" in told
        assert "Wait until it has ended or stop it, then try again." in told
        assert landed(store) == {}
    done = desk.run("ingest", feed, store=shared.location, settings=_settings(shared, desk))
    assert done.returncode == 0, done.stderr
