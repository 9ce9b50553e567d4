"""The flag map of a case with more flags than one page holds: every flag is on a page, and each page names the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner

from service.access import Role
from service.cli.main import app
from service.settings import Settings
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.api.area import RECEIVED, address, case, home, person, tie
from tests.service.api.conftest import Desk, Service, land

TIED = range(20)


def a_crowded_house() -> FeedBuilder:
    """A nominal in whose building twenty others live, with none of whom they may associate."""
    return (
        a_feed("cheshire-police", RECEIVED)
        .saying(synthetic=True)
        .having("persons", person("N", "Nora", "Noon"), *(person(f"T{one}", "Tom", f"Tied {one}") for one in TIED))
        .having("addresses", address("A", "1", "CH1 1AA"))
        .having("residences", home("N", "A"), *(home(f"T{one}", "A") for one in TIED))
        .having("relationships", *(tie(f"T{one}", "non_associate_of", "N") for one in TIED))
        .having("mappa_cases", case("M-1", "N", "cheshire", level="2", next_review_on="2027-01-15"))
    )


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return land(tmp_path_factory.mktemp("crowded"), a_crowded_house())


@pytest.fixture(scope="module")
def desk(settings: Settings, start: Callable[[Settings], Service]) -> Desk:
    return start(settings).caller(Role.PRACTITIONER)


def test_every_flag_is_on_a_page_and_each_page_names_the_next(desk: Desk) -> None:
    flags = {flag["number"] for flag in desk.get("/cases/M-1/network").json()["flags"]}
    assert len(flags) >= len(TIED)
    asked: dict[str, Any] = {"view": "flags"}
    drawn = []
    while True:
        answer = desk.get("/cases/M-1/map.svg", **asked)
        assert answer.status_code == 200
        drawn.append(answer.text)
        if "link" not in answer.headers:
            break
        place, _, relation = answer.headers["link"].partition("; ")
        assert relation == 'rel="next"'
        asked = {name: values[0] for name, values in parse_qs(urlsplit(place.strip("<>")).query).items()}
    assert len(drawn) > 1
    assert {number for number in flags if any(f'data-flag="{number}"' in svg for svg in drawn)} == flags


def test_a_page_beyond_the_last_says_which_there_are(desk: Desk) -> None:
    answer = desk.get("/cases/M-1/map.svg", page=99)
    assert answer.status_code == 422
    assert "ask for a page from 1 to" in answer.json()["detail"]


def test_the_command_says_that_there_are_more_and_draws_them(settings: Settings, tmp_path: Path) -> None:
    store = {"RISK_NETWORK_STORE": settings.store}
    first, second = tmp_path / "1.svg", tmp_path / "2.svg"
    done = CliRunner().invoke(app, ["map", "M-1", "-o", str(first)], env=store)
    assert done.exit_code == 0, done.output
    assert "--page 2 draws the next" in done.stderr
    assert CliRunner().invoke(app, ["map", "M-1", "--page", "2", "-o", str(second)], env=store).exit_code == 0
    assert first.read_text("utf-8") != second.read_text("utf-8")
    beyond = CliRunner().invoke(app, ["map", "M-1", "--page", "99", "-o", str(second)], env=store)
    assert beyond.exit_code == 2
    assert "ask for a page from 1 to" in beyond.stderr
