"""Findings brought up to date after a write equal a full sweep, whatever was written, corrected or taken back."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from random import Random

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, Touched, open_store
from ingest.ingestion import read_and_check
from ingest.landing.landing import land
from service.policy import load_policy
from service.rules import Finding, load_catalogue, sweep
from service.rules.reach import Reach
from service.rules.updating import update
from tests.bench.rules.hard_area import DAY, draw_area
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.rules.test_sweeps import tell

CATALOGUE, POLICY = load_catalogue(), load_policy()
WRITES = 12
"""Feeds of an area that arrive one by one, each of a few rows."""


def test_findings_brought_up_to_date_equal_a_full_sweep(tmp_path: Path, depth: Callable[[int, int], int]) -> None:
    reached = 0
    for seed in range(depth(6, 250)):
        with closing(open_store(f"ladybug:{tmp_path / str(seed) / 'graph.lbug'}")) as store:
            first, second, *_ = draw_area(seed)
            landed(store, tmp_path / str(seed), first, second)
            found, day = swept(store, DAY), DAY
            for feed in small_feeds(seed):
                touched = landed(store, tmp_path / str(seed), feed)
                assert touched is not None
                cases = Reach(CATALOGUE).cases(store, touched)
                reached += 1 if cases is not None and len(cases) < 9 else 0
                now = AsOf(day, end_of_day(date.fromisoformat(feed.received)))
                found = update(found, touched, store, CATALOGUE, POLICY, now)
                assert list(map(tell, found)) == list(map(tell, sweep(store, CATALOGUE, POLICY, now))), (seed, feed)
    # Otherwise everything was always looked at again.
    assert reached


def swept(store: GraphStore, day: date) -> list[Finding]:
    return sweep(store, CATALOGUE, POLICY, AsOf(day, end_of_day(DAY)))


def landed(store: GraphStore, folder: Path, *feeds: FeedBuilder) -> Touched | None:
    touched: Touched | None = Touched()
    for feed in feeds:
        path = feed.in_folder(folder / f"{feed.agency}-{feed.received}")
        more = land(read_and_check(path), store).touched
        touched = touched.and_also(more) if touched is not None and more is not None else None
    return touched


def small_feeds(seed: int) -> Iterator[FeedBuilder]:
    """Return feeds of a few rows each: new ones, the same ones otherwise, and withdrawals."""
    chance = Random(seed)
    drawn = [feed for more in range(1, 4) for feed in draw_area(1000 * more + seed)]
    for number in range(WRITES):
        source = chance.choice(drawn)
        day = (DAY + timedelta(days=1 + number)).isoformat()
        tables = [name for name in source.tables if name not in {"agencies", "key_workers", "withdrawals"}]
        feed = a_feed(source.agency, day).saying(synthetic=True)
        for name in chance.sample(tables, chance.choice([1, 1, 2, 3])):
            feed = feed.having(name, *chance.sample(source.tables[name], chance.choice([1, 1, 2])))
        if chance.random() < 0.3:
            taken = chance.choice(source.tables["relationships"])["statement_ref"]
            feed = feed.having("withdrawals", {"table": "relationships", "key": taken})
        yield feed
