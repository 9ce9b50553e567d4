"""Contract of every engine: what a read answers, as of when, and that it cannot write."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_schema.periods import MAX_DAY, MAX_MOMENT, AsOf, as_of_filter, end_of_day
from graph_schema.store import Batch, GraphStore, QueryFault, QueryTimeout
from tests.graph_schema.store.small_world import LIVES_AT, SCHEMA, Said, addresses, household, people, said

HOMES = "MATCH (p:Person {id: $key}) MATCH (p)-[l:LIVES_AT]->(a:Address) RETURN p.id AS person, a.id AS home"
MANY_KEYS = 4_000

DAYS = [date(2020, 1, 1) + timedelta(days=step) for step in range(6)]
MOMENTS = [datetime(2024, 1, 1) + timedelta(hours=step) for step in range(6)]


def test_an_answer_has_its_columns_and_native_types_with_rows_and_without(store: GraphStore) -> None:
    store.write(household(1, 2))
    query = (
        "MATCH (p:Person)-[l:LIVES_AT]->(a:Address) WHERE p.number >= $least RETURN p.id AS person, "
        "p.number AS number, l.valid_to AS until, l.known_from AS known, count(a) AS homes, p.number > 0 AS positive"
    )
    types = [pa.string(), pa.int64(), pa.date32(), pa.timestamp("us"), pa.int64(), pa.bool_()]
    some, none = store.read(query, {"least": 1}), store.read(query, {"least": 2})
    assert [some.num_rows, none.num_rows] == [2, 0]
    assert some.schema.types == none.schema.types == types
    assert some.column_names == none.column_names == ["person", "number", "until", "known", "homes", "positive"]


@pytest.mark.parametrize("value", [0, 127, 128, 40_000, -(2**40), 2**62], ids=str)
def test_one_text_may_be_asked_with_integers_of_any_size(store: GraphStore, value: int) -> None:
    store.write(Batch(nodes={"Person": people("p", "q", numbers=[value, 1])}))
    for asked in (1, value, 1, value):
        found = store.read("MATCH (p:Person) WHERE p.number = $asked RETURN p.number AS number", {"asked": asked})
        assert set(found["number"].to_pylist()) == {asked}


def test_parameters_are_values_whatever_they_look_like(store: GraphStore) -> None:
    store.write(Batch(nodes={"Person": people("p' OR '1'='1", "$key", 'back\\slash"', "", "p\u0000q")}))
    for name in ("p' OR '1'='1", "$key", 'back\\slash"', "", "p\u0000q"):
        found = store.read("MATCH (p:Person {id: $id}) RETURN p.id AS id", {"id": name})
        assert found["id"].to_pylist() == [name]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(1, 6), st.integers(0, 5), st.integers(1, 6)), min_size=1, max_size=8
    )
)
def test_as_of_holds_exactly_what_four_comparisons_say(
    store: GraphStore, spans: list[tuple[int, int, int, int]]
) -> None:
    days, moments = [*DAYS, MAX_DAY], [*MOMENTS, MAX_MOMENT]
    held = store.read("MATCH (p:Person) RETURN count(*) AS n")["n"][0].as_py()
    name = f"p{held}"
    statements = [
        Said(name, "a", f"s{number}", days[a], days[b], moments[c], moments[d])
        for number, (a, b, c, d) in enumerate(spans)
    ]
    nodes = {"Person": people(name), "Address": addresses("a")}
    store.write(Batch(nodes=nodes, links={LIVES_AT: said(*statements)}))
    query = (
        "MATCH (p:Person {id: $id})-[l:LIVES_AT]->(:Address) "
        f"WHERE {as_of_filter('l')} RETURN l.statement AS said ORDER BY said"
    )
    for day in DAYS:
        for known in (MOMENTS[0], MOMENTS[3], MOMENTS[5]):
            found = store.read(query, {"id": name, **AsOf(day, known).parameters})["said"].to_pylist()
            assert found == [
                one.statement
                for one in statements
                if one.valid_from <= day < one.valid_to and one.known_from <= known < one.known_to
            ]


def test_what_came_in_during_a_day_is_known_as_of_that_day(store: GraphStore) -> None:
    statement = Said("p", "a", "s", known_from=datetime(2024, 3, 1, 23, 59, 59, 999_999))
    store.write(Batch(nodes={"Person": people("p"), "Address": addresses("a")}, links={LIVES_AT: said(statement)}))
    query = f"MATCH (:Person)-[l:LIVES_AT]->(:Address) WHERE {as_of_filter('l')} RETURN l.statement AS said"
    seen = [
        store.read(query, AsOf(date(2024, 3, 1), end_of_day(known)).parameters).num_rows
        for known in (date(2024, 2, 29), date(2024, 3, 1))
    ]
    assert seen == [0, 1]


@pytest.mark.parametrize("asked", [0, 1, 50, MANY_KEYS], ids=["no key", "one key", "some keys", "many keys"])
def test_every_key_is_answered_once_and_the_shape_does_not_depend_on_how_many(store: GraphStore, asked: int) -> None:
    store.write(household(1, 2_500))
    keys = [f"p1-{place}" for place in range(asked)]
    found = store.read_each(HOMES, [*keys, *keys, "nobody"] if asked else [])
    assert found.schema == pa.schema([("person", pa.string()), ("home", pa.string())])
    expected = {(f"p1-{place}", f"a1-{place // 2}") for place in range(min(asked, 2_500))}
    assert found.num_rows == len(expected)
    assert {tuple(row.values()) for row in found.to_pylist()} == expected


@pytest.mark.parametrize("asked", [3, MANY_KEYS], ids=["few keys", "many keys"])
def test_comments_text_and_optional_parts_mean_the_same_for_few_keys_and_many(store: GraphStore, asked: int) -> None:
    store.write(household(1, 4))
    query = """// Asked for $key, the person's.
    MATCH (p:Person {id: $key})
    OPTIONAL MATCH (p)-[l:LIVES_AT]->(a:Address) WHERE a.id ENDS WITH '0' AND l.statement <> '$key'
    RETURN p.id AS person, a.id AS home, count(l) AS times"""
    found = store.read_each(query, [f"p1-{place}" for place in range(asked)])
    expected = [("p1-0", "a1-0", 1), ("p1-1", "a1-0", 1), ("p1-2", None, 0), ("p1-3", None, 0)][:asked]
    assert sorted(tuple(row.values()) for row in found.to_pylist()) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("CREATE (:Person {id: 'x'})", "may not CREATE"),
        ("MATCH (p:Person) SET p.name = 'x' RETURN 1", "may not SET"),
        ("MATCH (p:Person) detach delete p", "may not DETACH"),
        ("MATCH (p:Person) RETURN p.id; DROP TABLE Person", "may not DROP"),
        ("RETURN 1; RETURN 2", "one statement"),
        ("LOAD FROM '/etc/passwd' RETURN *", "may not LOAD"),
        ("COMMIT", "may not COMMIT"),
        ("CALL force_checkpoint_on_close=false", "may not CALL"),
    ],
    ids=lambda text: text[:40],
)
def test_a_read_that_would_write_is_refused_and_nothing_changes(store: GraphStore, query: str, message: str) -> None:
    store.write(household(1, 2))
    before = store.stats()
    with pytest.raises(QueryFault, match=message):
        store.read(query)
    with pytest.raises(QueryFault, match=message):
        store.read_each(query, ["p1-0"])
    assert store.stats() == before


@pytest.mark.parametrize(
    "query",
    ["MATCH (p:Persn) RETURN p.id", "MATCH (p:Person RETURN p.id", "MATCH (p:Person) WHERE p.id = $other RETURN p.id"],
    ids=["a label that does not exist", "a text that is not a query", "a parameter that is not given"],
)
def test_a_query_that_cannot_be_answered_says_so_and_the_store_goes_on(store: GraphStore, query: str) -> None:
    store.write(household(1, 2))
    for _ in range(12):
        with pytest.raises(QueryFault):
            store.read(query)
    assert store.read("MATCH (p:Person) RETURN p.id AS id").num_rows == 2


def test_a_value_in_a_query_that_fails_is_not_repeated(store: GraphStore) -> None:
    store.write(Batch(nodes={"Person": people("secret name")}))
    with pytest.raises(QueryFault) as told:
        store.read("MATCH (p:Person) WHERE CAST(p.id AS INT64) > $number RETURN p.id AS id", {"number": 1})
    assert "secret" not in str(told.value)
    assert told.value.__suppress_context__


def test_a_query_that_takes_too_long_is_stopped_and_the_store_goes_on(opening: Callable[..., GraphStore]) -> None:
    store = opening(schema=SCHEMA, query_seconds=0.2)
    store.write(household(1, 4_000))
    endless = (
        "MATCH (a:Person) MATCH (b:Person) MATCH (c:Person) "
        "WHERE a.number + b.number + c.number = 7 RETURN count(*) AS n"
    )
    with pytest.raises(QueryTimeout):
        store.read(endless)
    assert store.read("MATCH (p:Person {id: 'p1-0'}) RETURN p.id AS id").num_rows == 1
