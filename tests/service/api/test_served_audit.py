"""A service whose audit is on a server: nothing is answered unrecorded, and it goes on when that comes back."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from service.access import Role
from service.audit import Action
from service.audit.postgres.connecting import COOL_DOWN_SECONDS
from service.settings import Settings
from tests.postgres_server import CANARY, PostgresServer
from tests.service.api.area import of_cheshire
from tests.service.api.conftest import Service, land

START = Callable[[Settings], Service]


@pytest.fixture
def service(tmp_path: Path, start: START, postgres_server: PostgresServer) -> Service:
    postgres_server.renew()
    audit = {"audit": postgres_server.location(), "audit_password_file": postgres_server.password_file}
    return start(Settings.model_validate(land(tmp_path, of_cheshire()).model_dump() | audit))


def test_while_the_server_is_away_everything_answers_503_and_then_all_goes_on(
    service: Service, postgres_server: PostgresServer, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = service.caller(Role.COORDINATOR, user="officer-1")
    asked = {"caseRef": "M-1", "addressId": "cheshire-police:A2", "reason": "A place is vacant"}
    assert desk.get("/cases/M-1").status_code == 200
    assert service.client.get("/health/readiness").status_code == 200
    postgres_server.stop()
    answers = [desk.get("/cases/M-1"), desk.get("/rules"), desk.post("/placement-checks", json=asked)]
    ready = service.client.get("/health/readiness")
    parts = service.client.get("/health").json()["components"]
    alive = service.client.get("/health/liveness")
    postgres_server.start()
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert all(answer.json()["detail"].startswith("Nothing can be recorded") for answer in answers)
    assert "Retry-After" in answers[0].headers
    assert (ready.status_code, alive.status_code) == (503, 200)
    assert parts == {"audit": {"status": "DOWN"}, "store": {"status": "UP"}}
    time.sleep(COOL_DOWN_SECONDS)
    assert desk.get("/cases/M-1").status_code == 200
    assert service.client.get("/health/readiness").status_code == 200
    entries = [entry for entry in service.entries() if entry.who == "officer-1"]
    assert [entry.action for entry in entries] == [Action.READ_CASE, Action.READ_CASE]
    out, err = capfd.readouterr()
    assert "audit away" in out + err
    assert CANARY not in out + err + "".join(answer.text for answer in answers)
