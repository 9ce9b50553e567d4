"""Contract of every engine: what a write leaves behind, and that a faulty one leaves nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pyarrow as pa
import pytest

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import Batch, BatchFault, GraphStore, Stats
from tests.graph_schema.store.small_world import (
    BEARS,
    LIVES_AT,
    STATES,
    STAYS_WITH,
    VICTIM_OF,
    Said,
    addresses,
    household,
    pairs,
    people,
    records,
    said,
    stated,
    to_close,
    to_remove,
)

FEW, MANY, VERY_MANY = 6, 3_000, 9_000
"""Sizes of batches that an engine may write in different ways."""

sizes = pytest.mark.parametrize("size", [FEW, MANY, VERY_MANY], ids=["a few rows", "many rows", "very many rows"])
LATER = datetime(2025, 1, 1)


def _statements(store: GraphStore) -> list[tuple[object, ...]]:
    rows = store.read(
        "MATCH (a:Person)-[l:LIVES_AT]->(b) "
        "RETURN a.id AS start, l.statement AS said, b.id AS end_, l.known_to AS until ORDER BY said, start, until"
    )
    return [tuple(row.values()) for row in rows.to_pylist()]


def test_a_new_store_holds_nothing(store: GraphStore) -> None:
    assert store.stats() == Stats({}, {})


@sizes
def test_a_batch_is_there_whole_when_write_returns(store: GraphStore, size: int) -> None:
    store.write(household(1, size))
    assert store.stats() == Stats({"Person": size, "Address": size // 2}, {"LIVES_AT": size})
    homes = store.read("MATCH (p:Person)-[l:LIVES_AT]->(a:Address) RETURN p.id AS p, l.statement AS s, a.id AS a")
    assert {tuple(row.values()) for row in homes.to_pylist()} == {
        (f"p1-{place}", f"p1-{place} lives", f"a1-{place // 2}") for place in range(size)
    }


@sizes
def test_what_was_written_is_there_after_closing_and_opening_again(
    opening: Callable[..., GraphStore], size: int
) -> None:
    first = opening()
    first.write(household(1, size))
    held = first.stats()
    first.close()
    assert opening().stats() == held


@sizes
def test_a_node_that_exists_is_left_as_it_is(store: GraphStore, size: int) -> None:
    store.write(Batch(nodes={"Person": people("p1-0", numbers=[77])}))
    store.write(household(1, size))
    found = store.read("MATCH (p:Person {id: 'p1-0'}) RETURN p.number AS number")
    assert found["number"].to_pylist() == [77]
    assert store.stats().nodes["Person"] == size


@sizes
def test_the_first_of_two_rows_with_one_id_is_taken(store: GraphStore, size: int) -> None:
    more = household(1, size).nodes["Person"]
    store.write(Batch(nodes={"Person": pa.concat_tables([people("twice", "twice", numbers=[1, 2]), more])}))
    assert store.read("MATCH (p:Person {id: 'twice'}) RETURN p.number AS n")["n"].to_pylist() == [1]


@sizes
def test_relationships_stand_between_nodes_old_and_new_as_named(store: GraphStore, size: int) -> None:
    store.write(Batch(nodes={"Person": people("old"), "Address": addresses("home")}))
    batch = household(1, size)
    more = said(Said("old", "home", "s1"), Said("p1-3", "home", "s2"), Said("old", "a1-2", "s3"))
    store.write(Batch(nodes=batch.nodes, links={LIVES_AT: pa.concat_tables([batch.links[LIVES_AT], more])}))
    found = store.read(
        "MATCH (p:Person)-[l:LIVES_AT]->(a:Address) WHERE l.statement STARTS WITH 's' "
        "RETURN p.id AS person, l.statement AS said, a.id AS home ORDER BY said"
    )
    assert [tuple(row.values()) for row in found.to_pylist()] == [
        ("old", "s1", "home"),
        ("p1-3", "s2", "home"),
        ("old", "s3", "a1-2"),
    ]


def test_a_type_may_join_several_pairs_of_kinds(store: GraphStore) -> None:
    store.write(
        Batch(
            nodes={"Person": people("p", "q"), "Address": addresses("a")},
            links={LIVES_AT: said(Said("p", "a", "s1")), STAYS_WITH: said(Said("p", "q", "s2"))},
        )
    )
    assert _statements(store) == [("p", "s1", "a", MAX_MOMENT), ("p", "s2", "q", MAX_MOMENT)]


@sizes
def test_properties_come_back_as_they_went_in_whatever_their_size(store: GraphStore, size: int) -> None:
    numbers = [None, 0, -1, 127, 128, 255, 256, -40_000, 65_536, 2**31, -(2**62), 2**63 - 1]
    names = [f"n{place}" for place in range(len(numbers))]
    text = 'O\'Brien "é" \\n $id `x` // \u001f \U0001f3e0' * 50
    table = people(*names, numbers=numbers).set_column(1, "name", pa.array([text] * len(names)))
    born = pa.array([date(1, 1, 1), date(9999, 12, 31), None, *[date(2000, 2, 29)] * (len(names) - 3)], pa.date32())
    table = table.set_column(3, "born", born)
    store.write(Batch(nodes={"Person": pa.concat_tables([table, household(1, size).nodes["Person"]])}))
    found = store.read_each(
        "MATCH (p:Person {id: $key}) RETURN p.id AS id, p.name AS name, p.number AS number, p.born AS born", names
    )
    assert found.select(["id", "name", "number", "born"]).sort_by("id").to_pylist() == table.sort_by("id").to_pylist()


def test_an_update_sets_the_properties_it_names_and_no_other(store: GraphStore) -> None:
    store.write(Batch(nodes={"Person": people("p", "q", numbers=[1, 2])}))
    store.write(Batch(updates={"Person": pa.table({"id": ["p"], "number": [300]})}))
    found = store.read("MATCH (p:Person) RETURN p.id AS id, p.number AS number, p.name AS name ORDER BY id")
    assert [tuple(row.values()) for row in found.to_pylist()] == [("p", 300, "name of p"), ("q", 2, "name of q")]


def test_an_update_may_concern_a_node_of_the_same_batch(store: GraphStore) -> None:
    store.write(Batch(nodes={"Record": records("r")}, updates={"Record": pa.table({"id": ["r"], "seen": [False]})}))
    assert store.read("MATCH (r:Record) RETURN r.seen AS seen")["seen"].to_pylist() == [False]


@sizes
def test_a_correction_closes_the_old_statement_and_adds_a_new_one(store: GraphStore, size: int) -> None:
    store.write(household(1, size))
    old, new = Said("p1-1", "a1-0", "p1-1 lives", known_to=LATER), Said("p1-1", "a1-1", "p1-1 lives", known_from=LATER)
    more = household(2, size)
    store.write(
        Batch(
            nodes=more.nodes,
            closings={LIVES_AT: to_close(old)},
            links={LIVES_AT: pa.concat_tables([said(new), more.links[LIVES_AT]])},
        )
    )
    found = [row for row in _statements(store) if row[1] == "p1-1 lives"]
    assert found == [("p1-1", "p1-1 lives", "a1-0", LATER), ("p1-1", "p1-1 lives", "a1-1", MAX_MOMENT)]


@sizes
def test_a_removal_takes_one_statement_and_leaves_its_likes(store: GraphStore, size: int) -> None:
    store.write(household(1, size))
    one, other = Said("p1-0", "a1-0", "p1-0 lives"), Said("p1-0", "a1-0", "p1-0 lives", known_from=LATER)
    store.write(Batch(links={LIVES_AT: said(other)}))
    more = household(2, size)
    store.write(Batch(nodes=more.nodes, removals={LIVES_AT: to_remove(one)}, links=more.links))
    assert store.stats().relationships == {"LIVES_AT": 2 * size}
    found = store.read("MATCH (:Person {id: 'p1-0'})-[l:LIVES_AT]->(:Address) RETURN l.known_from AS known")
    assert found["known"].to_pylist() == [LATER]


def test_a_loop_can_be_stated_and_closed(store: GraphStore) -> None:
    version = Said("r", "r", "feed")
    store.write(Batch(nodes={"Record": records("r")}, links={STATES: stated(version)}))
    store.write(Batch(closings={STATES: to_close(replace(version, known_to=LATER))}))
    found = store.read("MATCH (:Record)-[s:STATES]->(:Record) RETURN s.known_to AS until")
    assert found["until"].to_pylist() == [LATER]


def test_a_type_may_carry_nothing_and_a_property_may_be_named_like_a_word_of_the_language(store: GraphStore) -> None:
    store.write(
        Batch(
            nodes={"Person": people("p", "q"), "Record": records("r")},
            links={BEARS: pairs(("r", "p")), VICTIM_OF: said(Said("p", "q", "s"), extra="on")},
        )
    )
    assert store.stats().relationships == {"BEARS": 1, "VICTIM_OF": 1}
    assert store.read("MATCH ()-[v:VICTIM_OF]->() RETURN v.`on` AS t")["t"].to_pylist() == ["text"]


def test_tables_without_rows_change_nothing(store: GraphStore) -> None:
    store.write(Batch(nodes={"Person": people()}, links={LIVES_AT: said()}, closings={LIVES_AT: to_close()}))
    assert store.stats() == Stats({}, {})


FAULTS: dict[str, Batch] = {
    "a relationship to a node that is not there": Batch(links={LIVES_AT: said(Said("p1-0", "nowhere", "s"))}),
    "a relationship from a node that is not there": Batch(links={LIVES_AT: said(Said("nobody", "a1-0", "s"))}),
    "a closing of what was never said": Batch(closings={LIVES_AT: to_close(Said("p1-0", "a1-0", "never"))}),
    "a closing of what was known at another time": Batch(
        closings={LIVES_AT: to_close(Said("p1-0", "a1-0", "p1-0 lives", known_from=LATER))}
    ),
    "many closings of which one was never said": Batch(
        closings={
            LIVES_AT: to_close(
                *(Said("p1-0", "a1-0", "p1-0 lives") for _ in range(1_500)), Said("p1-0", "a1-0", "never")
            )
        }
    ),
    "a removal of what was never said": Batch(removals={LIVES_AT: to_remove(Said("p1-0", "a1-0", "never"))}),
    "an update of a node that is not there": Batch(updates={"Person": pa.table({"id": ["nobody"], "number": [1]})}),
}


@sizes
@pytest.mark.parametrize("fault", FAULTS)
def test_a_batch_with_a_fault_leaves_nothing_behind(store: GraphStore, size: int, fault: str) -> None:
    store.write(household(1, FEW))
    before, statements = store.stats(), _statements(store)
    good, bad = household(2, size), FAULTS[fault]
    links = {LIVES_AT: pa.concat_tables([good.links[LIVES_AT], *bad.links.values()])}
    with pytest.raises(BatchFault) as told:
        store.write(replace(bad, nodes=good.nodes, links=links))
    for secret in ("p1-0", "a1-0", "nobody", "nowhere", "never"):
        assert secret not in str(told.value)
    assert store.stats() == before
    assert _statements(store) == statements
    store.write(good)
    assert store.stats().nodes["Person"] == FEW + size
