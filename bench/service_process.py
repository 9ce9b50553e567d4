"""A real server in a process of its own, as `risk-network serve` runs it, but for the floor under placement checks.

The floor is what hides how long a check takes, so it has no setting. Here the checks are put together once more with
none, in a process that only the bench starts and on a store of invented people alone.
"""

import asyncio
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import uvicorn
from fastapi import FastAPI

from service.access import Caller, Role
from service.access.callers import NATIONAL, Clearance
from service.access.configured import open_issuer
from service.access.development import DevelopmentIssuer
from service.app import create_app
from service.audit.configured import open_existing
from service.placement import PlacementChecks
from service.placement.configured import open_ledger
from service.placement.pace import Pace
from service.settings import Settings

PATIENCE_SECONDS = 120.0
BYTES_PER_MIB = 1 << 20


class _Unpaced(uvicorn.Server):
    """Serves as it would, and once it has started answers placement checks as soon as it can."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, settings: Settings) -> None:
        super().__init__(config)
        self._app = app
        self._settings = settings

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then take the floor away."""
        await super().startup(sockets=sockets)
        if self.started:
            running = self._app.state.running
            ledger = open_ledger(self._settings)
            checks = PlacementChecks(running.store, running.catalogue, running.policy, ledger, Pace(0))
            self._app.state.running = replace(running, placement=checks)


def serve(listening: socket.socket, settings: Settings) -> None:
    """Serve on a socket until the process is asked to end."""
    app = create_app(settings)
    config = uvicorn.Config(app, access_log=False, log_config=None, server_header=False, proxy_headers=False)
    asyncio.run(_Unpaced(config, app, settings).serve(sockets=[listening]))


@dataclass
class Reply:
    """An answer, and the seconds from asking to its last byte."""

    status: int
    body: bytes
    seconds: float


@dataclass
class Served:
    """A running service, and how to ask it over one connection that is kept."""

    settings: Settings
    process: psutil.Process
    connection: http.client.HTTPConnection
    issuer: DevelopmentIssuer
    asked: int = field(default=0)

    def headers(self, role: Role, user: str) -> dict[str, str]:
        """Return the headers of somebody with a role in every area, cleared for all, who comes to review."""
        token = self.issuer.sign(Caller(user, frozenset({role}), frozenset({NATIONAL}), "", frozenset(Clearance)))
        return {"Authorization": f"Bearer {token}", "X-Purpose": "review", "Content-Type": "application/json"}

    def ask(self, method: str, path: str, headers: dict[str, str], sent: dict[str, str] | None = None) -> Reply:
        """Ask once."""
        body = json.dumps(sent).encode() if sent is not None else None
        begun = time.perf_counter()
        self.connection.request(method, f"/api/v1{path}", body, headers)
        answer = self.connection.getresponse()
        told = answer.read()
        self.asked += 1
        return Reply(answer.status, told, time.perf_counter() - begun)

    @property
    def resident_mib(self) -> int:
        """Return how much memory the process holds."""
        return int(self.process.memory_info().rss // BYTES_PER_MIB)

    @property
    def recorded(self) -> int:
        """Return how many entries the audit holds."""
        log = open_existing(self.settings)
        try:
            return log.head().count
        finally:
            log.close()


@contextmanager
def served(store: str) -> Iterator[Served]:
    """Run a service on a store that nobody else has open, and stop it in the end."""
    settings = Settings(store=store, port=0)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        command = [sys.executable, "-m", "bench.service_process", str(listening.fileno()), store]
        folder = Path(__file__).parents[1]
        # Its log is written as ever, and thrown away.
        started = subprocess.Popen(  # noqa: S603 - our own program
            command, pass_fds=[listening.fileno()], cwd=folder, stdout=subprocess.DEVNULL
        )
        host, port = listening.getsockname()
        try:
            _wait(host, port, started)
            connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_SECONDS)
            issuer = open_issuer(settings, is_synthetic=True)
            yield Served(settings, psutil.Process(started.pid), connection, issuer)
            connection.close()
        finally:
            started.terminate()
            started.wait(PATIENCE_SECONDS)


def _wait(host: str, port: int, started: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and started.poll() is None:
        connection = http.client.HTTPConnection(host, port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", "/health/readiness")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    raise SystemExit("the service did not start; no figures.")


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), Settings(store=sys.argv[2], port=0))
