"""`risk-network dry-run`: on the terminal and as JSON, and that it writes nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cli.dry_run import dry_run
from tests.service.dry_run.areas import AREAS, policy_of
from tests.service.rules.drawn import land_as_synthetic

RADIUS = "accommodation.own_victim.radius_m"
app = typer.Typer()
app.command("dry-run")(dry_run)
Run = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Path:
    return land_as_synthetic(tmp_path_factory.mktemp("dry-run"), reader, AREAS.values())


@pytest.fixture
def run(graph: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{graph}")
    monkeypatch.setenv("COLUMNS", "200")

    def command(*arguments: str | Path) -> tuple[int, str]:
        done = CliRunner().invoke(app, [str(one) for one in arguments])
        return done.exit_code, done.stdout + done.stderr

    return command


def test_counts_by_area_and_month_and_examples_are_told_and_nothing_is_written(
    run: Run, graph: Path, tmp_path: Path
) -> None:
    before = {path: path.read_bytes() for path in graph.parent.rglob("*") if path.is_file()}
    folder = policy_of(tmp_path, (RADIUS, 700))
    code, text = run("--policy", folder, "--months", "2", "--examples", "9", "--format", "json")
    assert code == 0, text
    told = json.loads(text)
    assert told["flags"]["removed"] >= 2
    assert told["flags"]["added"] == 0
    months = {(one["month"], one["area"]): one for one in told["months"]}
    assert len({month for month, _ in months}) == 2
    assert all(one["stood"] - one["removed"] + one["added"] == one["wouldStand"] for one in months.values())
    met = [one for one in told["examples"]["removed"] if one["rule"] == "ACC-03"]
    assert [(one["severityBefore"], one["severityAfter"]) for one in met] == [("medium", None)] * 2
    assert 0 < told["secondsPerMonth"] < 30
    assert {path: path.read_bytes() for path in graph.parent.rglob("*") if path.is_file()} == before


def test_the_table_says_what_it_would_add_and_remove(run: Run, tmp_path: Path) -> None:
    code, text = run("--policy", policy_of(tmp_path, (RADIUS, 700)), "--months", "1", "--area", "kent")
    assert code == 0, text
    assert "would add 0 flags, remove" in text
    assert "ACC-03" in text
    assert "Nothing was written." in text
    assert "cheshire" not in text


def test_a_policy_like_the_one_in_force_would_change_nothing(run: Run, tmp_path: Path) -> None:
    assert "Nothing would change" in run("--policy", policy_of(tmp_path, (RADIUS, 1000)))[1]


@pytest.mark.parametrize("what", ["nothing named", "an unknown key", "a wrong rule", "no such area", "no months"])
def test_what_cannot_be_tried_ends_with_2_and_says_why(run: Run, tmp_path: Path, what: str) -> None:
    folder = policy_of(tmp_path, ("no.such.key" if what == "an unknown key" else RADIUS, 700))
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.cypher").write_text("MATCH (n) RETURN n", encoding="utf-8")
    arguments: dict[str, tuple[str | Path, ...]] = {
        "nothing named": (),
        "an unknown key": ("--policy", folder),
        "a wrong rule": ("--rules", tmp_path / "rules"),
        "no such area": ("--policy", folder, "--area", "atlantis"),
        "no months": ("--policy", folder, "--months", "0"),
    }
    code, said = run(*arguments[what])
    assert code == 2, said
    assert said.strip()
