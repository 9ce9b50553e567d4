"""A real browser for the pictures: nothing of what a reader would see is taken on trust."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


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
