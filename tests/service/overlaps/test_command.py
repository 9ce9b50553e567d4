"""`risk-network overlaps`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cli.main import app
from tests.service.overlaps.areas import AREAS, case_of
from tests.service.rules.drawn import land_as_synthetic


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Path:
    return land_as_synthetic(tmp_path_factory.mktemp("overlaps"), reader, AREAS.values())


def run(graph: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{graph}")
    monkeypatch.setenv("COLUMNS", "240")
    done = CliRunner().invoke(app, ["overlaps", *arguments, "--as-of", "2026-05-27"])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_overlaps_are_listed_as_a_table_and_as_json(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = run(graph, monkeypatch, case_of("nothing shared"))
    for words in ("perpetrator", "MAPPA, by guidance", "no: nothing is recorded as shared", "none planned"):
        assert words in table
    [told] = json.loads(run(graph, monkeypatch, case_of("a meeting is planned"), "--format", "json"))
    assert (told["nextJointReviewOn"], told["nextJointReviewBasis"]) == ("2026-06-10", "mappa_meeting")
    assert "2026-04-20, an agency to cs-east" in run(graph, monkeypatch, case_of("shared"))
    assert "not agreed" in run(graph, monkeypatch, case_of("he is the victim"))
