"""The disk of the server fills up under a running service: nothing acknowledged is lost, and it goes on afterwards.

A limit on the size of the server's files stands for the disk, since to mount a small one takes rights over the machine:
a write that does not fit fails in the same way.
"""

import resource
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.service.conftest import Desk
from tests.service.server.feeds import area, crowd
from tests.service.server.own_server import OwnServer
from tests.service.server.processes import served
from tests.service.server.test_killed import Scene

ROOM = 300_000
"""Bytes that still fit."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnServer]:
    with OwnServer(tmp_path / "neo4j") as started:
        yield started


def test_a_full_disk_costs_nothing_acknowledged_and_the_service_goes_on_once_there_is_room(
    server: OwnServer, desk: Desk, tmp_path: Path
) -> None:
    settings = server.shared.settings(tmp_path / "command")
    done = desk.run("ingest", area().in_folder(tmp_path), store=server.shared.location, settings=settings)
    assert done.returncode == 0, done.stderr
    with served(server.shared, tmp_path / "service") as service:
        scene = Scene(server, service, tmp_path)
        scene.land(0)
        (log,) = (tmp_path / "neo4j" / "data" / "transactions" / "neo4j").glob("neostore.transaction.db.*")
        server.java.rlimit(psutil.RLIMIT_FSIZE, (log.stat().st_size + ROOM, resource.RLIM_INFINITY))
        number = 0
        while scene.acknowledged == scene.attempted:
            number += 1
            assert number < 30, "the disk never filled up"
            scene.land(number)
        scene.check()
        server.kill()
        assert service.wait_until_ready(ready=False) < 30
        server.start()
        service.wait_until_ready()
        scene.is_whole()
        scene.land(number)
        assert crowd(number, 0).name in scene.acknowledged
        scene.is_whole()
        assert "canary" not in (service.folder / "service.log").read_text()
