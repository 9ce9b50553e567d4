"""Whether the service is up, told as HMPPS services tell it, to anyone and about nobody."""

from pathlib import Path

from service.access import Role
from tests.service.api.area import of_cheshire
from tests.service.api.conftest import Service, land


def test_health_tells_of_each_part(bare: Service) -> None:
    told = bare.client.get("/health").json()
    assert told["status"] == "UP"
    assert told["components"] == {"audit": {"status": "UP"}, "store": {"status": "UP"}}
    assert bare.client.get("/health/liveness").json() == {"status": "UP"}
    assert bare.client.get("/health/readiness").json() == {"status": "UP"}


def test_info_says_what_runs_and_that_everybody_is_invented(bare: Service) -> None:
    told = bare.client.get("/info").json()
    assert told["build"]["name"] == "risk-network"
    assert told["synthetic"] is True


def test_figures_name_routes_as_declared_and_never_as_asked(area: Service) -> None:
    desk = area.caller(Role.CHAIR, user="officer-99")
    desk.get("/cases/M-1/network")
    desk.get("/people", q="Arden")
    desk.get("/nothing/like/M-1")
    figures = area.client.get("/metrics").text
    assert 'risk_network_answers_total{method="GET",route="/api/v1/cases/{caseRef}/network",status="200"}' in figures
    assert 'route="none",status="404"' in figures
    for marker in ("M-1", "Arden", "officer-99"):
        assert marker not in figures


def test_with_the_store_away_nothing_but_a_placement_check_is_answered(tmp_path: Path, start: object) -> None:
    service: Service = start(land(tmp_path, of_cheshire()))  # type: ignore[operator]
    desk = service.caller(Role.COORDINATOR)
    assert desk.get("/cases/M-1").status_code == 200
    service.app.state.running.store.close()
    for path in ("/cases/M-1", "/people", "/flags", "/feeds"):
        response = desk.get(path)
        assert response.status_code == 503
        assert response.json()["detail"].startswith("The graph cannot be reached")
    assert service.client.get("/health/readiness").status_code == 503
    asked = {"caseRef": "M-1", "addressId": "cheshire-police:A2", "reason": "A place is vacant"}
    answer = desk.post("/placement-checks", json=asked)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "refer_to_coordinator")
    assert service.entries()[-1].outcome == "refer_to_coordinator"
