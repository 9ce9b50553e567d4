"""A server that is slow, silent or cut off under a running service: answers in time, the truth, and no new start."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.store import open_store
from graph_schema.store.location import parse_server
from tests.service.conftest import Desk
from tests.service.server.feeds import REFERRED, area, crowd, landed
from tests.service.server.processes import ServiceProcess, Shared, served
from tests.service.server.proxy import Proxy
from tests.service.server.test_killed import IN_TIME_SECONDS

SIZE = 25
BACK_SECONDS = 30.0
"""Silence is noticed after ten seconds, and a lost transaction is tried again for up to fifteen."""


@pytest.fixture
def proxy(shared: Shared) -> Iterator[Proxy]:
    place = parse_server(shared.location)
    with Proxy(place.host, place.port) as opened:
        yield opened


@pytest.fixture
def service(shared: Shared, proxy: Proxy, desk: Desk) -> Iterator[ServiceProcess]:
    """A service whose wire to the server we hold, on a graph in which the small area has landed."""
    settings = shared.settings(desk.folder / "command")
    done = desk.run("ingest", area().in_folder(desk.folder), store=shared.location, settings=settings)
    assert done.returncode == 0, done.stderr
    with served(replace(shared, location=proxy.location), desk.folder / "service") as started:
        yield started


def _is_referred_in_time(service: ServiceProcess) -> None:
    begun = time.monotonic()
    answer = service.check(*REFERRED)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "refer_to_coordinator")
    assert time.monotonic() - begun < IN_TIME_SECONDS


def _is_well(service: ServiceProcess) -> None:
    assert service.wait_until_ready() < BACK_SECONDS
    assert service.flags().status_code == 200
    _is_referred_in_time(service)


def test_a_slow_server_is_waited_for_as_long_as_it_answers(service: ServiceProcess, proxy: Proxy) -> None:
    proxy.delay_seconds = 0.02
    _is_well(service)
    proxy.delay_seconds = 4.0
    # Too slow to tell a housing officer anything, and told as such.
    _is_referred_in_time(service)
    assert service.wait_until_ready(ready=False) < IN_TIME_SECONDS
    proxy.delay_seconds = 0.0
    _is_well(service)


def test_a_server_that_falls_silent_is_noticed_and_nothing_hangs(
    service: ServiceProcess, proxy: Proxy, shared: Shared, tmp_path: Path
) -> None:
    _is_well(service)
    proxy.is_silent = True
    assert service.wait_until_ready(ready=False) < IN_TIME_SECONDS
    for _ in range(3):
        _is_referred_in_time(service)
    assert service.send(crowd(1, SIZE), tmp_path).status_code == 503
    proxy.is_silent = False
    _is_well(service)
    assert service.send(crowd(1, SIZE), tmp_path).status_code in {200, 201}
    _is_whole(shared, 1)


def test_a_wire_that_is_cut_again_and_again_lands_feeds_whole_or_not_at_all(
    service: ServiceProcess, proxy: Proxy, shared: Shared, tmp_path: Path
) -> None:
    with ThreadPoolExecutor() as threads:
        for number in range(1, 5):
            sending = threads.submit(service.send, crowd(number, SIZE), tmp_path)
            while not sending.done():
                time.sleep(0.3 * number)
                proxy.cut()
            assert sending.result().status_code in {200, 201, 503}
            while service.send(crowd(number, SIZE), tmp_path).status_code == 503:
                time.sleep(1.0)
    _is_well(service)
    _is_whole(shared, 1, 2, 3, 4)


def _is_whole(shared: Shared, *numbers: int) -> None:
    with closing(open_store(shared.location, access=shared.access, read_only=True)) as store:
        held = landed(store)
    held.pop(area().name)
    assert held == {crowd(number, 0).name: (2 * SIZE, 2 * SIZE, SIZE) for number in numbers}
