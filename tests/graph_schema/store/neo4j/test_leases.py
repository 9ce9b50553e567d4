"""The lease among processes that share a server: kept alive, left by the dead, and lost by those who were away."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph_schema.store import GraphStore, LeaseHeld, LeaseLost, migrate, open_store
from graph_schema.store.migrations import Migration
from graph_schema.store.neo4j import engine
from tests.graph_schema.store.conftest import IMPATIENT, Place
from tests.graph_schema.store.small_world import SCHEMA, household
from tests.neo4j_server import TestServer

ROOT = Path(__file__).parents[4]
SHORT = 1.5
"""Seconds after which a lease expires that nobody renews."""


class Holder:
    """A process that holds the lease."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert self.said() == "held"

    def said(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def ask_to_write(self, number: int) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{number}\n")
        self._process.stdin.flush()

    def send(self, number: int) -> None:
        self._process.send_signal(number)


@contextmanager
def holding(place: Place, seconds: float = SHORT) -> Iterator[Holder]:
    """Run a process that holds the lease."""
    command = [sys.executable, "-m", "tests.graph_schema.store.neo4j.lease_holder", str(seconds)]
    pipe, environment = subprocess.PIPE, {"PYTHONPATH": str(ROOT), **place.environment}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment) as process:
        try:
            yield Holder(process)
        finally:
            process.kill()


def test_a_process_that_lives_keeps_its_lease_for_as_long_as_it_works(place: Place, store: GraphStore) -> None:
    with holding(place) as holder:
        time.sleep(2 * SHORT)
        with pytest.raises(LeaseHeld, match="expires within"):
            _take(store)
        with pytest.raises(LeaseHeld, match="landing feeds"):
            store.write(household(1, 4))
        assert store.stats().nodes == {}
        holder.ask_to_write(2)
        assert holder.said() == "written"
        assert store.stats().nodes["Person"] == 4


def _take(store: GraphStore) -> None:
    with store.lease("doing something else"):
        pass


def test_the_lease_of_a_process_that_was_killed_expires_and_readers_never_wait(place: Place, store: GraphStore) -> None:
    with holding(place) as holder:
        holder.send(signal.SIGKILL)
        begun = time.monotonic()
        assert store.stats().nodes == {}
        assert time.monotonic() - begun < SHORT / 2
        _take_in_time(store)
        store.write(household(1, 4))


def _take_in_time(store: GraphStore) -> None:
    until = time.monotonic() + 4 * SHORT
    while True:
        try:
            _take(store)
        except LeaseHeld:
            assert time.monotonic() < until
        else:
            return


def test_a_process_that_was_away_while_another_took_over_writes_nothing(place: Place, store: GraphStore) -> None:
    with holding(place) as holder:
        holder.send(signal.SIGSTOP)
        _take_in_time(store)
        store.write(household(1, 4))
        holder.send(signal.SIGCONT)
        holder.ask_to_write(2)
        assert holder.said() == "LeaseLost"
        assert store.stats().nodes["Person"] == 4


def test_a_process_that_was_away_while_nobody_took_over_goes_on(place: Place, store: GraphStore) -> None:
    with holding(place) as holder:
        holder.send(signal.SIGSTOP)
        time.sleep(1.5 * SHORT)
        holder.send(signal.SIGCONT)
        holder.ask_to_write(1)
        assert holder.said() == "written"
        assert store.stats().nodes["Person"] == 4


def test_a_write_that_takes_longer_than_the_lease_is_whole_and_tells_whoever_lost_it(
    place: Place, opening: Callable[..., GraphStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opening()
    limits = replace(IMPATIENT, lease_seconds=3.0)
    apply = engine.apply  # type: ignore[attr-defined]  # what the engine writes by, made to take its time

    def slowly(tx: Any, shaped: Any) -> None:
        apply(tx, shaped)
        time.sleep(limits.lease_seconds + 1)

    refused, is_taken = 0, False
    with (
        closing(open_store(place.location, access=place.access, schema=SCHEMA, limits=limits)) as store,
        store.lease("landing feeds"),
    ):
        with monkeypatch.context() as patched, ThreadPoolExecutor() as threads:
            patched.setattr(engine, "apply", slowly)
            writing = threads.submit(store.write, household(1, 40))
            while not writing.done():
                try:
                    _take(other)
                    is_taken = True
                except LeaseHeld:
                    refused += 1
            writing.result()
        if is_taken:
            # Once it was over the time it may be taken as soon as the write is: what comes after it is refused.
            with pytest.raises(LeaseLost):
                store.write(household(2, 40))
        else:
            store.write(household(2, 40))
    assert refused > 3
    assert other.stats().nodes["Person"] == (40 if is_taken else 80)


def test_time_is_the_servers_alone(place: Place, store: GraphStore, neo4j_server: TestServer) -> None:
    with holding(place, 60.0):
        neo4j_server.run("MATCH (l:CommitClock {id: 'lease'}) SET l.until = datetime.realtime() - duration('PT1S')")
        _take(store)


def test_a_lease_is_lost_once_another_has_taken_it(place: Place, store: GraphStore, neo4j_server: TestServer) -> None:
    with store.lease("landing feeds"):
        neo4j_server.run("MATCH (l:CommitClock {id: 'lease'}) SET l.holder = 'another'")
        with pytest.raises(LeaseLost, match="Run the same command again"):
            store.write(household(1, 4))
    assert store.stats().nodes == {}
    # What it no longer had it did not let go of.
    assert neo4j_server.run("MATCH (l:CommitClock {id: 'lease'}) RETURN l.holder") == ["another"]


def test_a_schema_is_not_brought_up_to_date_while_another_is_at_work(place: Place, store: GraphStore) -> None:
    version = SCHEMA.version + 1
    newer = replace(SCHEMA, version=version, migrations={version: Migration("nothing", {})})
    with store.lease("landing feeds"), pytest.raises(LeaseHeld, match="landing feeds"):
        migrate(place.location, access=place.access, schema=newer, limits=IMPATIENT)
    assert migrate(place.location, access=place.access, schema=newer, limits=IMPATIENT)
