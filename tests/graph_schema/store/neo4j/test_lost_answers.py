"""A connection that is lost in the middle of a commit: the write is there once, whether the server got it or not."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from graph_schema.store import GraphStore, Stats, open_store
from graph_schema.store.location import parse_server
from tests.graph_schema.store.conftest import IMPATIENT, Place
from tests.graph_schema.store.small_world import SCHEMA, household

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message by which a client asks for a commit."""


class Wire:
    """A wire to a server that can be cut at a commit, just before the server hears of it or just after."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._cut_at = 0
        self._reaches = False
        self.cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self._listener.getsockname()[1])

    def cut_at_commit(self, number: int, *, reaches: bool) -> None:
        """Be cut at the commit of this number from now on, once."""
        with self._lock:
            self._cut_at, self._reaches = number, reaches

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(self._target)
            threading.Thread(target=self._send, args=(client, server), daemon=True).start()
            threading.Thread(target=self._carry, args=(server, client), daemon=True).start()

    def _send(self, client: socket.socket, server: socket.socket) -> None:
        while part := _received(client):
            if self._is_cut(part):
                if self._reaches:
                    # The answer is not carried: this side is closed first.
                    with suppress(OSError):
                        client.shutdown(socket.SHUT_RDWR)
                    server.sendall(part)
                    server.recv(1)
                break
            server.sendall(part)
        _close(client, server)

    def _is_cut(self, part: bytes) -> bool:
        with self._lock:
            if COMMIT not in part or self._cut_at == 0:
                return False
            self._cut_at -= 1
            self.cuts += self._cut_at == 0
            return self._cut_at == 0

    def _carry(self, server: socket.socket, client: socket.socket) -> None:
        while part := _received(server):
            try:
                client.sendall(part)
            except OSError:
                break
        _close(client)


def _received(side: socket.socket) -> bytes:
    try:
        return side.recv(1 << 16)
    except OSError:
        return b""


def _close(*sides: socket.socket) -> None:
    for side in sides:
        # A socket that is closed while another thread reads it stays open until that ends; shutting it down ends both.
        with suppress(OSError):
            side.shutdown(socket.SHUT_RDWR)
        side.close()


@pytest.fixture
def wire(place: Place) -> Iterator[Wire]:
    """A wire to the server."""
    server = parse_server(place.location)
    opened = Wire((server.host, server.port))
    yield opened
    opened.close()


@pytest.mark.parametrize("reaches", [True, False], ids=["after the server heard", "before the server heard"])
def test_a_write_whose_commit_got_no_answer_is_there_once(
    place: Place, wire: Wire, opening: Callable[..., GraphStore], reaches: bool
) -> None:
    store = open_store(f"bolt://127.0.0.1:{wire.port}", access=place.access, schema=SCHEMA, limits=IMPATIENT)
    store.write(household(1, 10))
    # The first commit is the mark that one begins, the second is the write's own.
    wire.cut_at_commit(2, reaches=reaches)
    store.write(household(2, 10))
    assert wire.cuts == 1
    expected = Stats({"Person": 20, "Address": 10}, {"LIVES_AT": 20})
    assert store.stats() == expected
    assert opening().stats() == expected
    store.write(household(3, 10))
    store.close()
    assert opening().stats().nodes["Person"] == 30
