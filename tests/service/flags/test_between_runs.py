"""What becomes of flags when the policy or the rules are other ones at the next run: two runs of the command."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from graph_schema.store import open_store
from ingest.ingestion import ingest_feeds
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cli import flags
from tests.service.dry_run.areas import policy_of
from tests.service.rules.builders import a_nominal, a_person, an_area
from tests.service.rules.drawn import feeds_of
from tests.service.rules.places import at

NEAR, RADIUS = "accommodation.own_victim.near_m", "accommodation.own_victim.radius_m"
AREA = an_area().with_(a_nominal("Adam").living_at(at()), a_person("Vera").victim_of("Adam").living_at(at(800)))
OWN_RULE = """// id: OWN-01
// title: Any home
// family: transfers
// severity: low
// subject: Person
// guidance: Area protocol | 1
// finding: The nominal has a home.
// next step: Look at it.

MATCH (p:Person {id: $key})-[s:LIVES_AT]->(a:Address) WHERE @holds(s)
RETURN p.id AS subject, @path(s)
"""
app = typer.Typer()
app.add_typer(flags.app)
Run = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Path:
    place = tmp_path_factory.mktemp("between-runs")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as store:
        paths = [feed.saying(synthetic=True).in_folder(place / "feeds") for feed in feeds_of([AREA])]
        list(ingest_feeds(paths, store, reader))
    return place / "graph.lbug"


@pytest.fixture
def run(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command with a policy and rules of this run, and return the flags of one rule."""
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{graph}")
    monkeypatch.setenv("RISK_NETWORK_AUDIT", f"sqlite:{tmp_path / 'audit.sqlite'}")

    def command(rule: str, *arguments: str, **folders: Path) -> list[dict[str, Any]]:
        for setting in ("POLICY_DIR", "RULES_DIR"):
            monkeypatch.delenv(f"RISK_NETWORK_{setting}", raising=False)
        for name, folder in folders.items():
            monkeypatch.setenv(f"RISK_NETWORK_{name.upper()}", str(folder))
        done = CliRunner().invoke(app, ["flags", *arguments, "--format", "json"])
        assert done.exit_code == 0, done.output
        told = json.loads(done.stdout)
        return [one for one in (told if isinstance(told, list) else [told]) if one["rule"] == rule]

    return command


def decide(run: Run, flag: dict[str, Any]) -> dict[str, Any]:
    [told] = run("ACC-03", "decide", flag["id"], "--decision", "dismiss", "--note", "He is in prison.")
    return told


def test_a_threshold_that_makes_it_more_severe_reopens_what_was_dismissed(run: Run, tmp_path: Path) -> None:
    [flag] = run("ACC-03")
    assert (flag["severity"], decide(run, flag)["status"]) == ("medium", "dismissed")
    [worse] = run("ACC-03", policy_dir=policy_of(tmp_path / "policy", (NEAR, 900)))
    assert (worse["id"], worse["number"], worse["severity"]) == (flag["id"], flag["number"], "high")
    assert (worse["status"], worse["history"][-1]["what"]) == ("open", "worsened")


def test_a_threshold_by_which_it_is_no_longer_found_closes_it_and_the_old_one_brings_it_back(
    run: Run, tmp_path: Path
) -> None:
    [flag] = run("ACC-03")
    narrow = policy_of(tmp_path / "policy", (RADIUS, 500))
    assert run("ACC-03", policy_dir=narrow) == []
    [closed] = run("ACC-03", "--status", "closed", policy_dir=narrow)
    assert (closed["id"], closed["closedBecause"]) == (flag["id"], "not_found")
    [back] = run("ACC-03")
    assert (back["number"], back["status"], back["history"][-1]["what"]) == (flag["number"], "open", "came_back")


def test_a_rule_that_is_gone_closes_its_flags_for_that_reason_and_comes_back_with_them(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "own.cypher").write_text(OWN_RULE, encoding="utf-8")
    [flag] = run("OWN-01", rules_dir=tmp_path)
    assert run("OWN-01") == []
    [closed] = run("OWN-01", "--status", "closed")
    assert (closed["status"], closed["closedBecause"]) == ("closed", "rule_removed")
    [back] = run("OWN-01", rules_dir=tmp_path)
    assert (back["id"], back["number"], back["status"]) == (flag["id"], flag["number"], "open")


def test_a_policy_file_that_became_wrong_stops_the_next_run_and_touches_no_flag(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [flag] = run("ACC-03")
    folder = policy_of(tmp_path / "policy", ("no.such.key", 1))
    monkeypatch.setenv("RISK_NETWORK_POLICY_DIR", str(folder))
    done = CliRunner().invoke(app, ["flags"])
    assert (done.exit_code, "no.such.key is not a policy key" in done.stderr) == (2, True)
    [same] = run("ACC-03")
    assert same == flag | {"facts": same["facts"]}
