"""Maps and exports of a case at the command line: a real store, the real pictures."""

import csv
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
import typer
from typer.testing import CliRunner, Result

from graph_schema.store import open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cli.export import export
from service.cli.map import draw
from service.exports.network import LINK_COLUMNS
from tests.feed_builder import FeedBuilder
from tests.ingest.landing.conftest import Area
from tests.service.cases.story import CASE, NOMINAL, VICTIM, VICTIM_PLACE, story

HOSTILE = "=HYPERLINK(1)<script>&\u200b"
app = typer.Typer()
app.command("map")(draw)
app.command("export")(export)
DAYS = ("--as-of", "2026-02-20", "--known-at", "2026-05-01")


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> str:
    """A store of the story, closed again, with a hostile name in it."""
    place = tmp_path_factory.mktemp("commands")
    location = f"ladybug:{place / 'graph.lbug'}"
    first, second = story()
    people = tuple(
        row | ({"family_name": HOSTILE} if row["person_ref"] == "A" else {}) for row in first.tables["persons"]
    )
    hostile = FeedBuilder(first.agency, first.received, {}, {**first.tables, "persons": people}, {}, first.zones)
    area = Area(open_store(location), place, reader)
    area.lands(hostile, second)
    area.store.close()
    return location


def run(location: str, *arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), env={"RISK_NETWORK_STORE": location})


@pytest.mark.parametrize("view", ["flags", "full", "area", "table", "explorer"])
@pytest.mark.parametrize("audience", ["chair", "meeting", "victim-safe"])
def test_every_view_is_drawn_for_every_audience_and_redacted(
    location: str, tmp_path: Path, view: str, audience: str
) -> None:
    drawn = []
    for name in ("one", "two"):
        done = run(location, "map", CASE, "--view", view, "--audience", audience, *DAYS, "-o", tmp_path / name)
        assert done.exit_code == 0, done.output
        drawn.append((tmp_path / name).read_text(encoding="utf-8"))
    assert drawn[0] == drawn[1]
    if view in {"flags", "full", "area"}:
        assert ET.fromstring(drawn[0]).tag.endswith("svg")  # noqa: S314 - it was drawn a line above
    secrets = [VICTIM, VICTIM_PLACE] if audience == "victim-safe" else [VICTIM_PLACE] if audience == "meeting" else []
    assert [secret for secret in secrets if secret in drawn[0]] == []
    if view != "table":
        assert "<script>&" not in drawn[0]


@pytest.mark.parametrize("view", ["flags", "full", "table"])
def test_what_changed_since_a_day_is_marked_where_the_audience_may_know_of_it(
    location: str, tmp_path: Path, view: str
) -> None:
    said = {}
    for audience in ("chair", "victim-safe"):
        given = ("--view", view, "--audience", audience, "--since", "2026-01-31", *DAYS, "-o", tmp_path / audience)
        done = run(location, "map", CASE, *given)
        assert done.exit_code == 0, done.output
        said[audience] = (tmp_path / audience).read_text(encoding="utf-8")
    assert "compared with 31 January 2026" in said["chair"]
    assert "compared with" not in said["victim-safe"]
    if view != "full":
        assert "open, new" in said["chair"]
        assert "open, new" not in said["victim-safe"]


@pytest.mark.parametrize(
    "given",
    [
        ("--since", "soon"), ("--since", "2026-02-20"), ("--ended",),
        ("--since", "2026-01-31", "--ended", "--view", "full"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_ends_with_2(location: str, tmp_path: Path, given: tuple[str, ...]) -> None:
    done = run(location, "map", CASE, *given, *DAYS, "-o", tmp_path / "file")
    assert done.exit_code == 2
    assert "--since" in done.stderr


@pytest.mark.parametrize("command", [("map", "CASE-9", "-o", "x.svg"), ("export", "network", "CASE-9")])
def test_an_unknown_case_ends_with_2_and_a_sentence(location: str, command: tuple[str, ...]) -> None:
    done = run(location, *command, *DAYS)
    assert done.exit_code == 2
    assert "No case is known by this case_ref on 2026-02-20." in done.stderr


def test_a_file_that_cannot_be_written_ends_with_2(location: str, tmp_path: Path) -> None:
    for command in (("map", CASE), ("export", "network", CASE)):
        done = run(location, *command, *DAYS, "-o", tmp_path / "no" / "file")
        assert done.exit_code == 2
        assert "cannot be written" in done.stderr


@pytest.mark.parametrize("what", [("network", CASE, "--format", "xlsx"), ("people", "--format", "gexf"), ("network",),
                                  ("people", CASE)])  # fmt: skip
def test_an_export_that_cannot_be_is_refused_with_what_can(location: str, what: tuple[str, ...]) -> None:
    done = run(location, "export", *what)
    assert done.exit_code == 2
    assert done.stderr.strip()


def test_a_network_as_json_is_in_the_form_of_the_api(location: str) -> None:
    told = json.loads(run(location, "export", "network", CASE, "--format", "json", *DAYS).stdout)
    assert (told["caseRef"], told["asOf"], told["knownAt"]) == (CASE, "2026-02-20", "2026-05-01")
    assert {"nodes", "links", "flags", "hidden", "truncated", "audience"} <= set(told)
    assert set(told["nodes"][0]) == {"id", "kind", "roles", "label", "refs", "facts", "x", "y"}
    assert set(told["links"][0]) >= {"id", "type", "from", "to", "validFrom", "validTo", "sources", "label"}
    assert set(told["flags"][0]) >= {
        "id", "number", "rule", "family", "severity", "status", "title", "summary", "nextStep", "guidance", "nodeIds",
        "linkIds", "facts",
    }  # fmt: skip
    case = next(node for node in told["nodes"] if node["label"] == f"MAPPA case {CASE}")
    assert case["facts"]["nextReviewOn"] == "2026-06-01"


def test_graphs_for_other_tools_hold_the_same_nodes_and_links(location: str, tmp_path: Path) -> None:
    told = json.loads(run(location, "export", "network", CASE, "--format", "json", *DAYS).stdout)
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        path = tmp_path / form
        assert run(location, "export", "network", CASE, "--format", form, *DAYS, "-o", path).exit_code == 0
        graph = read(path)
        assert set(graph.nodes) == {node["id"] for node in told["nodes"]}
        assert graph.number_of_edges() == len(told["links"])
        labels = {data["label"] for _, data in graph.nodes(data=True)}
        assert labels == {node["label"] for node in told["nodes"]}
        again = tmp_path / f"{form}-again"
        run(location, "export", "network", CASE, "--format", form, *DAYS, "-o", again)
        assert again.read_bytes() == path.read_bytes()


def test_the_table_of_links_has_every_link_and_nothing_a_spreadsheet_runs(location: str) -> None:
    told = json.loads(run(location, "export", "network", CASE, "--format", "json", *DAYS).stdout)
    header, *rows = csv.reader(run(location, "export", "network", CASE, *DAYS).stdout.splitlines())
    assert tuple(header) == LINK_COLUMNS
    assert sorted((row[0], row[4], row[6]) for row in rows if row[4]) == sorted(
        (link["from"], link["type"], link["to"]) for link in told["links"]
    )
    assert {cell[0] for row in rows for cell in row if cell} & set("=+-@") == set()
    assert NOMINAL in {row[2] for row in rows}
