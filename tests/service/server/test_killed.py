"""The server dies by SIGKILL under a running service, in the middle of whatever it does, and comes back.

Nothing that was acknowledged is lost, nothing is half there, a placement check is answered in time and never says that
there is no conflict, readiness tells the truth, and the service goes on without being started anew.
"""

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from graph_schema.store import open_store
from service.access import Role
from tests.service.conftest import Desk
from tests.service.server.feeds import REFERRED, area, crowd, landed
from tests.service.server.own_server import OwnServer
from tests.service.server.processes import ServiceProcess, served

SEED, SIZE = 20_240_229, 25
IN_TIME_SECONDS = 13.0
"""Ten seconds of patience for the graph, the floor, and what a busy machine adds."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnServer]:
    with OwnServer(tmp_path / "neo4j") as started:
        yield started


@dataclass
class Scene:
    """A service on a server that is killed again and again, and what has been acknowledged so far."""

    server: OwnServer
    service: ServiceProcess
    folder: Path
    moments: random.Random = field(default_factory=lambda: random.Random(SEED))
    acknowledged: set[str] = field(default_factory=set)
    attempted: set[str] = field(default_factory=set)
    seconds: float = 2.0
    """How long landing a feed took the last time."""

    def kill_during(self, work: Callable[[], object], within: float) -> None:
        """Kill the server at some moment of `work`, see that the service tells so, and start it again."""
        with ThreadPoolExecutor() as threads:
            under_way = threads.submit(work)
            time.sleep(self.moments.uniform(0.0, within))
            self.server.kill()
            assert self.service.wait_until_ready(ready=False) < IN_TIME_SECONDS
            self.check()
            self.server.start()
            under_way.result()
        self.service.wait_until_ready()

    def land(self, number: int) -> None:
        """Send a feed, whatever becomes of it."""
        feed = crowd(number, SIZE)
        self.attempted.add(feed.name)
        begun = time.monotonic()
        answer = self.service.send(feed, self.folder)
        if answer.status_code in {200, 201}:
            # 200 where it had landed although nobody was there to hear of it.
            self.acknowledged.add(feed.name)
            self.seconds = time.monotonic() - begun
        else:
            assert answer.status_code == 503, answer.text

    def sweep(self) -> None:
        """Ask for all flags, whatever becomes of it."""
        assert self.service.flags().status_code in {200, 503}

    def check(self) -> None:
        """Ask about a placement that must be referred, and be answered in time."""
        begun = time.monotonic()
        answer = self.service.check(*REFERRED)
        assert answer.status_code == 200, answer.text
        assert answer.json()["outcome"] == "refer_to_coordinator"
        assert time.monotonic() - begun < IN_TIME_SECONDS

    def check_four_times(self) -> None:
        """Ask so for as long as a kill may take to come."""
        for _ in range(4):
            self.check()

    def is_whole(self) -> None:
        """See that every feed is there whole or not at all, and those acknowledged whole."""
        shared = self.server.shared
        with closing(open_store(shared.location, access=shared.access, read_only=True)) as store:
            held = landed(store)
        held.pop(area().name)
        assert self.acknowledged <= held.keys() <= self.attempted
        assert set(held.values()) <= {(2 * SIZE, 2 * SIZE, SIZE)}
        self.acknowledged |= held.keys()


def test_a_server_killed_at_any_moment_loses_and_halves_nothing_and_the_service_goes_on(
    server: OwnServer, desk: Desk, tmp_path: Path, depth: Callable[[int, int], int]
) -> None:
    settings = server.shared.settings(tmp_path / "command")
    done = desk.run("ingest", area().in_folder(tmp_path), store=server.shared.location, settings=settings)
    assert done.returncode == 0, done.stderr
    with served(server.shared, tmp_path / "service") as service:
        scene = Scene(server, service, tmp_path)
        scene.land(0)
        for turn in range(1, depth(3, 50) + 1):
            if turn % 3 == 1:
                scene.kill_during(partial(scene.land, turn), scene.seconds)
            elif turn % 3 == 2:
                scene.kill_during(scene.sweep, 1.0)
            else:
                scene.kill_during(scene.check_four_times, 0.8)
            scene.is_whole()
            # It goes on as before: what was cut off lands, and everything is found.
            scene.land(turn)
            assert crowd(turn, 0).name in scene.acknowledged
        scene.is_whole()
        assert len(scene.acknowledged) == turn + 1
        found = {flag["caseRef"] for flag in _all_flags(service)}
        assert {f"M-{number}-{one}" for number in range(turn + 1) for one in range(SIZE)} <= found
        log = (service.folder / "service.log").read_text()
        assert "canary" not in log
        assert "Traceback" not in log


def _all_flags(service: ServiceProcess) -> Iterator[dict[str, str]]:
    cursor: dict[str, str] = {}
    headers = service.headers(Role.COORDINATOR)
    while True:
        parameters = {"area": "cheshire", "limit": "200"} | cursor
        answer = service.client.get("/api/v1/flags", params=parameters, headers=headers)
        assert answer.status_code == 200, answer.text
        yield from answer.json()["items"]
        if not (following := answer.json().get("nextCursor")):
            return
        cursor = {"cursor": following}
