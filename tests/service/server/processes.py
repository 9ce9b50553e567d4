"""Services in processes of their own, as `risk-network serve` runs them, and how to speak to one as somebody."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from graph_schema.store import ServerAccess
from service.access import Caller, Role
from service.access.development import DevelopmentIssuer, open_development
from tests.feed_builder import FeedBuilder
from tests.service.conftest import ROOT

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Shared:
    """A store that several services share: where it is, and how to log in there."""

    location: str
    access: ServerAccess

    def settings(self, folder: Path) -> dict[str, str]:
        """Return the environment of a process whose own files are kept in `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "password"
        if not file.exists():
            file.write_text(self.access.read_password(), encoding="utf-8")
        return {
            "RISK_NETWORK_STORE": self.location,
            "RISK_NETWORK_STORE_USER": self.access.user,
            "RISK_NETWORK_STORE_PASSWORD_FILE": str(file),
            "XDG_DATA_HOME": str(folder),
            "PYTHONPATH": str(ROOT),
        }


@dataclass
class ServiceProcess:
    """A service that is running."""

    process: "subprocess.Popen[str]"
    client: httpx.Client
    issuer: DevelopmentIssuer
    folder: Path

    def headers(self, *roles: Role, user: str = "someone") -> dict[str, str]:
        """Return what somebody with these roles sends along."""
        token = self.issuer.sign(Caller(user, frozenset(roles), frozenset({"cheshire"})))
        return {"Authorization": f"Bearer {token}", "X-Purpose": "review"}

    def send(self, feed: FeedBuilder, folder: Path) -> httpx.Response:
        """Send a feed."""
        path = folder / f"{feed.name}.zip"
        content = (path if path.exists() else feed.in_zip(folder)).read_bytes()
        headers = self.headers(Role.FEED) | {"Content-Type": "application/zip"}
        return self.client.post("/api/v1/feeds", content=content, headers=headers)

    def check(self, case: str, address: str) -> httpx.Response:
        """Ask whether a case's subject may live at an address."""
        asked = {"caseRef": case, "addressId": address, "reason": "A test asks."}
        headers = self.headers(Role.COORDINATOR, user=f"officer-{time.monotonic_ns()}")
        return self.client.post("/api/v1/placement-checks", json=asked, headers=headers)

    def flags(self) -> httpx.Response:
        """Ask for the flags of the area, which are swept for where something has landed since."""
        return self.client.get("/api/v1/flags", params={"area": "cheshire"}, headers=self.headers(Role.COORDINATOR))

    def is_ready(self) -> bool:
        """Tell whether it says that it can answer."""
        answer = self.client.get("/health/readiness")
        assert (answer.status_code == 200) == (answer.json()["status"] == "UP")
        return answer.status_code == 200

    def wait_until_ready(self, ready: bool = True) -> float:
        """Wait until it says that it can answer, or that it cannot; returns the seconds that took."""
        begun = time.monotonic()
        while self.is_ready() is not ready:
            assert time.monotonic() - begun < PATIENCE_SECONDS
            time.sleep(0.1)
        return time.monotonic() - begun


@contextmanager
def served(store: Shared, folder: Path) -> Iterator[ServiceProcess]:
    """Run a service on a store that holds invented people; `folder` is for what it keeps beside the store."""
    command = [sys.executable, "-m", "service.cli", "serve", "--port", "0"]
    environment = os.environ | store.settings(folder)
    log = folder / "service.log"
    with (
        log.open("w", encoding="utf-8") as told,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=told, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
            assert found, log.read_text()
            issuer = open_development(folder / "risk-network", "risk-network", is_synthetic=True)
            with httpx.Client(base_url=found[0], timeout=PATIENCE_SECONDS) as client:
                yield ServiceProcess(process, client, issuer, folder)
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
