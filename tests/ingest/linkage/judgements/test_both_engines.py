"""The same is judged, undone and run in both engines: the same people, statements, judgements and reviews."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from graph_schema.store import GraphStore, Stats, open_store
from ingest.errors import JudgementRefused, ReviewChanged
from ingest.ingestion import ingest_feeds
from ingest.judging.deciding import Saying, ask_another, decide, undo
from ingest.judging.held import all_judged, all_matched, all_waiting
from ingest.judging.runs import Run, Standing, work_out_run
from ingest.judging.said import Judged, Matched, Waiting, pair_of
from ingest.judging.writing import write
from ingest.linkage.judgements import Answer
from ingest.linkage.proposals import Outcome
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.exports.people import export_people
from service.exports.statements import export_statements
from tests.ingest.linkage.judgements.story import AT, OTHER_PNC, PNC, a_person, a_tenant, proposed, record, says
from tests.neo4j_server import TestServer

POLICE, HOUSING, SCHOOL, HEALTH = (record(agency) for agency in ("police", "housing", "school", "health"))
FEEDS = (
    a_person("police", "2026-02-02", pnc=PNC), a_tenant(), a_person("school", "2026-02-04"),
    a_person("health", "2026-02-05", pnc=OTHER_PNC),
)  # fmt: skip


@dataclass(frozen=True)
class Held:
    """All that an engine holds in the end, and what it refused on the way."""

    people: pl.DataFrame
    statements: pl.DataFrame
    stats: Stats
    said: tuple[list[Judged], list[Matched], list[Waiting]]
    refused: list[str]


def _go_through(store: GraphStore, folder: Path, reader: FeedReader[CheckedFeed]) -> Held:
    paths = [feed.in_folder(folder) for feed in FEEDS]
    list(ingest_feeds(paths, store, reader))
    refused = []
    proposals = [
        proposed(POLICE, HOUSING, Outcome.JOIN),
        proposed(POLICE, SCHOOL, Outcome.REVIEW, 0.5),
        proposed(HOUSING, HEALTH, Outcome.JOIN, 0.9),
    ]
    write(store, work_out_run(store, proposals, Standing.of(store), Run("run-1", at=AT)).worked)
    try:
        says(store, Answer.SAME, POLICE, HEALTH)
    except JudgementRefused as fault:
        refused.append(str(fault))
    pair = pair_of(POLICE, SCHOOL)
    ask_another(store, pair, Saying(Answer.SAME, "a", at=AT + timedelta(hours=1)), 1)
    try:
        decide(store, pair, Saying(Answer.SAME, "b", at=AT + timedelta(hours=2)), 1)
    except ReviewChanged as fault:
        refused.append(str(fault))
    decide(store, pair, Saying(Answer.SAME, "b", at=AT + timedelta(hours=2)), 2)
    kept = says(store, Answer.NOT_SAME, POLICE, HOUSING, at=AT + timedelta(hours=3)).changes.judged[0]
    undo(store, kept.statement, "c", "a mistake", at=AT + timedelta(hours=4))
    more = a_tenant("2026-04-01", pnc=OTHER_PNC).in_folder(folder)
    list(ingest_feeds([more], store, reader))
    return Held(
        export_people(store), pl.concat(list(export_statements(store))), store.stats(),
        (all_judged(store), all_matched(store), all_waiting(store)), refused,
    )  # fmt: skip


@pytest.fixture(scope="module")
def held(
    tmp_path_factory: pytest.TempPathFactory, neo4j_server: TestServer, reader: FeedReader[CheckedFeed]
) -> Iterator[tuple[Held, Held]]:
    root = tmp_path_factory.mktemp("judged")
    neo4j_server.empty()
    embedded = open_store(f"ladybug:{root / 'graph.lbug'}")
    server = open_store(neo4j_server.location, access=neo4j_server.access)
    yield _go_through(embedded, root / "one", reader), _go_through(server, root / "other", reader)
    embedded.close()
    server.close()


def test_the_people_and_statements_are_the_same_to_the_last_property(held: tuple[Held, Held]) -> None:
    embedded, server = held
    assert embedded.people.equals(server.people)
    columns = embedded.statements.columns
    assert embedded.statements.sort(columns).equals(server.statements.sort(columns))
    assert embedded.stats == server.stats


def test_what_was_judged_matched_and_waits_is_the_same(held: tuple[Held, Held]) -> None:
    embedded, server = held
    assert embedded.said == server.said
    assert [len(part) for part in server.said] == [2, 1, 1]


def test_the_same_is_refused(held: tuple[Held, Held]) -> None:
    embedded, server = held
    assert embedded.refused == server.refused
    assert len(server.refused) == 2
