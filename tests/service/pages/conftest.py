"""A running service and a real browser before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from service.settings import Settings
from tests.service.api.area import of_cheshire, of_merseyside
from tests.service.api.conftest import Service, land, start

__all__ = ["start"]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    """A service on a small area."""
    return start(land(tmp_path_factory.mktemp("pages"), of_cheshire(), of_merseyside()))


@dataclass
class Visitor:
    """Somebody before a browser that runs no script, and what it complained of and asked for elsewhere."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def goes_to(self, path: str) -> int:
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        return answer.status

    def signs_in(self, role: str, area: str = "cheshire", agency: str = "") -> None:
        self.goes_to("/sign-in")
        self.page.check(f"input[value='{role}']")
        self.page.select_option("#area", area)
        self.page.fill("#agency", agency)
        self.page.click("main button")

    @property
    def place(self) -> str:
        return self.page.url.removeprefix(self.address)

    @property
    def text(self) -> str:
        return self.page.inner_text("body")


@pytest.fixture
def visitor(service: Service, browser: Browser) -> Iterator[Visitor]:
    """A browser of its own for each test, without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    visitor = Visitor(context.new_page(), service.address)
    visitor.page.on("console", lambda message: visitor.complaints.append(message.text))
    visitor.page.on("request", lambda request: visitor.elsewhere.append(request.url))
    yield visitor
    context.close()
    assert all(url.startswith(service.address) for url in visitor.elsewhere)
    assert not [one for one in visitor.complaints if "Content Security Policy" in one]
