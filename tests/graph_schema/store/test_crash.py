"""Contract of every engine: a process killed at any moment loses nothing it has acknowledged, and leaves no half."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from graph_schema.store import GraphStore, Stats, open_store
from graph_schema.vocabulary import NODE_KINDS, RELATIONSHIP_TYPES
from tests.graph_schema.store.conftest import Ground, Place
from tests.graph_schema.store.numbered_writer import CLOSED, ENDED, adds_only, size_of

ROOT = Path(__file__).parents[3]
SEED = 20_240_229


class Child:
    """A process of ours that prints lines and can be killed at any moment."""

    def __init__(self, place: Place, *arguments: str) -> None:
        environment = {"PYTHONPATH": str(ROOT), **place.environment}
        self._process = subprocess.Popen(
            [sys.executable, *arguments], stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
        )
        assert self._process.stdout is not None
        self._lines = self._process.stdout
        assert self._lines.readline() == "ready\n"

    def line(self) -> str:
        """Wait for the next line."""
        return self._lines.readline().strip()

    def kill(self) -> list[str]:
        """Kill it with no chance to tidy up; returns the lines it had printed that nobody has read."""
        self._process.kill()
        rest = self._lines.read().split()
        self._process.wait()
        self._lines.close()
        return rest


def _held(store: GraphStore) -> dict[int, tuple[int, int, int]]:
    """Return by batch how many people, how many homes of theirs, and how many statements that ended.

    Asked in one query: where a store that was opened to read shows what is written later, two would tell of two states.
    """
    rows = store.read(
        "MATCH (p:Person) OPTIONAL MATCH (p)-[l:LIVES_AT]->(:Address) WHERE l.number = p.number "
        "RETURN p.number AS number, count(DISTINCT p) AS people, count(l) AS homes, "
        "sum(CASE WHEN l.known_to = $ended THEN 1 ELSE 0 END) AS ended",
        {"ended": ENDED},
    )
    return {row["number"]: (row["people"], row["homes"], int(row["ended"])) for row in rows.to_pylist()}


def _whole(last: int) -> dict[int, tuple[int, int, int]]:
    sizes = {number: size_of(number) for number in range(1, last + 1)}
    return {
        number: (size, size, 0 if number == last or adds_only(number + 1) else CLOSED) for number, size in sizes.items()
    }


def test_a_writer_killed_at_any_moment_loses_nothing_acknowledged_and_leaves_no_half(
    place: Place, opening: Callable[..., GraphStore], depth: Callable[[int, int], int]
) -> None:
    moments = random.Random(SEED)
    last = 0
    for turn in range(depth(5, 100)):
        child = Child(place, "-m", "tests.graph_schema.store.numbered_writer", str(last + 1), str(turn % 2 == 1))
        acknowledged = int(child.line())
        time.sleep(moments.uniform(0.0, 0.8))
        acknowledged = int([str(acknowledged), *child.kill()][-1])
        store = opening()
        held = _held(store)
        last = max(held)
        assert last in (acknowledged, acknowledged + 1), f"turn {turn}"
        assert held == _whole(last), f"turn {turn}"
        store.close()


def test_what_is_opened_to_read_beside_a_writer_holds_all_that_was_acknowledged_and_no_half(
    place: Place, opening: Callable[..., GraphStore], depth: Callable[[int, int], int]
) -> None:
    child = Child(place, "-m", "tests.graph_schema.store.numbered_writer", "1", "True")
    try:
        for _ in range(depth(8, 100)):
            acknowledged = int(child.line())
            reader = opening(read_only=True)
            held = _held(reader)
            assert max(held) >= acknowledged
            assert held == _whole(max(held))
            reader.close()
    finally:
        child.kill()


CREATING = (
    "from tests.graph_schema.store.conftest import place_of_environment; from graph_schema.store import open_store; "
    "place = place_of_environment(); print('ready', flush=True); open_store(place.location, access=place.access); "
    "print('open')"
)
CREATION_SECONDS = {"ladybug": 0.15, "neo4j": 1.0}


def test_a_store_whose_making_was_cut_short_is_finished_at_the_next_opening(
    ground: Ground, depth: Callable[[int, int], int]
) -> None:
    moments = random.Random(SEED)
    cut_short = 0
    for _ in range(depth(5, 100)):
        place = ground.clear()
        child = Child(place, "-c", CREATING)
        until = time.monotonic() + 20.0
        while not ground.has_begun() and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(moments.uniform(0.0, CREATION_SECONDS[place.engine]))
        cut_short += child.kill() == []
        store = open_store(place.location, access=place.access)
        assert store.stats() == Stats({}, {})
        for label in NODE_KINDS:
            store.read(f"MATCH (n:`{label}`) RETURN n.id AS id")
        for name in RELATIONSHIP_TYPES:
            store.read(f"MATCH ()-[r:`{name}`]->() RETURN count(*) AS n")
        store.close()
    assert cut_short
