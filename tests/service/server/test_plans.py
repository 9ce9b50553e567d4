"""What a question with a key costs does not grow with the store: its plan begins at an index, never at all nodes."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import neo4j
import pytest

from graph_schema.store import open_store
from graph_schema.store.location import parse_server
from graph_schema.store.questions import for_all_keys
from ingest.ingestion import find_feeds, ingest_feeds, open_reader
from ingest.report import Report
from ingest.synthetic import Options, generate
from service.rules.questions import Question
from tests.neo4j_server import TestServer
from tests.service.conftest import ROOT

KEYED = sorted(
    path.relative_to(ROOT)
    for room in ("service", "ingest")
    for path in (ROOT / room).rglob("*.cypher")
    if "$key" in path.read_text(encoding="utf-8")
)
"""Every question that names a key."""

SCANS = (
    "AllNodesScan",
    "NodeByLabelScan",
    "NodeIndexScan",
    "AllRelationshipsScan",
    "RelationshipTypeScan",
    "RelationshipTypesScan",
    "CartesianProduct",
)
"""Parts of the names of what reads everything of a kind, and of what puts everything beside everything."""


@pytest.fixture(scope="module")
def session(neo4j_server: TestServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j.Session]:
    """A session on a graph with some of everything, since plans are made from what a store holds."""
    folder = tmp_path_factory.mktemp("plans")
    generate(folder / "area", Options(offenders=5, history_months=1, seed=5))
    neo4j_server.empty()
    with closing(open_store(neo4j_server.location, access=neo4j_server.access)) as store, open_reader() as reader:
        outcomes = list(ingest_feeds(find_feeds([folder / "area" / "feeds"]), store, reader))
    assert all(isinstance(outcome, Report) for outcome in outcomes)
    place, access = parse_server(neo4j_server.location), neo4j_server.access
    login = (access.user, access.read_password())
    with (
        neo4j.GraphDatabase.driver(f"bolt://{place.place}", auth=login, notifications_min_severity="OFF") as driver,
        driver.session(database=access.database) as opened,
    ):
        # The counts that plans are made from are the server's estimates, which it takes in the background.
        opened.run("CALL db.prepareForReplanning(60)").consume()
        yield opened


def test_there_are_questions_with_a_key() -> None:
    assert len(KEYED) > 80


@pytest.mark.parametrize("path", KEYED, ids=str)
def test_a_question_with_a_key_begins_at_an_index(session: neo4j.Session, path: Path) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    asked = Question(text, str(path)).asked.keyed if "@" in text else text
    for way in (asked, for_all_keys(asked)):
        plan = session.run(f"EXPLAIN {way}").consume().plan
        assert plan is not None
        operators = list(_operators(plan))
        assert any("Seek" in operator for operator in operators), operators
        assert [operator for operator in operators if any(scan in operator for scan in SCANS)] == []


def _operators(plan: dict[str, object]) -> Iterator[str]:
    yield str(plan["operatorType"])
    # An operator that reads for itself has none.
    children = plan.get("children", [])
    assert isinstance(children, list)
    for child in children:
        yield from _operators(child)
