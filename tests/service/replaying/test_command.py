"""`risk-network replay`: on the terminal, as text, JSON and a page of its own, for each audience."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cli.replay import replay
from tests.service.replaying.areas import AREAS, case_of, meeting_of
from tests.service.rules.drawn import land_as_synthetic

SENTENCE = "her move is told late"
CASE, MEETING = case_of(SENTENCE), meeting_of(SENTENCE)

app = typer.Typer()
app.command("replay")(replay)
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Path:
    """A store that no test changes, of people who are all invented."""
    return land_as_synthetic(tmp_path_factory.mktemp("replay"), reader, AREAS.values())


@pytest.fixture
def run(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command on the store, with a book of the test's own."""
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{graph}")
    monkeypatch.setenv("RISK_NETWORK_AUDIT", f"sqlite:{tmp_path / 'audit.sqlite'}")
    monkeypatch.setenv("COLUMNS", "240")

    def command(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, arguments)
        return done.exit_code, done.stdout + done.stderr

    return command


def near(told: dict[str, Any]) -> dict[str, Any]:
    """Return the line of ACC-03, whatever else is found about the day."""
    line: dict[str, Any]
    [line] = [one for one in told["lines"] if one["rule"] == "ACC-03"]
    return line


def test_both_sides_stand_beside_each_other_with_what_made_the_difference(run: Run) -> None:
    code, told = run(CASE, "--meeting", MEETING)
    assert code == 0, told
    assert "so on the day, and known only later" in told
    assert "nothing" in told
    assert "Vera Quorwick LIVES_AT" in told
    assert "2026-05-11" in told


def test_json_and_text_and_page_say_the_same(run: Run, tmp_path: Path) -> None:
    code, text = run(CASE, "--meeting", MEETING, "--format", "json")
    assert code == 0, text
    told = json.loads(text)
    assert (told["audience"], told["hiddenFlags"]) == ("chair", 0)
    assert sum(told["counts"].values()) == len(told["lines"])
    line = near(told)
    [statement] = line["statements"]
    page, plain = tmp_path / "replay.html", tmp_path / "replay.txt"
    for file in (page, plain):
        assert run(CASE, "--meeting", MEETING, "-o", str(file))[0] == 0
        said = " ".join(file.read_text(encoding="utf-8").split())
        for words in (line["title"], line["now"]["summary"], statement["toLabel"], "2026-05-11", MEETING, CASE):
            assert words in said, (file.name, words)
    html = page.read_text(encoding="utf-8")
    assert "SYNTHETIC" in html
    assert "default-src 'none'" in html
    assert "<script" not in html
    assert "http://" not in html
    assert "https://" not in html


def test_a_meeting_audience_reads_when_and_from_whom_but_not_what(run: Run) -> None:
    told = json.loads(run(CASE, "--meeting", MEETING, "--format", "json", "--audience", "meeting")[1])
    [statement] = near(told)["statements"]
    assert (statement["at"], statement["daysLater"]) == ("2026-05-11T00:00:00", 1)
    assert statement["sources"] == [{"agency": "cheshire-police", "feed": "cheshire-police-2026-05-11"}]
    assert "Quorwick" not in json.dumps(told)
    assert "distanceM" not in json.dumps(told)


def test_a_view_that_is_safe_for_victims_tells_of_nobody_else_and_counts_nothing(run: Run) -> None:
    told = json.loads(run(CASE, "--meeting", MEETING, "--format", "json", "--audience", "victim-safe")[1])
    assert (told["lines"], told["counts"], told["hiddenFlags"]) == ([], {}, 0)
    victim = f"cheshire-police:{CASE.removesuffix('C')}Vera"
    own = run(CASE, "--meeting", MEETING, "--format", "json", "--audience", "victim-safe", "--victim", victim)[1]
    assert "Quorwick" not in own


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((CASE, "--meeting", "nowhere"), "no meeting of this reference"),
        (("nobody's", "--meeting", MEETING), "no meeting of this reference"),
        (
            (case_of("another meeting is planned"), "--meeting", meeting_of("another meeting is planned", "M2")),
            "planned for 2999-01-01",
        ),
        ((CASE, "--meeting", MEETING, "-o", "replay.pdf"), "must end in .html"),
        ((CASE, "--meeting", MEETING, "-o", "nowhere/replay.html"), "cannot be written"),
    ],
    ids=["no meeting", "no case", "planned", "form", "file"],
)
def test_what_cannot_be_looked_at_again_ends_with_2_and_says_why(
    run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    code, said = run(*arguments)
    assert (code, sentence in said) == (2, True), said
