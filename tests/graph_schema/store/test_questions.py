"""Which texts are read queries, and how one is asked for many keys at once."""

import pytest

from graph_schema.store import QueryFault
from graph_schema.store.questions import check_parameters, check_read_only, for_all_keys, label_of_key


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (p:Person) WHERE p.set = 'please DELETE; me' RETURN p.create AS created // MERGE nothing",
        "MATCH (m:Meeting)-[:SETS]->(a:Action) RETURN a.id AS id;",
        "MATCH (p)-[:CALL|CREATE]->(q) RETURN {set: p.id, load: q.id} AS pair",
        '/* DROP everything; */ MATCH (p:`Create Table`) RETURN p.`delete` AS deleted, "DROP; TABLE" AS text',
        "MATCH (p) WHERE p.id = $set RETURN p.offset AS offset, p.dataset AS dataset",
        "MATCH (p) WHERE p.name = 'O\\'Brien; DELETE' RETURN p.id",
    ],
    ids=["words in text", "type that begins so", "keys of maps", "quoted names", "parameters", "escaped quote"],
)
def test_a_query_that_only_mentions_writing_is_a_read(query: str) -> None:
    check_read_only(query)


@pytest.mark.parametrize(
    "word",
    ["CREATE", "merge", "Set", "DELETE", "DETACH DELETE", "REMOVE", "COPY", "DROP", "ALTER", "LOAD", "INSTALL",
     "IMPORT", "EXPORT", "ATTACH", "CALL", "BEGIN", "COMMIT", "ROLLBACK", "CHECKPOINT", "FOREACH"],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "MATCH (p)\n", "MATCH (p)", "/**/", "RETURN 'text'"])
def test_a_clause_that_writes_is_found_wherever_it_stands(word: str, before: str) -> None:
    with pytest.raises(QueryFault, match=word.split(maxsplit=1)[0].upper()):
        check_read_only(f"{before} {word} p.x = 1")


def test_a_query_is_asked_for_all_keys_with_its_text_and_comments_untouched() -> None:
    query = "// one $key\nMATCH (p:Person {id: $key}) WHERE p.name STARTS WITH '$key' RETURN p.id AS id, $key AS asked"
    assert for_all_keys(query) == (
        "UNWIND $keys AS asked_key\n"
        "// one $key\nMATCH (p:Person {id: asked_key}) WHERE p.name STARTS WITH '$key' "
        "RETURN p.id AS id, asked_key AS asked"
    )


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("MATCH (p) RETURN p.id AS id // $key", "must name"),
        ("MATCH (p) WITH p MATCH (q {id: $key}) RETURN q.id AS id", "before any WITH"),
        ("MATCH (p {id: $key}) RETURN p.id AS id UNION MATCH (q {id: $key}) RETURN q.id AS id", "before any WITH"),
        ("MATCH (p {id: $key}) RETURN p.id AS id LIMIT 1", "LIMIT"),
    ],
    ids=["no key", "key after WITH", "key after UNION", "a limit"],
)
def test_a_query_that_would_mean_another_thing_for_many_keys_is_refused_for_few_too(query: str, message: str) -> None:
    with pytest.raises(QueryFault, match=message):
        for_all_keys(query)


@pytest.mark.parametrize(
    ("given", "odd"), [((), r"\$day"), (("day", "known"), r"\$known"), (("dya",), r"\$day, \$dya")], ids=str
)
def test_parameters_that_do_not_fit_the_query_are_refused_by_name(given: tuple[str, ...], odd: str) -> None:
    with pytest.raises(QueryFault, match=odd):
        check_parameters("MATCH (p) WHERE p.x < $day AND p.y = '$text' RETURN p.id // $comment", given)


def test_parameters_that_fit_the_query_are_taken() -> None:
    check_parameters("MATCH (p) WHERE p.x < $day AND p.y > $day RETURN p.id", {"day"})


@pytest.mark.parametrize(
    ("query", "label"),
    [
        pytest.param("MATCH (r:Record {id: $key}) RETURN r.id", "Record", id="a kind by name"),
        pytest.param(
            "MATCH (o:`Order` {id: $key}) RETURN o.id", "Order", id="a kind whose name is a word of the language"
        ),
        pytest.param("MATCH (r:Record) WHERE r.id = $key RETURN r.id", None, id="a key that finds no node by its id"),
    ],
)
def test_the_kind_a_key_finds(query: str, label: str | None) -> None:
    assert label_of_key(query) == label
