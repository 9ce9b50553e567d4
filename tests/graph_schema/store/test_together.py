"""Contract of every engine: many readers and writers at once, each seeing whole writes and nothing else."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph_schema.store import GraphStore, StoreUnavailable
from tests.graph_schema.store.small_world import household

SIZES = (3, 2_600)
"""By turns a write of a few rows and one of many."""

WHOLE = (
    "MATCH (p:Person)-[l:LIVES_AT]->(:Address) WHERE l.number = p.number RETURN p.number AS number, count(*) AS held"
)


def _sizes(store: GraphStore) -> dict[int, int]:
    rows = store.read(WHOLE)
    return dict(zip(rows["number"].to_pylist(), rows["held"].to_pylist(), strict=True))


def test_readers_beside_writers_see_whole_writes_in_order(store: GraphStore, depth: Callable[[int, int], int]) -> None:
    rounds = depth(12, 100)
    done = threading.Event()

    def watch() -> int:
        seen, newest = 0, 0
        while not done.is_set():
            sizes = _sizes(store)
            assert sizes == {number: SIZES[number % 2] for number in sizes}
            assert sorted(sizes) == list(range(1, len(sizes) + 1))
            assert len(sizes) >= newest
            newest, seen = len(sizes), seen + 1
        return seen

    with ThreadPoolExecutor() as threads:
        watching = [threads.submit(watch) for _ in range(3)]
        try:
            for number in range(1, rounds + 1):
                store.write(household(number, SIZES[number % 2]))
                assert number in _sizes(store)
        finally:
            done.set()
        assert all(watcher.result() for watcher in watching)


def test_writers_queue_and_every_write_is_whole(store: GraphStore, depth: Callable[[int, int], int]) -> None:
    numbers = range(1, depth(24, 200) + 1)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: store.write(household(number, SIZES[number % 8 == 0])), numbers))
    assert _sizes(store) == {number: SIZES[number % 8 == 0] for number in numbers}


def test_a_reader_does_not_wait_for_a_writer(store: GraphStore) -> None:
    store.write(household(1, 2))
    with ThreadPoolExecutor() as threads:
        writing = threads.submit(store.write, household(2, 20_000))
        during = 0
        while not writing.done():
            store.read("MATCH (p:Person {id: 'p1-0'}) RETURN p.id AS id")
            during += 1
        writing.result()
    assert during > 20


def test_closing_lets_what_is_under_way_finish_and_takes_nothing_more(opening: Callable[..., GraphStore]) -> None:
    store = opening()
    store.write(household(1, 1_000))
    slow = "MATCH (a:Person) MATCH (b:Person) WHERE a.number + b.number = 7 RETURN count(*) AS n"
    with ThreadPoolExecutor() as threads:
        reading, writing = threads.submit(store.read, slow), threads.submit(store.write, household(2, 5_000))
        time.sleep(0.05)
        store.close()
        assert reading.result()["n"].to_pylist() == [0]
        writing.result()
    for use in (lambda: store.read("RETURN 1 AS n"), lambda: store.write(household(3, 2)), store.stats):
        with pytest.raises(StoreUnavailable, match="closed"):
            use()
    store.close()
    assert opening().stats().nodes["Person"] == 6_000
