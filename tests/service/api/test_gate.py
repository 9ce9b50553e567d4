"""Nobody unknown comes in, everybody else only where they may, and every answer is in the audit before it leaves."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute
from joserfc import jwt
from joserfc.jwk import ECKey

from service.access import Role
from service.access.development import ISSUER
from service.api.access import access_of
from service.api.gate import PREFIX, is_guarded
from service.api.routes.health import OPEN
from service.app import create_app
from service.pages import routes as pages
from service.settings import Settings
from tests.feed_builder import a_feed
from tests.service.api.conftest import PROBLEM, Service, land, synthetic

ROOT = Path(__file__).parents[3]
APP = create_app(Settings())
PAGES = {id(route) for route in pages.router.routes}
ROUTES = [route for route in APP.routes if isinstance(route, APIRoute) and id(route) not in PAGES]
OPERATIONS = [(method, route.path) for route in ROUTES if route.path not in OPEN for method in route.methods or ()]


def is_problem(response: httpx.Response, status: int) -> bool:
    """Whether an answer is a problem of this status, in the form every error has."""
    told = response.json()
    return (
        response.status_code == told["status"] == status
        and response.headers["content-type"] == PROBLEM
        and told["requestId"] == response.headers["x-request-id"]
        and bool(told["title"] and told["detail"])
        and told["type"].startswith("urn:risk-network:problem:")
    )


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{min(route.methods)} {route.path}")
def test_every_route_says_who_may_use_it_once_or_is_open(route: APIRoute) -> None:
    assert len(access_of(route.dependant)) == (0 if route.path in OPEN else 1)
    assert is_guarded(route.path) is (route.path not in OPEN)


def test_the_pages_have_no_way_to_the_graph_but_the_api() -> None:
    for file in (ROOT / "service" / "pages").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert ".store" not in text, file.name
        assert not re.search(
            r"from (ingest|visualise|graph_schema\.store|service\.(cases|rules|placement|flags))", text
        )


def test_there_are_no_other_doors() -> None:
    others = [route for route in APP.routes if not isinstance(route, APIRoute)]
    assert {getattr(route, "path", "?") for route in others} == {"/openapi.json", "/docs"}


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
def test_every_route_turns_away_who_is_not_signed_in(bare: Service, method: str, path: str) -> None:
    response = bare.client.request(method, re.sub(r"{[^}]+}", "x", path), content=b"\x00not even json")
    assert is_problem(response, 401)
    assert response.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
def test_every_route_turns_away_roles_it_does_not_name_before_it_reads_anything(
    bare: Service, method: str, path: str
) -> None:
    route = next(one for one in ROUTES if one.path == path and method in (one.methods or ()))
    (access,) = access_of(route.dependant)
    if access.roles is None:
        assert path.startswith(f"{PREFIX}/rules")
        return
    for role in set(Role) - access.roles:
        desk = bare.caller(role, purpose=None)
        address = re.sub(r"{[^}]+}", "x", path)
        response = bare.client.request(method, address, headers=desk.headers, content=b"\x00not even json")
        assert is_problem(response, 403), role


def forged(**changed: object) -> str:
    now = int(time.time())
    said = {
        "iss": ISSUER,
        "aud": "risk-network",
        "sub": "x",
        "exp": now + 60,
        "authorities": ["ROLE_RISK_NETWORK__CHAIR"],
    }
    return jwt.encode({"alg": "ES256", "kid": "development"}, said | changed, ECKey.generate_key("P-256"))


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer x",
        "Basic dXNlcjpwYXNz",
        "Token abc",
        f"Bearer {forged()}",
        f"bearer {forged(sub='y')} trailing",
        "Bearer " + "x" * 9000,
        "Bearer \x80\xff",
        "Bearer null",
    ],
)
def test_what_is_no_good_token_is_401_with_the_same_words(bare: Service, header: str | None) -> None:
    headers = {} if header is None else {b"Authorization": header.encode("latin-1")}
    response = bare.client.get("/api/v1/rules", headers=headers)
    assert is_problem(response, 401)
    assert response.json()["detail"] == "Sign in first: send a good access token as `Authorization: Bearer TOKEN`."


def test_two_tokens_are_none(bare: Service) -> None:
    token = f"Bearer {bare.token(Role.CHAIR)}"
    headers = [("Authorization", token), ("Authorization", token)]
    assert is_problem(bare.client.get("/api/v1/rules", headers=headers), 401)


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"])
def test_the_development_issuer_lets_nobody_in_from_behind_a_proxy(bare: Service, header: str) -> None:
    desk = bare.caller(Role.CHAIR)
    assert is_problem(desk.get("/rules", headers={header: "10.0.0.1"}), 403)
    assert desk.get("/rules").status_code == 200


def test_unknown_addresses_and_methods_are_problems_for_those_signed_in(bare: Service) -> None:
    desk = bare.caller(Role.CHAIR)
    assert is_problem(desk.get("/nothing"), 404)
    assert is_problem(desk.get(""), 404)
    response = desk.post("/rules", content=b"")
    assert is_problem(response, 405)
    assert response.headers["allow"] == "GET"
    assert is_problem(bare.client.get("/api/v1/nothing"), 401)


def test_answers_and_denials_are_recorded_with_who_and_why(bare: Service) -> None:
    before = len(bare.entries())
    bare.caller(Role.ANALYST, user="analyst-7", purpose="analysis", agency="cheshire-police").get("/rules/ACC-01")
    bare.caller(Role.ANALYST, user="analyst-7").get("/feeds")
    bare.caller(Role.FEED, user="feed-1").get("/feeds/nothing")
    bare.client.get("/api/v1/people", headers={"Authorization": "Bearer x"})
    bare.caller(Role.CHAIR).get("/nowhere")
    bare.caller(Role.CHAIR).get("/rules", limit=0)
    told = [(e.who, e.role, e.action, e.outcome, e.purpose, e.things) for e in bare.entries()[before:]]
    assert told == [
        ("analyst-7", "ANALYST", "read_rules", "answered", "analysis", ("ACC-01",)),
        ("analyst-7", "ANALYST", "read_feeds", "denied", "", ()),
        ("feed-1", "FEED", "read_feeds", "not_found", "review", ()),
        ("", "", "sign_in_refused", "denied", "", ()),
        ("someone", "CHAIR", "unknown_route", "not_found", "", ()),
        ("someone", "CHAIR", "read_rules", "refused", "review", ()),
    ]


def test_an_answer_is_in_the_audit_before_its_first_byte(bare: Service) -> None:
    headers = bare.caller(Role.CHAIR, user="in-a-hurry").headers
    with bare.client.stream("GET", "/api/v1/rules", headers=headers) as response:
        assert response.status_code == 200
        assert bare.entries()[-1].who == "in-a-hurry"


def test_every_request_has_an_id_that_the_audit_knows(bare: Service) -> None:
    desk = bare.caller(Role.CHAIR)
    given = desk.get("/rules", headers={"X-Request-Id": "given-0001"})
    made = desk.get("/rules", headers={"X-Request-Id": "bad id"})
    ids = [entry.request for entry in bare.entries()[-2:]]
    assert ids == [given.headers["x-request-id"], made.headers["x-request-id"]]
    assert ids[0] == "given-0001"


def test_every_answer_is_guarded_against_what_a_browser_may_do_with_it(bare: Service) -> None:
    for path in ("/health", "/api/v1/rules", "/docs", "/nothing"):
        headers = bare.client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "server" not in headers


def test_with_the_audit_away_nothing_is_answered(tmp_path: Path, start: Callable[[Settings], Service]) -> None:
    service = start(land(tmp_path, synthetic(a_feed("police", "2026-02-02").having("persons", {"person_ref": "P1"}))))
    desk = service.caller(Role.CHAIR)
    assert desk.get("/rules").status_code == 200
    anchor = tmp_path / "audit.sqlite.anchor"
    anchor.rename(tmp_path / "gone")
    for response in (
        desk.get("/rules"),
        desk.get("/nothing"),
        desk.get("/rules/ACC-01"),
        service.client.get("/api/v1/rules"),
        service.caller(Role.AUDITOR).get("/feeds"),
    ):
        assert is_problem(response, 503)
        assert "ACC" not in response.text
        assert response.headers["retry-after"] == "5"
    assert service.client.get("/health/readiness").status_code == 503
    assert service.client.get("/health").json()["components"] == {
        "audit": {"status": "DOWN"},
        "store": {"status": "UP"},
    }
    assert service.client.get("/health/liveness").status_code == 200
    (tmp_path / "gone").rename(anchor)
    assert desk.get("/rules").status_code == 200
    assert service.client.get("/health/readiness").status_code == 200


def test_a_faults_text_reaches_neither_the_caller_nor_the_log(
    bare: Service, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("Jo Bloggs of 1 Secret Street")

    monkeypatch.setattr(type(bare.app.state.running.catalogue), "__iter__", fail)
    response = bare.caller(Role.CHAIR).get("/rules")
    assert is_problem(response, 500)
    assert bare.entries()[-1].outcome == "failed"
    printed = "".join(capsys.readouterr())
    assert "RuntimeError at test_gate.py" in printed
    for text in (response.text, printed, bare.client.get("/metrics").text):
        assert "Secret" not in text


def test_the_log_holds_ids_and_no_values() -> None:
    script = (
        "import structlog\nfrom service.logs import configure_logs\nconfigure_logs()\n"
        "structlog.get_logger('x').info('answered', request='r-1', name='Jo Bloggs', status=200)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    line = json.loads(done.stderr)
    assert line.keys() == {"event", "level", "timestamp", "request", "status"}
