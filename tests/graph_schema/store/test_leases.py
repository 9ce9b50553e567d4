"""Contract of every engine: one at a time is at work that changes the store, and nobody who reads waits for it."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from graph_schema.store import BatchFault, GraphStore, LeaseHeld, open_store
from tests.graph_schema.store.conftest import IMPATIENT, Place
from tests.graph_schema.store.small_world import SCHEMA, household


def test_whoever_comes_while_another_has_the_lease_is_told_who_since_when_and_what_to_do(store: GraphStore) -> None:
    with store.lease("landing feeds"), ThreadPoolExecutor() as threads, pytest.raises(LeaseHeld) as told:
        threads.submit(_take, store).result()
    said = str(told.value)
    assert re.search(r"held by process \d+ on \S+, which has been landing feeds since \d{4}-\d\d-\d\d \d\d:", said)
    assert "Wait until it has ended or stop it, then try again." in said


def _take(store: GraphStore) -> None:
    with store.lease("doing something else"):
        pass


def test_a_lease_is_free_again_once_its_work_has_ended_however_that_was(store: GraphStore) -> None:
    with pytest.raises(ZeroDivisionError), store.lease("landing feeds"):
        raise ZeroDivisionError
    _take(store)
    _take(store)


def test_whoever_has_the_lease_writes_and_others_read_meanwhile(store: GraphStore) -> None:
    with store.lease("landing feeds"), ThreadPoolExecutor() as threads:
        for number in range(1, 4):
            store.write(household(number, 4))
            assert threads.submit(store.stats).result().nodes["Person"] == 4 * number


def test_those_who_wait_get_it_as_soon_as_it_is_free(place: Place) -> None:
    patient = replace(IMPATIENT, patience_seconds=60.0)
    store = open_store(place.location, access=place.access, schema=SCHEMA, limits=patient)
    inside, most = list[int](), list[int]()
    begun = threading.Barrier(2)

    def work(number: int) -> None:
        begun.wait()
        with store.lease("landing feeds"):
            inside.append(number)
            most.append(len(inside))
            store.write(household(number, 2))
            inside.remove(number)

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(work, number) for number in (1, 2)]:
            done.result()
    store.close()
    assert most == [1, 1]


def test_what_was_opened_to_read_takes_no_lease(opening: Callable[..., GraphStore]) -> None:
    opening().close()
    with pytest.raises(BatchFault, match="reading only"):
        _take(opening(read_only=True))
