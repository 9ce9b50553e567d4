"""Opening a store: where there is none, where another has it, beside a writer, and of another version."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.kinds import NodeKind, Property, ValueType
from graph_schema.store import (
    Batch,
    BatchFault,
    GraphStore,
    QueryFault,
    Stats,
    StoreBusy,
    StoreError,
    StoreUnavailable,
    StoreVersionMismatch,
    WrongLocation,
    migrate,
    open_store,
)
from graph_schema.store.location import LadybugFile, parse_location
from graph_schema.store.migrations import Migration
from graph_schema.vocabulary import NODE_KINDS, RELATIONSHIP_TYPES
from tests.graph_schema.store.conftest import IMPATIENT
from tests.graph_schema.store.small_world import SCHEMA, household, people

NICKNAME = Property("nickname", ValueType.TEXT)
NEWER = replace(
    SCHEMA,
    version=3,
    nodes={
        **SCHEMA.nodes,
        "Person": replace(SCHEMA.nodes["Person"], properties=(*SCHEMA.nodes["Person"].properties, NICKNAME)),
        "Zone": NodeKind("Zone", "a polygon"),
    },
    migrations={
        2: Migration("people have nicknames", {"ladybug": ("ALTER TABLE Person ADD nickname STRING",)}),
        3: Migration("nicknames begin as names", {"ladybug": ("MATCH (p:Person) SET p.nickname = p.name",)}),
    },
)
BROKEN = replace(
    NEWER,
    migrations={**NEWER.migrations, 3: Migration("cannot be", {"ladybug": ("ALTER TABLE Nothing ADD x STRING",)})},
)


@pytest.mark.parametrize(
    ("text", "path"),
    [("ladybug:graph.lbug", "graph.lbug"), (" ladybug:/var/a b/graph.lbug ", "/var/a b/graph.lbug")],
)
def test_a_location_names_a_file(text: str, path: str) -> None:
    assert parse_location(text) == LadybugFile(Path(path))
    assert parse_location("ladybug:~/graph.lbug").path == Path.home() / "graph.lbug"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ladybug:PATH"),
        ("graph.lbug", "ladybug:PATH"),
        ("ladybg:graph.lbug", "ladybug:PATH"),
        ("ladybug", "ladybug:PATH"),
        ("ladybug:", "path must be that of a file"),
        ("ladybug:folder/", "path must be that of a file"),
        ("neo4j://graph.example:7687", "Neo4j"),
        ("neo4j+s://graph.example", "Neo4j"),
        ("bolt://user:secret@graph.example", "Neo4j"),
    ],
)
def test_a_location_that_cannot_be_used_says_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(WrongLocation, match=message) as told:
        open_store(text)
    assert "secret" not in str(told.value)


def test_the_store_of_this_program_holds_its_whole_vocabulary(location: str) -> None:
    store = open_store(location)
    try:
        assert store.stats() == Stats({}, {})
        for label in NODE_KINDS:
            assert store.read(f"MATCH (n:`{label}`) RETURN n.id AS id").num_rows == (label == "Meta")
        for name in RELATIONSHIP_TYPES:
            assert store.read(f"MATCH ()-[r:`{name}`]->() RETURN r").num_rows == 0
    finally:
        store.close()


def test_where_there_is_no_store_none_is_made_unless_asked(opening: Callable[..., GraphStore], tmp_path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(StoreUnavailable, match="There is no store at"):
            opening(**options)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_missing_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "data" / "risk"
    open_store(f"ladybug:{place / 'graph.lbug'}", schema=SCHEMA, limits=IMPATIENT).close()
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_store_that_is_open_to_write_is_not_opened_to_write_again(
    opening: Callable[..., GraphStore], location: str, read_only: bool
) -> None:
    store = opening()
    store.write(household(1, 4))
    code = (
        "import sys; from graph_schema.store import open_store; "
        "from tests.graph_schema.store.small_world import SCHEMA; "
        "from tests.graph_schema.store.conftest import IMPATIENT; "
        f"store = open_store(sys.argv[1], read_only={read_only}, schema=SCHEMA, limits=IMPATIENT); "
        "print(store.stats()); store.close()"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, location], capture_output=True, text=True, check=False, timeout=60
    )
    if read_only:
        assert other.stdout.strip() == str(store.stats())
    else:
        assert "StoreBusy" in other.stderr
        assert "Stop it or wait for it" in other.stderr
    with pytest.raises(StoreBusy):
        opening()
    store.write(household(2, 4))
    assert store.stats().nodes["Person"] == 8


def test_what_was_opened_to_read_beside_a_writer_stays_as_it_was_and_cannot_write(
    opening: Callable[..., GraphStore], tmp_path: Path
) -> None:
    writer = opening()
    writer.write(household(1, 4))
    before = set(tmp_path.iterdir())
    reader = opening(read_only=True)
    assert set(tmp_path.iterdir()) == before
    for number in range(2, 8):
        writer.write(household(number, 3_000))
        assert reader.stats().nodes["Person"] == 4
    assert opening(read_only=True).stats() == writer.stats()
    with pytest.raises(BatchFault, match="reading only"):
        reader.write(household(9, 2))
    with pytest.raises(QueryFault):
        reader.read("CREATE (:Person {id: 'x'})")


def test_a_store_that_is_being_read_as_it_stands_is_not_opened_to_write(opening: Callable[..., GraphStore]) -> None:
    opening().close()
    readers = [opening(read_only=True), opening(read_only=True)]
    with pytest.raises(StoreBusy):
        opening()
    for reader in readers:
        reader.close()
    opening().write(household(1, 2))


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_store_of_another_version_is_not_opened_and_says_what_to_do(
    opening: Callable[..., GraphStore], read_only: bool
) -> None:
    opening().close()
    with pytest.raises(StoreVersionMismatch, match="run `risk-network migrate`"):
        opening(schema=NEWER, read_only=read_only)
    opening(read_only=read_only).close()


def test_a_store_of_a_newer_version_asks_for_a_newer_program(opening: Callable[..., GraphStore], location: str) -> None:
    opening(schema=NEWER).close()
    with pytest.raises(StoreVersionMismatch, match="upgrade the program"):
        opening()
    with pytest.raises(StoreVersionMismatch, match="upgrade the program"):
        migrate(location, schema=SCHEMA, limits=IMPATIENT)


def test_migrating_takes_every_step_once_and_keeps_what_is_held(
    opening: Callable[..., GraphStore], location: str
) -> None:
    store = opening()
    store.write(household(1, 3))
    held = store.stats()
    store.close()
    assert migrate(location, schema=NEWER, limits=IMPATIENT) == [
        "schema version 2: people have nicknames",
        "schema version 3: nicknames begin as names",
    ]
    assert migrate(location, schema=NEWER, limits=IMPATIENT) == []
    store = opening(schema=NEWER)
    assert store.stats() == held
    assert store.read("MATCH (p:Person {id: 'p1-0'}) RETURN p.nickname AS n")["n"].to_pylist() == ["name of p1-0"]
    store.write(Batch(nodes={"Zone": people("z").select(["id"])}))


def test_a_step_that_fails_leaves_the_store_at_the_version_before_it(
    opening: Callable[..., GraphStore], location: str
) -> None:
    opening().close()
    with pytest.raises(StoreError):
        migrate(location, schema=BROKEN, limits=IMPATIENT)
    assert migrate(location, schema=NEWER, limits=IMPATIENT) == ["schema version 3: nicknames begin as names"]
    opening(schema=NEWER).close()


def test_migrating_where_there_is_no_store_makes_an_empty_one(
    opening: Callable[..., GraphStore], location: str
) -> None:
    assert migrate(location, schema=SCHEMA, limits=IMPATIENT) == ["created an empty store of schema version 1"]
    assert opening(create=False).stats() == Stats({}, {})


def test_a_kind_that_was_added_to_the_vocabulary_is_there_at_the_next_opening(
    opening: Callable[..., GraphStore],
) -> None:
    opening().close()
    wider = replace(SCHEMA, nodes={**SCHEMA.nodes, "Zone": NEWER.nodes["Zone"]})
    store = opening(schema=wider)
    store.write(Batch(nodes={"Zone": people("z").select(["id"])}))
    assert store.stats() == Stats({"Zone": 1}, {})


def test_a_misspelt_location_does_not_repeat_the_password_in_it() -> None:
    with pytest.raises(WrongLocation) as told:
        open_store("neo4jj://user:canary@host")
    assert "canary" not in str(told.value)
