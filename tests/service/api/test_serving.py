"""`risk-network serve`, as it is started: it says where it is, stops when told to, and says why it cannot start."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.service.api.area import of_cheshire
from tests.service.conftest import ROOT, Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@contextmanager
def served(desk: Desk) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    environment = os.environ | {"RISK_NETWORK_STORE": desk.store, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, text=True, cwd=desk.folder) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        try:
            yield found[0] if found else "", process
        finally:
            process.send_signal(signal.SIGTERM)


def test_it_says_where_it_is_lets_in_a_token_and_stops_when_told(desk: Desk) -> None:
    assert desk.run("ingest", of_cheshire().in_folder(desk.folder)).returncode == 0
    token = desk.run("token", "--role", "CHAIR", "--area", "cheshire").stdout.strip()
    with served(desk) as (address, process):
        assert httpx.get(f"{address}/health").json()["status"] == "UP"
        headers = {"Authorization": f"Bearer {token}", "X-Purpose": "meeting"}
        found = httpx.get(f"{address}/api/v1/people", params={"q": "Arden"}, headers=headers)
        assert [one["familyName"] for one in found.json()["items"]] == ["Arden"]
        assert httpx.get(f"{address}/api/v1/people").status_code == 401
        assert "open in another process" in desk.run("migrate").stderr
        assert desk.run("audit", "verify").returncode == 0
    assert process.returncode == 0
    assert process.stderr is not None


def test_the_log_of_a_session_names_nobody(desk: Desk) -> None:
    assert desk.run("ingest", of_cheshire().in_folder(desk.folder)).returncode == 0
    token = desk.run("token", "--role", "CHAIR", "--area", "cheshire", "--user", "officer-77").stdout.strip()
    with served(desk) as (address, process):
        headers = {"Authorization": f"Bearer {token}", "X-Purpose": "meeting"}
        for path in ("/people?q=Arden", "/cases/M-1/network", "/people?ref=cheshire-police:V1"):
            httpx.get(f"{address}/api/v1{path}", headers=headers)
        figures = httpx.get(f"{address}/metrics").text
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        log = process.stderr.read()
    lines = [json.loads(line) for line in log.splitlines()]
    assert {"/api/v1/people", "/api/v1/cases/{caseRef}/network"} <= {line.get("route") for line in lines}
    for marker in ("Arden", "officer-77", "M-1", "V1", token):
        assert marker not in log
        assert marker not in figures


@pytest.mark.parametrize(
    ("feed", "options", "settings", "sentence"),
    [
        pytest.param(None, (), {}, "not marked synthetic", id="nothing landed and no issuer"),
        pytest.param("real", (), {}, "RISK_NETWORK_OIDC_ISSUER is not set", id="real people and no issuer"),
        pytest.param(
            "real", (), {"RISK_NETWORK_OIDC_ISSUER": "https://sign-in.example.org"}, "AUDIT_KEY_FILE", id="and no key"
        ),
        pytest.param("invented", ("--host", "0.0.0.0"), {}, "this machine alone", id="open to all"),  # noqa: S104
        pytest.param("invented", ("--host", "no.such.host.invalid"), {}, "no address of this machine", id="nowhere"),
        pytest.param("invented", (), {"RISK_NETWORK_AUDIT": "sqlite:/proc/x/a"}, "audit", id="no audit"),
        pytest.param("invented", (), {"RISK_NETWORK_OIDC_ISUER": "x"}, "is no setting", id="a misspelt setting"),
    ],
)
def test_what_must_not_start_ends_with_2_and_a_sentence(
    desk: Desk, feed: str | None, options: tuple[str, ...], settings: dict[str, str], sentence: str
) -> None:
    if feed:
        sent = of_cheshire().saying(synthetic=feed == "invented").in_folder(desk.folder)
        assert desk.run("ingest", sent).returncode == 0
    done = desk.run("serve", "--port", "0", *options, settings=settings)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
