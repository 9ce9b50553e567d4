"""Contract of every engine: opening a store where there is none, and one of another version."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.kinds import NodeKind, Property, ValueType
from graph_schema.store import (
    Batch,
    GraphStore,
    Stats,
    StoreError,
    StoreUnavailable,
    StoreVersionMismatch,
    migrate,
)
from graph_schema.store.migrations import Migration
from graph_schema.store.schema import vocabulary_schema
from graph_schema.vocabulary import NODE_KINDS, RELATIONSHIP_TYPES
from tests.graph_schema.store.conftest import IMPATIENT, Place
from tests.graph_schema.store.small_world import SCHEMA, household, people

NICKNAME = Property("nickname", ValueType.TEXT)
NAMED = "MATCH (p:Person) SET p.nickname = p.name"
INDEX = "CREATE INDEX nicknames IF NOT EXISTS FOR (p:Person) ON (p.nickname)"
WRONG = "ALTER TABLE Nothing ADD x STRING"
NEWER = replace(
    SCHEMA,
    version=3,
    nodes={
        **SCHEMA.nodes,
        "Person": replace(SCHEMA.nodes["Person"], properties=(*SCHEMA.nodes["Person"].properties, NICKNAME)),
        "Zone": NodeKind("Zone", "a polygon"),
    },
    migrations={
        2: Migration(
            "people have nicknames", {"ladybug": ("ALTER TABLE Person ADD nickname STRING",), "neo4j": (INDEX,)}
        ),
        3: Migration("nicknames begin as names", {"ladybug": (NAMED,), "neo4j": (NAMED,)}),
    },
)
BROKEN = replace(
    NEWER,
    migrations={**NEWER.migrations, 3: Migration("cannot be", {"ladybug": (WRONG,), "neo4j": (NAMED, WRONG)})},
)


def test_the_store_of_this_program_holds_its_whole_vocabulary(opening: Callable[..., GraphStore]) -> None:
    store = opening(schema=vocabulary_schema())
    assert store.stats() == Stats({}, {})
    for label in NODE_KINDS:
        assert store.read(f"MATCH (n:`{label}`) RETURN n.id AS id").num_rows == (label == "Meta")
    for name in RELATIONSHIP_TYPES:
        assert store.read(f"MATCH ()-[r:`{name}`]->() RETURN r").num_rows == 0


def test_where_there_is_no_store_none_is_made_unless_asked(opening: Callable[..., GraphStore], tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(StoreUnavailable, match="There is no store at"):
            opening(**options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_store_of_another_version_is_not_opened_and_says_what_to_do(
    opening: Callable[..., GraphStore], read_only: bool
) -> None:
    opening().close()
    with pytest.raises(StoreVersionMismatch, match="run `risk-network migrate`"):
        opening(schema=NEWER, read_only=read_only)
    opening(read_only=read_only).close()


def test_a_store_of_a_newer_version_asks_for_a_newer_program(opening: Callable[..., GraphStore], place: Place) -> None:
    opening(schema=NEWER).close()
    with pytest.raises(StoreVersionMismatch, match="upgrade the program"):
        opening()
    with pytest.raises(StoreVersionMismatch, match="upgrade the program"):
        migrate(place.location, access=place.access, schema=SCHEMA, limits=IMPATIENT)


def test_migrating_takes_every_step_once_and_keeps_what_is_held(
    opening: Callable[..., GraphStore], place: Place
) -> None:
    store = opening()
    store.write(household(1, 3))
    held = store.stats()
    store.close()
    assert migrate(place.location, access=place.access, schema=NEWER, limits=IMPATIENT) == [
        "schema version 2: people have nicknames",
        "schema version 3: nicknames begin as names",
    ]
    assert migrate(place.location, access=place.access, schema=NEWER, limits=IMPATIENT) == []
    store = opening(schema=NEWER)
    assert store.stats() == held
    assert store.read("MATCH (p:Person {id: 'p1-0'}) RETURN p.nickname AS n")["n"].to_pylist() == ["name of p1-0"]
    store.write(Batch(nodes={"Zone": people("z").select(["id"])}))


def test_a_step_that_fails_leaves_the_store_at_the_version_before_it(
    opening: Callable[..., GraphStore], place: Place
) -> None:
    opening().close()
    with pytest.raises(StoreError):
        migrate(place.location, access=place.access, schema=BROKEN, limits=IMPATIENT)
    assert migrate(place.location, access=place.access, schema=NEWER, limits=IMPATIENT) == [
        "schema version 3: nicknames begin as names"
    ]
    opening(schema=NEWER).close()


def test_migrating_where_there_is_no_store_makes_an_empty_one(opening: Callable[..., GraphStore], place: Place) -> None:
    assert migrate(place.location, access=place.access, schema=SCHEMA, limits=IMPATIENT) == [
        "created an empty store of schema version 1"
    ]
    assert opening(create=False).stats() == Stats({}, {})


def test_a_kind_that_was_added_to_the_vocabulary_is_there_at_the_next_opening(
    opening: Callable[..., GraphStore],
) -> None:
    opening().close()
    wider = replace(SCHEMA, nodes={**SCHEMA.nodes, "Zone": NEWER.nodes["Zone"]})
    store = opening(schema=wider)
    store.write(Batch(nodes={"Zone": people("z").select(["id"])}))
    assert store.stats() == Stats({"Zone": 1}, {})
