"""Several services on one database: each sees the others' writes, whole, and none stands in another's way."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import neo4j
import pytest

from graph_schema.store import Batch, BatchFault, GraphStore, QueryFault, Stats, StoreUnavailable, migrate, open_store
from graph_schema.store.location import parse_server
from graph_schema.store.migrations import Migration
from graph_schema.store.schema import vocabulary_schema
from tests.graph_schema.store.conftest import IMPATIENT, Ground, Place
from tests.graph_schema.store.small_world import SCHEMA, household, people
from tests.neo4j_server import TestServer

NUMBER = "MATCH (p:Person {id: 'p'}) RETURN p.number AS number"
COUNTED = replace(
    SCHEMA,
    version=2,
    migrations={2: Migration("numbers go up", {"neo4j": ("MATCH (p:Person) SET p.number = p.number + 1",)})},
)


def test_what_one_service_writes_the_others_see_at_once(opening: Callable[..., GraphStore]) -> None:
    services = [opening() for _ in range(3)]
    reader = opening(read_only=True)
    for number, service in enumerate(services, 1):
        service.write(household(number, 6))
        assert [one.stats().nodes["Person"] for one in (*services, reader)] == [6 * number] * 4


def test_services_that_write_at_once_take_turns_and_every_write_is_whole(opening: Callable[..., GraphStore]) -> None:
    services = [opening() for _ in range(3)]

    def write(service: GraphStore, first: int) -> None:
        for number in range(first, first + 6):
            # The same people each time, so that without turns the writers would wait for each other for ever.
            shared = household(0, 30).nodes
            service.write(replace(household(number, 30), updates={}))
            service.write(Batch(nodes=shared, updates={"Person": shared["Person"].select(["id", "number"])}))

    with ThreadPoolExecutor() as threads:
        for done in [threads.submit(write, service, 10 * place + 1) for place, service in enumerate(services)]:
            done.result()
    assert services[0].stats() == Stats({"Person": 19 * 30, "Address": 19 * 15}, {"LIVES_AT": 18 * 30})


def test_services_that_start_at_once_where_there_is_nothing_make_one_store(ground: Ground) -> None:
    place = ground.clear()
    with ThreadPoolExecutor() as threads:
        opened = list(threads.map(lambda _: open_store(place.location, access=place.access), range(4)))
    for store in opened:
        assert store.stats() == Stats({}, {})
        assert store.read("MATCH (m:Meta) RETURN m.version AS version")["version"].to_pylist() == [
            vocabulary_schema().version
        ]
        store.close()


def test_a_step_that_two_commands_take_at_once_is_taken_once(opening: Callable[..., GraphStore], place: Place) -> None:
    store = opening()
    store.write(Batch(nodes={"Person": people("p", numbers=[1])}))
    store.close()
    with ThreadPoolExecutor() as threads:
        steps = [threads.submit(migrate, place.location, access=place.access, schema=COUNTED) for _ in range(2)]
        assert any(step.result() for step in steps)
    assert opening(schema=COUNTED).read(NUMBER)["number"].to_pylist() == [2]


def test_what_was_opened_to_read_cannot_write(opening: Callable[..., GraphStore]) -> None:
    opening().write(household(1, 4))
    reader = opening(read_only=True)
    with pytest.raises(BatchFault, match="reading only"):
        reader.write(household(2, 4))
    with pytest.raises(QueryFault):
        reader.read("CREATE (:Person {id: 'x'})")


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_database_of_another_program_is_left_alone(
    opening: Callable[..., GraphStore], ground: Ground, neo4j_server: TestServer, read_only: bool
) -> None:
    ground.clear()
    neo4j_server.run("CREATE (:City {name: 'Chester'})")
    with pytest.raises(StoreUnavailable, match="no store at" if read_only else "another program"):
        opening(read_only=read_only)
    assert neo4j_server.run("MATCH (n) RETURN labels(n)") == [["City"]]
    assert neo4j_server.run("SHOW CONSTRAINTS YIELD name") == []
    neo4j_server.empty()


def test_a_reader_is_not_held_up_for_long_by_a_writer_that_died_in_its_commit(
    store: GraphStore, neo4j_server: TestServer
) -> None:
    store.write(household(1, 4))
    neo4j_server.run("MATCH (c:CommitClock {id: 'marks'}) SET c.begun = c.begun + 1")
    assert store.stats().nodes["Person"] == 4
    assert neo4j_server.run("MATCH (c:CommitClock {id: 'marks'}) RETURN c.begun = c.ended") == [True]
    store.write(household(2, 4))
    assert store.stats().nodes["Person"] == 8


def test_a_reader_waits_for_a_commit_however_long_it_takes(store: GraphStore, place: Place) -> None:
    assert place.access is not None
    server = parse_server(place.location)
    store.write(household(1, 4))
    login = (place.access.user, place.access.read_password())
    with (
        neo4j.GraphDatabase.driver(f"bolt://{server.place}", auth=login) as driver,
        driver.session() as session,
        ThreadPoolExecutor() as threads,
    ):
        with session.begin_transaction() as commit:
            commit.run("MATCH (t:CommitClock {id: 'turn'}) SET t.writes = []").consume()
            with driver.session() as other:
                other.run("MATCH (c:CommitClock {id: 'marks'}) SET c.begun = c.begun + 1").consume()
            reading = threads.submit(store.stats)
            # Longer than a reader waits before it asks whether the writer has died.
            time.sleep(4.0)
            assert not reading.done()
            commit.run("MATCH (p:Person {id: 'p1-0'}) DETACH DELETE p").consume()
            commit.commit()
        session.run("MATCH (c:CommitClock {id: 'marks'}) SET c.ended = c.begun").consume()
        assert reading.result().nodes["Person"] == 3


def test_closing_in_the_middle_of_reads_leaves_no_thread_behind(opening: Callable[..., GraphStore]) -> None:
    store = opening()
    store.write(household(1, 4))
    before = threading.active_count()
    with ThreadPoolExecutor() as threads:
        for _ in range(20):
            threads.submit(store.stats)
        store.close()
    assert threading.active_count() <= before


def test_the_whole_vocabulary_is_made_once(ground: Ground, neo4j_server: TestServer) -> None:
    place = ground.clear()
    for _ in range(2):
        open_store(place.location, access=place.access, limits=IMPATIENT).close()
        made = neo4j_server.run("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name")
        assert made == sorted(f"id of {label}" for label in (*vocabulary_schema().nodes, "CommitClock"))
