"""The page of a meeting looked at again, in a real browser without JavaScript."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from service.settings import Settings
from tests.service.api.conftest import Service, land, synthetic
from tests.service.pages.conftest import Visitor
from tests.service.replaying.areas import AREAS, case_of, meeting_of
from tests.service.rules.drawn import feeds_of

SENTENCE = "her move is told late"
PLACE = f"/cases/{case_of(SENTENCE)}"


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    feeds = [synthetic(feed) for feed in feeds_of(list(AREAS.values()))]
    return start(land(tmp_path_factory.mktemp("met"), *feeds))


@pytest.fixture
def chair(met: Service, browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(java_script_enabled=False)
    visitor = Visitor(context.new_page(), met.address)
    visitor.signs_in("Chair")
    yield visitor
    context.close()


def test_a_chair_comes_from_the_case_to_a_meeting_and_reads_both_sides(chair: Visitor) -> None:
    chair.goes_to(PLACE)
    chair.page.click("text=Meetings looked at again")
    chair.page.click(f"main ul a >> text={meeting_of(SENTENCE)}")
    row = chair.page.locator("table.replay tbody tr", has_text="ACC-03")
    cells = [row.locator("td").nth(number).inner_text() for number in range(3)]
    assert cells[0] == "Nothing"
    assert "high" in cells[1].lower() or "medium" in cells[1].lower()
    assert "Vera Quorwick" in cells[2]
    assert "2026-05-11" in cells[2]
    assert "so on the day, and known only later" in chair.text


def test_a_chair_reads_what_changed_since_the_last_meeting_or_another_day(chair: Visitor) -> None:
    chair.goes_to(PLACE)
    chair.page.click("text=What changed")
    assert f"the meeting {meeting_of(SENTENCE)}" in chair.text
    item = chair.page.locator("ul.flags > li", has_text="ACC-03").inner_text()
    assert "+ Vera Quorwick lives at" in item
    assert "Next step: " in item
    chair.page.fill("#since", "2026-05-12")
    chair.page.click("main form button")
    assert chair.place == f"{PLACE}/changes?since=2026-05-12"
    assert chair.page.locator("ul.flags > li", has_text="ACC-03").count() == 0
    assert chair.goes_to(f"{PLACE}/changes?since=2999-01-01") == 422
    assert chair.goes_to("/cases/nobodys/changes") == 404


def test_a_meeting_that_is_not_there_is_not_found(chair: Visitor) -> None:
    assert chair.goes_to(f"{PLACE}/replay?meeting=nowhere") == 404
    assert chair.goes_to(f"{PLACE}/replay") == 200
