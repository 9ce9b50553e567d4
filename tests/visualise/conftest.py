"""A real browser for the pictures: nothing of what a reader would see is taken on trust."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS = ("chromium", "google-chrome", "chromium-browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the machine has it; `scripts/system_packages.py` asks for it, so there is no skipping."""
    found = next(path for name in BROWSERS if (path := shutil.which(name)))
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def shown(page: Page, tmp_path: Path) -> Callable[[str], Page]:
    """Return how to open a picture as the file a chair would open."""

    def show(svg: str) -> Page:
        file = tmp_path / "picture.svg"
        file.write_text(svg, encoding="utf-8")
        page.goto(file.as_uri())
        return page

    return show
