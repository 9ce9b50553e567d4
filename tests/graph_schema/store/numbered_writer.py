"""A process that writes numbered batches until it is killed: `python numbered_writer.py FIRST WITH_READER`.

It prints "ready" before it opens the store and each number after its write has returned. Every third batch is large,
every fifth very large and adds only; the others end three statements of the one before. So every way in which an engine
may write is under way at some time when it dies.
"""

import sys
import threading
from dataclasses import replace
from datetime import datetime

from graph_schema.store import Batch, GraphStore, open_store
from tests.graph_schema.store.conftest import IMPATIENT, place_of_environment
from tests.graph_schema.store.small_world import LIVES_AT, SCHEMA, Said, household, to_close

FEW, MANY, VERY_MANY, CLOSED = 8, 2_500, 9_000, 3
ENDED = datetime(2025, 1, 1)


def size_of(number: int) -> int:
    """Return how many people a numbered batch has."""
    if adds_only(number):
        return VERY_MANY
    return MANY if number % 3 == 0 else FEW


def adds_only(number: int) -> bool:
    """Return whether a numbered batch does nothing but add."""
    return number % 5 == 0


def numbered(number: int) -> Batch:
    """Return a numbered batch: its household, and the end of three statements of the one before."""
    batch = household(number, size_of(number))
    if number == 1 or adds_only(number):
        return batch
    before = [f"p{number - 1}-{place}" for place in range(CLOSED)]
    ended = [
        Said(name, f"a{number - 1}-{place // 2}", f"{name} lives", known_to=ENDED) for place, name in enumerate(before)
    ]
    return replace(batch, closings={LIVES_AT: to_close(*ended)})


def _read_for_ever(store: GraphStore) -> None:
    while True:
        store.read("MATCH (p:Person)-[l:LIVES_AT]->(a:Address) WHERE l.number > 1 RETURN count(*) AS n")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(first: int, with_reader: bool) -> None:
    """Write from batch `first` on, with a thread that reads beside it or without."""
    place = place_of_environment()
    _say("ready")
    store = open_store(place.location, access=place.access, schema=SCHEMA, limits=IMPATIENT)
    if with_reader:
        threading.Thread(target=_read_for_ever, args=(store,), daemon=True).start()
    number = first
    while True:
        store.write(numbered(number))
        _say(str(number))
        number += 1


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] == "True")
