"""One Cypher, two engines: the same text asked of both, with the same rows of the same types for an answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import pytest

from graph_schema.periods import AsOf, as_of_filter
from graph_schema.store import Batch, GraphStore, QueryFault, Value, open_store
from tests.graph_schema.store.conftest import IMPATIENT
from tests.graph_schema.store.small_world import (
    BEARS,
    LIVES_AT,
    SCHEMA,
    STATES,
    STAYS_WITH,
    VICTIM_OF,
    Said,
    addresses,
    pairs,
    people,
    records,
    said,
    stated,
)
from tests.neo4j_server import TestServer

AS_OF: dict[str, Value] = {**AsOf(date(2024, 6, 1), datetime(2024, 6, 1)).parameters}
HOLDS = as_of_filter("l")

ASKED: dict[str, tuple[str, dict[str, Value]]] = {
    "properties of every type, null where there are none": (
        "MATCH (p:Person) RETURN p.id AS id, p.name AS name, p.number AS number, p.born AS born",
        {},
    ),
    "a column without any value": ("MATCH (p:Person {id: 'cat'}) RETURN p.number AS number, p.born AS born", {}),
    "no rows": ("MATCH (p:Person {id: 'nobody'}) RETURN p.number AS n, p.born AS b, p.number > 1 AS t", {}),
    "clocks": (
        "MATCH (p:Person)-[l:LIVES_AT]->(a:Address) RETURN p.id AS p, a.id AS a, l.valid_from AS f, l.known_to AS k",
        {},
    ),
    "the as-of filter": (f"MATCH (p:Person)-[l:LIVES_AT]->(a) WHERE {HOLDS} RETURN p.id AS p, a.id AS a", AS_OF),
    "a chain of matches": (
        ("MATCH (p:Person {id: $id}) MATCH (p)-[l:LIVES_AT]->(a:Address) MATCH (q:Person)-[m:LIVES_AT]->(a) "
        "WHERE q.id <> p.id RETURN q.id AS q"),
        {"id": "ann"},
    ),
    "order, nulls last": ("MATCH (p:Person) RETURN p.number AS n, p.id AS id ORDER BY n, id LIMIT 4", {}),
    "order downwards, nulls first": ("MATCH (p:Person) RETURN p.number AS n, p.id AS id ORDER BY n DESC, id", {}),
    "skipping": ("MATCH (p:Person) RETURN p.id AS id ORDER BY id SKIP 1 LIMIT 2", {}),
    "distinct": ("MATCH (:Person)-[l:LIVES_AT]->(b) RETURN DISTINCT b.id AS b", {}),
    "counts by group": ("MATCH (a:Address)<-[l:LIVES_AT]-(p:Person) RETURN a.id AS a, count(DISTINCT p) AS n", {}),
    "a count of nothing": ("MATCH (p:Person {id: 'nobody'}) RETURN count(*) AS n, count(p.number) AS m", {}),
    "sums and extremes": (
        "MATCH (p:Person) RETURN sum(p.number) AS s, max(p.born) AS b, min(p.id) AS m",
        {},
    ),
    "extremes of nothing": ("MATCH (p:Person {id: 'nobody'}) RETURN max(p.born) AS b, min(p.number) AS n", {}),
    "what optional matches leave null": (
        "MATCH (p:Person) OPTIONAL MATCH (p)-[l:LIVES_AT]->(a:Address) RETURN p.id AS p, a.id AS a, count(l) AS n",
        {},
    ),
    "existence in a condition": (
        "MATCH (p:Person) WHERE NOT EXISTS { MATCH (p)-[l:LIVES_AT]->(a:Address) WHERE a.id = 'h1' } RETURN p.id AS p",
        {},
    ),
    "existence as a column": (
        "MATCH (p:Person) RETURN p.id AS p, EXISTS { MATCH (p)-[v:VICTIM_OF]->(q:Person) } AS is_victim",
        {},
    ),
    "cases": (
        ("MATCH (p:Person) RETURN p.id AS p, CASE WHEN p.number > 1 THEN 'some' WHEN p.number IS NULL THEN 'unknown' "
        "ELSE 'few' END AS c"),
        {},
    ),
    "coalesce": ("MATCH (p:Person) RETURN p.id AS p, coalesce(p.number, 0) AS n, coalesce(p.name, '') AS t", {}),
    "arithmetic": (
        ("MATCH (p:Person) WHERE p.number IS NOT NULL "
        "RETURN p.number + 1 AS a, p.number / 2 AS b, p.number % 2 AS c, p.number * 1.5 AS d, -p.number AS e"),
        {},
    ),
    "distances": (
        ("MATCH (p:Person) MATCH (q:Person) WHERE p.id < q.id WITH p, q, sqrt((p.number - q.number) * "
        "(p.number - q.number) * 1.0) AS metres WHERE metres <= $r RETURN p.id AS p, q.id AS q, floor(metres) AS m"),
        {"r": 10},
    ),
    "unknowns in a condition": ("MATCH (p:Person) WHERE NOT p.number > 1 RETURN p.id AS p", {}),
    "truths that are unknown": (
        (
            "MATCH (p:Person) RETURN p.id AS p, p.number > 1 AS a, p.number = 1 OR p.born IS NULL AS b, "
            "NOT p.number < 1 AS c"
        ),
        {},
    ),
    "text": (
        (
            "MATCH (p:Person) WHERE p.name STARTS WITH 'name' AND p.name CONTAINS 'of' RETURN p.id AS p, "
            "toLower(p.name) AS l, p.id + '!' AS s, size(p.id) AS n"
        ),
        {},
    ),
    "lists of values": ("MATCH (p:Person) WHERE p.id IN ['ann', 'bob'] RETURN p.id AS p", {}),
    "lists of parameters": ("MATCH (p:Person) WHERE p.id IN $ids RETURN p.id AS p", {"ids": ["ann", "x"]}),
    "an empty list": ("MATCH (p:Person) WHERE p.id IN $ids RETURN p.id AS p, p.number AS n", {"ids": []}),
    "unwinding": (
        "UNWIND $ids AS wanted MATCH (p:Person {id: wanted}) RETURN wanted AS w, p.number AS n",
        {"ids": ["ann", "bob", "x"]},
    ),
    "parts of a query": (
        ("MATCH (p:Person)-[l:LIVES_AT]->(a:Address) WITH a, count(*) AS n, max(l.valid_to) AS newest WHERE n >= 1 "
        "MATCH (q:Person)-[m:LIVES_AT]->(a) WHERE m.valid_to = newest RETURN a.id AS a, n AS n, q.id AS q"),
        {},
    ),
    "collected values": (
        ("MATCH (p:Person)-[l:LIVES_AT]->(a:Address {id: 'h2'}) "
        "RETURN collect(p.id) AS ids, size(collect(DISTINCT p.number)) AS n"),
        {},
    ),
    "collected maps": (
        ("MATCH (p:Person)-[l:LIVES_AT]->(a:Address {id: 'h2'}) "
        "RETURN collect({who: p.id, number: p.number, until: l.valid_to, known: l.known_from}) AS homes"),
        {},
    ),
    "collecting nothing": ("MATCH (p:Person {id: 'nobody'}) RETURN collect(p.born) AS days, collect(p.id) AS ids", {}),
    "a union": (
        "MATCH (p:Person) WHERE p.number > 1 RETURN p.id AS id UNION MATCH (a:Address) RETURN a.id AS id",
        {},
    ),
    "a union of all": ("MATCH (p:Person) RETURN p.id AS id UNION ALL MATCH (a:Person) RETURN a.id AS id", {}),
    "either direction": (
        "MATCH (p:Person {id: 'bob'})-[v:VICTIM_OF]-(q:Person) RETURN q.id AS q, v.statement AS s",
        {},
    ),
    "any type": ("MATCH (p:Person {id: 'ann'})-[s]-(x) WHERE s.record IS NOT NULL RETURN DISTINCT s.record AS r", {}),
    "several types": ("MATCH (p:Person)-[s:LIVES_AT|VICTIM_OF]->(b) RETURN p.id AS p, s.statement AS s, b.id AS b", {}),
    "a loop": ("MATCH (r:Record)-[s:STATES]->(x:Record) RETURN r.id AS r, x.id AS x, s.known_from AS k", {}),
    "names that are words of the language": (
        "MATCH (p:Person)-[v:VICTIM_OF]->(q:Person) RETURN v.`on` AS `on`, p.id AS `from`, q.id AS `end`",
        {},
    ),
    "days and moments compared": (
        ("MATCH (p:Person)-[l:LIVES_AT]->(a) WHERE l.valid_to > $day AND l.known_from <= $known RETURN p.id AS p, "
        "l.valid_to > $day AS t"),
        {"day": date(2020, 1, 1), "known": datetime(2024, 1, 1, 12, 30, 1, 250_000)},
    ),
    "a parameter for an answer": ("MATCH (p:Person {id: 'ann'}) RETURN $text AS t", {"text": "x"}),
    "text with every sign": ("MATCH (p:Person {id: $id}) RETURN p.name AS n", {"id": "odd '\"\\ `$"}),
}  # fmt: skip


NOTHING = "MATCH (p:Person {id: 'nobody'})"
DIFFERENT: dict[str, tuple[str, list[object], list[object]]] = {
    "a loop in either direction is found twice by one": (
        "MATCH (r:Record)-[s:STATES]-(x:Record) RETURN x.id AS x",
        ["r", "r"],
        ["r"],
    ),
    "a sum of nothing is unknown to one": (f"{NOTHING} RETURN sum(p.number) AS s", [None], [0]),
    "labels are one text to one": ("MATCH (a:Address {id: 'h1'}) RETURN labels(a) AS l", ["Address"], [["Address"]]),
    "steps without a bound in number go back over themselves in one": (
        "MATCH (p:Person {id: 'ann'})-[v:LIVES_AT*2..2]-(q:Person) WHERE q.id = 'ann' RETURN count(*) AS n",
        [2],
        [0],
    ),
    "a division of negative integers": ("MATCH (p:Person {id: 'ann'}) RETURN -7 / 2 AS n", [-3], [-3]),
}
"""What must not stand in a query, since the engines answer it each in its own way: the query, and both answers."""

REFUSED_BY_ONE: dict[str, str] = {
    "an order in the middle without a limit": ("MATCH (p:Person) WITH p ORDER BY p.id RETURN collect(p.id) AS ids"),
    "the name of a type": "MATCH (p:Person)-[l:LIVES_AT]->(b) RETURN type(l) AS t",
    "a list made of a list": "MATCH (p:Person) RETURN [x IN [1, 2] | x + 1] AS l",
    "the first of a list": "MATCH (p:Person) RETURN head([1, 2]) AS n",
}


@dataclass(frozen=True)
class Both:
    """The same graph in both engines."""

    embedded: GraphStore
    server: GraphStore

    def ask(self, query: str, parameters: dict[str, Value]) -> tuple[pa.Table, pa.Table]:
        """Return both answers."""
        return self.embedded.read(query, parameters), self.server.read(query, parameters)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, neo4j_server: TestServer) -> Iterator[Both]:
    """A street in which some things are unknown."""
    neo4j_server.empty()
    folder = tmp_path_factory.mktemp("both")
    embedded = open_store(f"ladybug:{folder / 'graph.lbug'}", schema=SCHEMA, limits=IMPATIENT)
    server = open_store(neo4j_server.location, access=neo4j_server.access, schema=SCHEMA, limits=IMPATIENT)
    nodes = people("ann", "bob", "cat", "odd '\"\\ `$", numbers=[1, 7, None, -3])
    born = pa.array([date(2000, 2, 29), None, None, date(1, 1, 1)], pa.date32())
    batch = Batch(
        nodes={
            "Person": nodes.set_column(3, "born", born),
            "Address": addresses("h1", "h2"),
            "Record": records("r"),
        },
        links={
            LIVES_AT: said(
                Said("ann", "h1", "s1", number=4),
                Said("bob", "h1", "s2", valid_to=date(2020, 1, 1)),
                Said(
                    "bob", "h2", "s3", valid_from=date(2020, 1, 1), known_from=datetime(2024, 1, 1, 12, 30, 1, 250_000)
                ),
            ),
            STAYS_WITH: said(Said("cat", "ann", "s4", known_to=datetime(2024, 2, 1))),
            VICTIM_OF: said(Said("bob", "cat", "s5"), extra="on"),
            BEARS: pairs(("r", "ann")),
            STATES: stated(Said("r", "r", "f")),
        },
    )
    for store in (embedded, server):
        store.write(batch)
    yield Both(embedded, server)
    embedded.close()
    server.close()


def _rows(table: pa.Table) -> list[str]:
    return sorted(repr(row) for row in table.to_pylist())


def _types(table: pa.Table) -> list[str]:
    """Return the types as text; what a list calls its element differs and tells nothing."""
    return [str(kind).replace("list<item:", "list<l:") for kind in table.schema.types]


@pytest.mark.parametrize("asked", ASKED)
def test_both_engines_answer_a_text_alike(both: Both, asked: str) -> None:
    query, parameters = ASKED[asked]
    embedded, server = both.ask(query, parameters)
    assert embedded.column_names == server.column_names
    assert _rows(embedded) == _rows(server)
    assert _types(embedded) == _types(server)
    if " ORDER BY " in query.rsplit(" RETURN ", maxsplit=1)[-1]:
        assert embedded.to_pylist() == server.to_pylist()


@pytest.mark.parametrize("asked", DIFFERENT)
def test_what_the_engines_answer_each_in_its_own_way_is_known(both: Both, asked: str) -> None:
    query, embedded, server = DIFFERENT[asked]
    assert [answer.column(0).to_pylist() for answer in both.ask(query, {})] == [embedded, server]


@pytest.mark.parametrize("asked", REFUSED_BY_ONE)
def test_what_one_engine_refuses_is_known(both: Both, asked: str) -> None:
    assert both.server.read(REFUSED_BY_ONE[asked]).num_rows
    with pytest.raises(QueryFault):
        both.embedded.read(REFUSED_BY_ONE[asked])
