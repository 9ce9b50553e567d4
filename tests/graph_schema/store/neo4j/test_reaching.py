"""A server that cannot be reached or used: why, in a sentence that says what to do and repeats no secret."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph_schema.store import (
    GraphStore,
    LoginRefused,
    ServerAccess,
    StoreError,
    StoreUnavailable,
    WrongLocation,
    open_store,
)
from graph_schema.store.location import parse_server
from graph_schema.store.neo4j.connecting import check_version
from tests.graph_schema.store.conftest import IMPATIENT, Place
from tests.graph_schema.store.small_world import SCHEMA

WRONG = "canary-that-is-wrong"


def _refused(location: str, access: ServerAccess) -> StoreError:
    with pytest.raises(StoreError) as told:
        open_store(location, access=access, schema=SCHEMA, limits=IMPATIENT)
    assert "canary" not in str(told.value)
    return told.value


@contextmanager
def _answering(answer: bytes | None) -> Iterator[int]:
    """Listen on a port, and give everybody one answer and no more."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client:
                    if answer is not None and client.recv(64):
                        client.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        yield int(listener.getsockname()[1])


def test_a_wrong_password_and_an_unknown_user_are_told_alike(place: Place) -> None:
    told = [_refused(place.location, ServerAccess(user, WRONG)) for user in ("neo4j", "nobody")]
    assert [type(error) for error in told] == [LoginRefused, LoginRefused]
    assert str(told[0]) == str(told[1])
    assert "correct the two settings" in str(told[0])


def test_a_password_that_is_changed_in_its_file_is_used_without_a_new_start(place: Place, tmp_path: Path) -> None:
    assert place.access is not None
    file = tmp_path / "password"
    file.write_text(WRONG)
    access = ServerAccess(password_file=file)
    assert isinstance(_refused(place.location, access), LoginRefused)
    file.write_text(place.access.read_password() + "\n")
    open_store(place.location, access=access, schema=SCHEMA, limits=IMPATIENT).close()


@pytest.mark.parametrize("database", ["nowhere", "system"])
def test_a_database_that_is_not_there_or_not_ours_is_told(place: Place, database: str) -> None:
    assert place.access is not None
    told = _refused(place.location, ServerAccess(password=place.access.read_password(), database=database))
    assert isinstance(told, WrongLocation)
    assert "database" in str(told)


def test_a_database_may_be_named(place: Place) -> None:
    assert place.access is not None
    access = ServerAccess(password=place.access.read_password(), database="neo4j")
    with pytest.raises(StoreUnavailable, match=r"no store at the Neo4j server at .*, database neo4j"):
        open_store(place.location, access=access, create=False, schema=SCHEMA, limits=IMPATIENT)
    open_store(place.location, access=access, schema=SCHEMA, limits=IMPATIENT).close()


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_where_nobody_listens_the_address_is_to_be_checked(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    told = _refused(f"{scheme}://127.0.0.1:{port}", ServerAccess(password=WRONG))
    assert isinstance(told, StoreUnavailable)
    assert f"No Neo4j server answers at 127.0.0.1:{port}" in str(told)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt+s"])
def test_a_name_that_no_machine_has_is_told(scheme: str) -> None:
    assert "no machine of the name" in str(_refused(f"{scheme}://graph.invalid", ServerAccess(password=WRONG)))


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])
def test_a_server_that_does_not_speak_tls_is_told(place: Place, scheme: str) -> None:
    told = _refused(f"{scheme}://{parse_server(place.location).place}", ServerAccess(password=WRONG))
    assert "does not speak TLS" in str(told)


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"\x15\x03\x01\x00\x02\x02\x16", None],
    ids=["a web server", "a shell", "a TLS server", "one that hangs up"],
)
def test_what_is_no_neo4j_server_is_told(scheme: str, answer: bytes | None) -> None:
    with _answering(answer) as port:
        told = _refused(f"{scheme}://127.0.0.1:{port}", ServerAccess(password=WRONG))
    assert isinstance(told, StoreUnavailable)
    assert "does not speak as a Neo4j server does" in str(told) or "speaks no protocol" in str(told)


def test_a_server_that_offers_no_version_of_the_protocol_we_speak_is_too_old() -> None:
    with _answering(b"\x00\x00\x00\x00") as port:
        assert "5.13 or newer" in str(_refused(f"bolt://127.0.0.1:{port}", ServerAccess(password=WRONG)))


@pytest.mark.parametrize("agent", ["Neo4j/4.4.40", "Neo4j/5.12.0", "Memgraph/2.1", ""])
def test_a_version_that_cannot_be_used_is_told(agent: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"5\.13 or newer"):
        check_version(agent)


@pytest.mark.parametrize("agent", ["Neo4j/5.13.0", "Neo4j/5.26.30", "Neo4j/2026.08.1"])
def test_a_version_that_can_be_used_is_taken(agent: str) -> None:
    check_version(agent)


def test_a_store_that_is_not_there_is_told_with_its_server_and_database(
    opening: Callable[..., GraphStore], place: Place
) -> None:
    with pytest.raises(StoreUnavailable, match=f"no store at the Neo4j server at {parse_server(place.location).place}"):
        opening(create=False)
