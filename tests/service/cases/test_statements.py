"""That a statement's own name tells its type and ends: every question against the export, over every table there is."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import pytest

from graph_schema.periods import AsOf
from graph_schema.store import open_store
from graph_schema.vocabulary import NODE_KINDS
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.cases.facts import node_classes, shown_properties
from service.cases.reading import QUESTIONS, Reading
from service.questions import load_question
from tests.ingest.landing.conftest import Area
from tests.ingest.landing.every_table.area import earlier_feed, full_feed

NOW = AsOf(date(2026, 3, 2), datetime(2026, 3, 2, 12))


@pytest.fixture(scope="module")
def full_area(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[Area]:
    """An area in which every table has rows with every column filled; no test changes it."""
    place = tmp_path_factory.mktemp("statements")
    area = Area(open_store(f"ladybug:{place / 'graph.lbug'}"), place, reader)
    area.lands(earlier_feed(), full_feed())
    yield area
    area.store.close()


def read_all(area: Area) -> Reading:
    """Return a reading in which every question has been asked of every node."""
    reading = Reading(area.store, NOW, 60)
    for question, asked in QUESTIONS.items():
        ids = area.store.read(f"MATCH (n:`{asked.kind}`) RETURN n.id AS id")["id"].to_pylist()
        reading.ask(question, [str(id_) for id_ in ids])
    return reading


def test_what_is_read_is_what_the_export_says(full_area: Area) -> None:
    told = {
        (one.type, one.start.kind, one.start.id, one.end.kind, one.end.id, one.valid_from, one.valid_to, one.name)
        for one in read_all(full_area).statements
    }
    known = [row for row in full_area.everything().to_dicts() if row["known_from"] <= NOW.known < row["known_to"]]
    names = ("type", "from_kind", "from", "to_kind", "to", "valid_from", "valid_to", "statement")
    exported = {tuple(row[name] for name in names) for row in known}
    types = {row[0] for row in told}
    assert {row for row in exported if row[0] in types} == told
    texts = [load_question("service.cases", question) for question in QUESTIONS]
    named = {name for text in texts for name in re.findall(r"\b[A-Z]+_[A-Z_]+\b", text)}
    assert named <= types


def test_every_fact_that_is_declared_is_read(full_area: Area) -> None:
    read: dict[str, set[str]] = {}
    for one in read_all(full_area).statements:
        for thing in (one.start, one.end):
            read.setdefault(thing.kind, set()).update(one.facts)
    lacking = {kind: set(shown_properties(kind)) - read.get(kind, set()) for kind in NODE_KINDS}
    assert {kind: names for kind, names in lacking.items() if names} == {}
    assert all(set(shown_properties(kind)) <= set(node_classes(kind)) for kind in NODE_KINDS)
