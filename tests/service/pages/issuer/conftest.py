"""A service whose people come from an issuer, that issuer, and visitors with a browser or without one."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser
from starlette.datastructures import State

from service.app import create_app
from service.audit import Entry
from service.audit.configured import open_existing
from service.settings import Settings
from tests.oidc_provider import CLIENT, SECRET, Provider, running_provider, serving
from tests.service.api.area import of_cheshire, of_merseyside
from tests.service.api.conftest import land
from tests.service.pages.conftest import Visitor

_HERE = {"areas": ["cheshire"], "agency": "cheshire-police"}
PEOPLE: dict[str, dict[str, object]] = {
    "Ann.Chair": {"authorities": ["ROLE_RISK_NETWORK__CHAIR"], "clearances": ["victim"], **_HERE},
    "Bo.Practitioner": {"authorities": ["ROLE_RISK_NETWORK__PRACTITIONER"], **_HERE},
    "Di.Coordinator": {
        "authorities": ["ROLE_RISK_NETWORK__COORDINATOR"],
        "areas": ["merseyside"],
        "agency": "merseyside-police",
    },
    "Cy.Auditor": {"authorities": ["ROLE_RISK_NETWORK__AUDITOR"], **_HERE},
}


@dataclass
class IssuedService:
    """A running service, and who signs people in to it."""

    address: str
    settings: Settings
    provider: Provider
    state: State

    def entries(self) -> list[Entry]:
        log = open_existing(self.settings)
        try:
            return [recorded.entry for recorded in log.entries(limit=500)][::-1]
        finally:
            log.close()


@dataclass
class Caller:
    """Somebody without a browser, who sends what cookies they were given, wherever they were given them."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, url: str) -> httpx.Response:
        return self._ask("GET", url)

    def post(self, url: str, **form: str) -> httpx.Response:
        return self._ask("POST", url, form)

    def _ask(self, method: str, url: str, form: dict[str, str] | None = None) -> httpx.Response:
        whole = url if url.startswith("http") else f"{self.address}{url}"
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        answer = httpx.request(method, whole, data=form, headers=headers, timeout=60, trust_env=False)
        for line in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return answer

    def goes_out(self) -> str:
        """Begin to sign in, and return the address at the issuer."""
        answer = self.get("/sign-in/begin")
        assert answer.status_code == 303
        return answer.headers["location"]

    def is_sent_back(self, out: str, person: str = "Ann.Chair") -> str:
        """Show the issuer who one is, and return the way back, below the service."""
        answer = httpx.post(out, data={"person": person}, trust_env=False)
        assert answer.status_code == 303
        parts = urlsplit(answer.headers["location"])
        assert f"{parts.scheme}://{parts.netloc}" == self.address
        return f"{parts.path}?{parts.query}"

    def signs_in(self, person: str = "Ann.Chair") -> httpx.Response:
        return self.get(self.is_sent_back(self.goes_out(), person))


@pytest.fixture(scope="session")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IssuedService]:
    """A service on a small area whose people come from an issuer."""
    folder = tmp_path_factory.mktemp("issued")
    secret = folder / "client-secret"
    secret.write_text(f"{SECRET}\n")
    listening = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with running_provider(PEOPLE) as provider:
        settings = Settings.model_validate(
            land(Path(folder), of_cheshire(), of_merseyside()).model_dump()
            | {
                "oidc_issuer": provider.issuer,
                "oidc_client_id": CLIENT,
                "oidc_client_secret_file": secret,
                "public_address": address,
            }
        )
        app = create_app(settings)
        with serving(app, listening):
            yield IssuedService(address, settings, provider, app.state)


@pytest.fixture
def service(issued: IssuedService) -> Iterator[IssuedService]:
    yield issued
    issued.provider.behave()


@pytest.fixture
def caller(service: IssuedService) -> Caller:
    return Caller(service.address)


@pytest.fixture
def visitor(service: IssuedService, browser: Browser) -> Iterator[Visitor]:
    """A browser of its own for each test, without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    visitor = Visitor(context.new_page(), service.address)
    visitor.page.on("console", lambda message: visitor.complaints.append(message.text))
    yield visitor
    context.close()
    assert not [one for one in visitor.complaints if "Content Security Policy" in one]
