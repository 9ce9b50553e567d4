"""The same feeds landed in both engines: the same reports, people, statements and findings, to the last property."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, Stats, open_store
from ingest.ingestion import Refused, find_feeds, ingest_feeds
from ingest.reading import FeedReader
from ingest.report import Report
from ingest.synthetic import Options, generate
from ingest.validation.feeds import CheckedFeed
from service.exports.people import export_people
from service.exports.statements import export_statements
from service.policy import load_policy
from service.rules.catalogue import load_catalogue
from service.rules.evaluating import sweep
from service.rules.output import as_json
from tests.neo4j_server import TestServer

AS_OF = AsOf(date(2026, 10, 20), end_of_day(date(2026, 10, 20)))


@dataclass(frozen=True)
class Landed:
    """What became of an area's feeds in one engine, and what the rules find there."""

    reports: list[dict[str, object]]
    people: pl.DataFrame
    statements: pl.DataFrame
    stats: Stats
    findings: list[dict[str, object]]


def _land(store: GraphStore, feeds: Path, reader: FeedReader[CheckedFeed]) -> Landed:
    outcomes: list[Report | Refused] = list(ingest_feeds(find_feeds([feeds]), store, reader))
    assert all(isinstance(outcome, Report) for outcome in outcomes)
    statements = pl.concat(list(export_statements(store)))
    findings = as_json(sweep(store, load_catalogue(), load_policy(), AS_OF), store, AS_OF)
    return Landed([one.as_json() for one in outcomes], export_people(store), statements, store.stats(), findings)


@pytest.fixture(scope="module")
def landed(
    tmp_path_factory: pytest.TempPathFactory, neo4j_server: TestServer, reader: FeedReader[CheckedFeed]
) -> Iterator[tuple[Landed, Landed]]:
    """A small invented area with two months of history, all its planted mistakes and stories included."""
    root = tmp_path_factory.mktemp("both-engines")
    generate(root / "area", Options(offenders=20, history_months=2, seed=5))
    # Rejected rows are written beside the feeds, so each engine has feeds of its own.
    shutil.copytree(root / "area/feeds", root / "again")
    neo4j_server.empty()
    embedded = open_store(f"ladybug:{root / 'graph.lbug'}")
    server = open_store(neo4j_server.location, access=neo4j_server.access)
    yield _land(embedded, root / "area/feeds", reader), _land(server, root / "again", reader)
    embedded.close()
    server.close()


def test_the_reports_are_the_same(landed: tuple[Landed, Landed]) -> None:
    embedded, server = landed
    assert embedded.reports == server.reports
    assert any(report["problems"] for report in server.reports)


def test_the_same_records_are_the_same_people(landed: tuple[Landed, Landed]) -> None:
    embedded, server = landed
    assert embedded.people.equals(server.people)


def test_every_statement_is_the_same_to_the_last_property(landed: tuple[Landed, Landed]) -> None:
    embedded, server = (one.statements for one in landed)
    assert embedded.schema == server.schema
    assert embedded.sort(embedded.columns).equals(server.sort(embedded.columns))
    assert server.height > 1_000


def test_the_same_is_held(landed: tuple[Landed, Landed]) -> None:
    embedded, server = landed
    assert embedded.stats == server.stats


def test_every_rule_finds_the_same(landed: tuple[Landed, Landed]) -> None:
    embedded, server = landed
    assert embedded.findings == server.findings
    assert len({finding["rule"] for finding in server.findings}) > 10
