"""What a query's text tells before it is sent: that it names nothing unknown, and the types of its columns."""

from collections.abc import Callable

import pyarrow as pa
import pytest

from graph_schema.store import GraphStore, QueryFault
from graph_schema.store.neo4j.columns import Vocabulary
from tests.graph_schema.store.small_world import SCHEMA, household

TEXT, INTEGER, DAY = pa.string(), pa.int64(), pa.date32()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The names of the small schema."""
    return Vocabulary(SCHEMA)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("MATCH (p:Persn) RETURN p.id AS id", "node kind 'Persn'"),
        ("MATCH (p:Person|Adress) RETURN p.id AS id", "node kind 'Adress'"),
        ("MATCH (:`Odd Kind` {id: 'x'}) RETURN 1 AS one", "node kind 'Odd Kind'"),
        ("MATCH (p:Person)-[l:LIVES]->(a) RETURN a.id AS id", "relationship type 'LIVES'"),
        ("MATCH (p:Person)-[:LIVES_AT|VICTIMS_OF]->(a) RETURN a.id AS id", "relationship type 'VICTIMS_OF'"),
        ("MATCH (p:Person) WHERE NOT EXISTS { MATCH (p)-[:NEVER]->(q:Person) } RETURN p.id AS id", "type 'NEVER'"),
        ("MATCH (p:Person {idd: 'x'}) RETURN p.id AS id", "property 'idd'"),
        ("MATCH (p:Person) WHERE p.nam = 'x' RETURN p.id AS id", "property 'nam'"),
        ("MATCH (p:Person)-[l:LIVES_AT]->(a) WHERE l.valid_too > $day RETURN p.id AS id", "property 'valid_too'"),
        ("MATCH (p:Person)-[s]->(a) RETURN s.nothing AS n", "property 'nothing'"),
        ("MATCH (a:Address) RETURN a.number AS n", "property 'number'"),
    ],
)
def test_a_name_that_the_vocabulary_does_not_have_is_refused(vocabulary: Vocabulary, query: str, named: str) -> None:
    with pytest.raises(QueryFault, match=named):
        vocabulary.columns_of(query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (p:Person) WHERE p.name = '(x:Nothing)-[:NEVER]->(y)' RETURN p.id AS id // (z:Nothing)",
        "MATCH (p:Person) WITH p AS anyone RETURN anyone.name AS name",
        "MATCH (p:Person) WITH {kind: p.id} AS made RETURN made.kind AS kind",
        "MATCH (p:Person) WHERE p.id IN [x IN $ids WHERE x <> ''] RETURN count(p) AS n",
    ],
    ids=["in text and comments", "under another name", "keys of a map", "in a list"],
)
def test_what_only_looks_like_a_name_of_the_vocabulary_is_let_be(vocabulary: Vocabulary, query: str) -> None:
    vocabulary.columns_of(query)


@pytest.mark.parametrize(
    ("returned", "type_"),
    [
        ("p.name", TEXT),
        ("p.born", DAY),
        ("l.known_to", pa.timestamp("us")),
        ("l.`number`", INTEGER),
        ("p.number + 1", INTEGER),
        ("(p.number - 3) * 2", INTEGER),
        ("-p.number", INTEGER),
        ("p.number * 1.5", pa.float64()),
        ("p.number ^ 2", pa.float64()),
        ("sqrt(p.number)", pa.float64()),
        ("p.name + 'x'", TEXT),
        ("toLower(p.name)", TEXT),
        ("p.number > 1 AND p.name STARTS WITH 'x'", pa.bool_()),
        ("NOT p.name IN $ids", pa.bool_()),
        ("p.born IS NOT NULL", pa.bool_()),
        ("EXISTS { MATCH (p)-[:VICTIM_OF]->(q:Person) WHERE q.number > 1 }", pa.bool_()),
        ("count(DISTINCT p)", INTEGER),
        ("sum(p.number)", pa.decimal128(38, 0)),
        ("sum(p.number * 1.0)", pa.float64()),
        ("max(p.born)", DAY),
        ("coalesce(p.number, 0)", INTEGER),
        ("coalesce($given, p.born)", DAY),
        ("CASE WHEN p.number > 1 THEN p.born ELSE NULL END", DAY),
        ("CASE p.number WHEN 1 THEN 'one' END", TEXT),
        ("collect(p.born)", pa.list_(DAY)),
        ("collect({who: p.id, from: l.valid_from})", pa.list_(pa.struct([("who", TEXT), ("from", DAY)]))),
        ("[p.number, 2]", pa.list_(INTEGER)),
        ("[p.number, 2][0]", INTEGER),
        ("{who: p.id}.who", TEXT),
        ("true", pa.bool_()),
        ("1.5", pa.float64()),
        ("$given", None),
    ],
)
def test_the_type_of_a_column_is_read_from_the_text(
    vocabulary: Vocabulary, returned: str, type_: pa.DataType | None
) -> None:
    assert vocabulary.columns_of(f"MATCH (p:Person)-[l:LIVES_AT]->(a) RETURN {returned} AS c") == (type_,)


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("MATCH (p:Person) WITH p.born AS day, count(*) AS n WHERE n > 1 RETURN day, n + 1 AS more", (DAY, INTEGER)),
        ("MATCH (p:Person) WITH *, p.number AS n RETURN n AS n, p.born AS b ORDER BY n LIMIT 2", (INTEGER, DAY)),
        ("UNWIND $keys AS k MATCH (p:Person {id: k}) RETURN k AS k, p.number AS n", (TEXT, INTEGER)),
        ("UNWIND [1, 2] AS x RETURN x AS x", (INTEGER,)),
        ("MATCH (p:Person) RETURN $x AS x UNION MATCH (q:Person) RETURN q.born AS x", (DAY,)),
        ("MATCH (p:Person) RETURN DISTINCT p.id, p.number", (TEXT, INTEGER)),
    ],
    ids=["after a part", "after a part that keeps all", "of keys", "of a list", "of a union", "without names"],
)
def test_types_are_followed_through_the_parts_of_a_query(
    vocabulary: Vocabulary, query: str, types: tuple[pa.DataType, ...]
) -> None:
    assert vocabulary.columns_of(query) == types


@pytest.mark.parametrize("returned", ["p", "l", "collect(p)"])
def test_a_whole_node_or_relationship_is_no_column(store: GraphStore, returned: str) -> None:
    store.write(household(1, 2))
    with pytest.raises(QueryFault, match="never a whole node"):
        store.read(f"MATCH (p:Person)-[l:LIVES_AT]->(a:Address) RETURN {returned} AS c")


def test_a_value_of_several_types_is_no_column(store: GraphStore) -> None:
    store.write(household(1, 2))
    with pytest.raises(QueryFault, match="several types"):
        store.read("MATCH (p:Person) RETURN CASE WHEN p.id = 'p1-0' THEN 1 ELSE 'text' END AS c")


def test_an_integer_that_the_server_cannot_hold_is_refused(opening: Callable[..., GraphStore]) -> None:
    with pytest.raises(QueryFault):
        opening().read("MATCH (p:Person {number: $n}) RETURN p.id AS id", {"n": 2**63})
