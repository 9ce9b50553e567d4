"""Feeds that land together leave the graph, and are told, what they would have been had each landed alone."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pyarrow as pa
import pytest

from graph_schema.store import StoreError
from graph_schema.store.batch import Batch, Link
from ingest.ingestion import Refused, ingest_feeds
from ingest.report import Report
from tests.feed_builder import FeedBuilder, a_feed
from tests.ingest.landing.conftest import Area
from tests.ingest.landing.test_order_of_arrival import AGENCIES, a_random_feed, some_feeds

ALONE = 1
"""Groups of one row are groups of one feed."""

RECORDS = (
    "MATCH (r:Record)-[s:STATES]->(:Record) RETURN r.id AS record, s.statement AS feed, s.known_from AS known_from, "
    "s.known_to AS known_to, s.line AS line, s.values AS said, s.raw AS raw ORDER BY record, feed, known_from"
)
FEEDS = "MATCH (f:Feed) RETURN f.id AS id, f.received AS received, f.name AS name, f.report AS report ORDER BY id"


def some_paths(seed: int, folder: Path) -> list[Path]:
    """Write feeds of which some are refused, hold others back, were sent before, or take something back."""
    chance = random.Random(seed)
    feeds = [_with_faults(chance, feed) for feed in some_feeds(seed)]
    paths = [feed.in_folder(folder / f"{number:02}") for number, feed in enumerate(feeds)]
    again = chance.choice(paths)
    return [*paths, copytree(again, folder / "again" / again.name)]


def _with_faults(chance: random.Random, feed: FeedBuilder) -> FeedBuilder:
    drawn = chance.random()
    if drawn < 0.05:
        return feed.having("no_such_table", {"a": "b"})
    if drawn < 0.1:
        return feed.saying(synthetic=True)
    if drawn < 0.4:
        back = {"table": "residences", "key": "P1|A1|home", "reason": "sent in error"}
        case = {"table": "mappa_cases", "key": "C1", "reason": "sent in error"}
        return feed.having("withdrawals", *chance.choice(((back,), (case,), (back, case))))
    return feed


def landed(area: Area, paths: list[Path], group_rows: int) -> tuple[list[dict[str, object]], list[object]]:
    """Land feeds in groups and return what their senders are told, and all that the store then holds."""
    outcomes = list(ingest_feeds(paths, area.store, area.reader, group_rows))
    told = [outcome.as_json() for outcome in outcomes]
    held = [area.everything().rows(), *(area.store.read(query).to_pylist() for query in (RECORDS, FEEDS))]
    return told, [*held, area.people()]


@pytest.mark.soak
def test_a_group_leaves_and_tells_what_its_feeds_would_have_alone(
    new_area: Callable[[], Area], depth: Callable[[int, int], int]
) -> None:
    """For seeded random feeds into an empty store, with refusals, corrections, withdrawals, joins and shared names."""
    refused = 0
    for seed in range(1000, 1000 + depth(5, 200)):
        together, alone = new_area(), new_area()
        paths = some_paths(seed, together.folder)
        of_group, of_each = landed(together, paths, 10**6), landed(alone, paths, ALONE)
        assert sorted(map(repr, of_group[0])) == sorted(map(repr, of_each[0])), f"seed {seed}"
        assert of_group[1] == of_each[1], f"seed {seed}"
        refused += sum("refused" in told for told in of_group[0])
        _close(together, alone)
    assert refused


@pytest.mark.soak
def test_a_group_that_meets_what_landed_before_does_too(
    new_area: Callable[[], Area], depth: Callable[[int, int], int]
) -> None:
    """Half of the feeds land one by one in both stores, the other half together in one of them."""
    for seed in range(2000, 2000 + depth(3, 150)):
        together, alone = new_area(), new_area()
        paths = some_paths(seed, together.folder)
        paths.sort(key=lambda path: path.name[-10:])
        earlier, later = paths[: len(paths) // 2], paths[len(paths) // 2 :]
        for area in (together, alone):
            landed(area, earlier, ALONE)
        of_group, of_each = landed(together, later, 10**6), landed(alone, later, ALONE)
        assert sorted(map(repr, of_group[0])) == sorted(map(repr, of_each[0])), f"seed {seed}"
        assert of_group[1] == of_each[1], f"seed {seed}"
        _close(together, alone)


def _close(*areas: Area) -> None:
    """Let go of stores no longer needed: a process has addresses for sixteen."""
    for area in areas:
        area.store.close()


def test_a_write_that_fails_leaves_nothing_of_its_group(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the feeds land when they are sent again."""
    chance = random.Random(1)
    paths = [a_random_feed(chance, agency, date(2026, 1, 1)).in_folder(area.folder / agency) for agency in AGENCIES]
    area.lands(a_feed("health", "2026-01-01").having("persons", {"person_ref": "P1", "given_names": "Jon"}))
    before = (area.store.stats(), area.everything())
    write = area.store.write

    def write_nonsense(batch: Batch) -> None:
        nowhere = pa.table({"from": ["nobody"], "to": ["nowhere"]})
        write(replace(batch, links={**batch.links, Link("BEARS", "Record", "Identifier"): nowhere}))

    with monkeypatch.context() as patched:
        patched.setattr(area.store, "write", write_nonsense)
        with pytest.raises(StoreError):
            list(ingest_feeds(paths, area.store, area.reader))
    assert (area.store.stats(), area.everything().rows()) == (before[0], before[1].rows())
    assert all(isinstance(outcome, Report) for outcome in ingest_feeds(paths, area.store, area.reader))


def test_feeds_land_in_groups_of_the_rows_asked_for(area: Area) -> None:
    """What is told of a group comes when it is written."""
    people = tuple({"person_ref": f"P{number}", "given_names": "Jon"} for number in range(3))
    paths = [
        a_feed(agency, "2026-01-01").having("persons", *people).in_folder(area.folder / agency) for agency in "abcd"
    ]
    held = []
    for outcome in ingest_feeds(paths, area.store, area.reader, group_rows=5):
        assert not isinstance(outcome, Refused)
        held.append(area.store.stats().nodes["Feed"])
    assert held == [2, 2, 4, 4]
