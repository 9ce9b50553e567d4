"""What the page about feeds shows is what happens: its manifest, its tables, its command and its report."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph_schema.vocabulary import TABLES
from ingest.problems import Outcome
from ingest.reading.manifests import parse_manifest
from ingest.reading.raw import Manifest
from ingest.report import Counts
from service.cli.main import app

PAGE = Path(__file__).parents[1].joinpath("docs", "feeds.md").read_text(encoding="utf-8")
FEED = "cheshire-police-2026-11-20"


def blocks(language: str) -> list[str]:
    return [str(text) for text in re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)]


def test_the_manifest_shown_is_understood_and_has_every_entry_but_the_mark() -> None:
    [text] = blocks("toml")
    manifest, notices = parse_manifest(text.encode())
    assert notices == ()
    assert (manifest.agency, manifest.received.isoformat()) == ("cheshire-police", "2026-11-20")
    shown = {line.split(" = ")[0] for line in text.splitlines()}
    assert shown == set(Manifest.__dataclass_fields__) - {"synthetic"}
    assert "`synthetic = true`" in PAGE


def test_the_command_shown_prints_the_report_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = tmp_path / FEED
    feed.mkdir()
    (feed / "feed.toml").write_text(blocks("toml")[0], encoding="utf-8")
    for table, text in zip(("persons", "residences"), blocks("csv"), strict=True):
        (feed / f"{table}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{tmp_path / 'graph.lbug'}")
    monkeypatch.chdir(tmp_path)
    [line] = blocks("console")
    program, *arguments = line.removeprefix("$ ").split()
    assert program == "risk-network"
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 1, done.output
    assert json.loads(done.stdout) == json.loads(blocks("json")[0])


@pytest.mark.parametrize("fate", [*Counts.__dataclass_fields__, *Outcome])
def test_every_fate_of_a_row_is_explained(fate: str) -> None:
    assert re.search(rf"\b{fate}\b", PAGE)


def test_every_table_named_as_a_file_is_one() -> None:
    named = re.findall(r"`?\b([a-z_]+)\.(?:csv|jsonl|geojson)\b", PAGE)
    assert set(named) <= set(TABLES)


def test_every_shared_name_is_listed() -> None:
    shared = {table.identity[0] for table in TABLES.values() if table.is_shared}
    assert {name for name in shared if f"`{name}`" not in PAGE} == set()
