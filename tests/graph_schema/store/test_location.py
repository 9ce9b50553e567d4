"""Which settings say where a store is, and that those which do not say what was expected and repeat no secret."""

import os
from pathlib import Path

import pytest

from graph_schema.store import LoginRefused, ServerAccess, WrongLocation, open_store
from graph_schema.store.location import LadybugFile, Neo4jServer, parse_location

CANARY = "canary"


@pytest.mark.parametrize(
    ("text", "path"),
    [("ladybug:graph.lbug", "graph.lbug"), (" ladybug:/var/a b/graph.lbug ", "/var/a b/graph.lbug")],
)
def test_a_location_names_a_file(text: str, path: str) -> None:
    assert parse_location(text) == LadybugFile(Path(path))
    assert parse_location("ladybug:~/graph.lbug") == LadybugFile(Path.home() / "graph.lbug")


@pytest.mark.parametrize(
    ("text", "server", "place"),
    [
        ("neo4j://graph.example:7687", Neo4jServer("graph.example", 7687, True, False), "graph.example:7687"),
        (" neo4j+s://graph.example/ ", Neo4jServer("graph.example", 7687, True, True), "graph.example:7687"),
        ("bolt://127.0.0.1:17687", Neo4jServer("127.0.0.1", 17687, False, False), "127.0.0.1:17687"),
        ("bolt+s://[::1]:7000", Neo4jServer("::1", 7000, False, True), "[::1]:7000"),
    ],
    ids=["routed", "routed and guarded", "direct", "direct, guarded, an address of version 6"],
)
def test_a_location_names_a_server(text: str, server: Neo4jServer, place: str) -> None:
    assert parse_location(text) == server
    assert server.place == place


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ladybug:PATH"),
        ("graph.lbug", "ladybug:PATH"),
        ("ladybg:graph.lbug", "ladybug:PATH"),
        ("ladybug", "ladybug:PATH"),
        ("ladybug:", "path must be that of a file"),
        ("ladybug:folder/", "path must be that of a file"),
        ("neo4jj://user:canary@host", "check its spelling"),
        ("https://user:canary@host", "check its spelling"),
        ("neo4j:host", "a host and a port and nothing more"),
        ("neo4j://", "a host and a port and nothing more"),
        ("neo4j:///canary", "a host and a port and nothing more"),
        ("neo4j://host/canary", "a database is named by a setting"),
        ("bolt://host?policy=canary", "a host and a port and nothing more"),
        ("neo4j://host:canary", "a port is a number up to 65535"),
        ("neo4j://host:70000", "a port is a number up to 65535"),
        ("neo4j://[canary", "cannot be read"),
        ("bolt://user:canary@host", "must not hold a user or a password"),
        ("neo4j+s://canary@host", "must not hold a user or a password"),
        ("neo4j+ssc://host", "trusts any certificate"),
    ],
)
def test_a_location_that_cannot_be_used_says_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(WrongLocation, match=message) as told:
        open_store(text)
    assert "canary" not in str(told.value)


def test_a_password_may_stand_in_a_file_with_or_without_the_end_of_its_line(tmp_path: Path) -> None:
    for content in ("a secret\n", "a secret\r\n", "a secret"):
        (tmp_path / "password").write_text(content)
        assert ServerAccess(password_file=tmp_path / "password").read_password() == "a secret"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff\xfe\xfd"], ids=["no file", "empty", "a blank", "no text"])
def test_a_file_without_a_password_is_told_and_its_content_is_not(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "password"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LoginRefused, match="password"):
        open_store("neo4j://localhost", access=ServerAccess(password_file=path))


def test_a_password_is_never_part_of_how_access_is_shown() -> None:
    assert CANARY not in repr(ServerAccess(password=CANARY))


def test_a_server_needs_a_password() -> None:
    with pytest.raises(LoginRefused, match="no password is set"):
        open_store("neo4j://localhost")


def test_a_file_of_authorities_is_for_addresses_that_ask_for_tls(tmp_path: Path) -> None:
    access = ServerAccess(password=CANARY, certificates=tmp_path / "ca.pem")
    with pytest.raises(WrongLocation, match="neo4j\\+s://"):
        open_store("neo4j://localhost", access=access)
    with pytest.raises(WrongLocation, match="must be there"):
        open_store("neo4j+s://localhost", access=access)
    (tmp_path / "ca.pem").write_text(f"no certificate{os.linesep}")
    with pytest.raises(WrongLocation, match="PEM form"):
        open_store("neo4j+s://localhost", access=access)
