"""A wire to a server that can be slow, silent or cut, while both ends stay where they are."""

import socket
import threading
import time
from contextlib import suppress
from typing import Self


class Proxy:
    """Carries bytes both ways between a port of its own and a server; use it as a context."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sides: set[socket.socket] = set()
        self._lock = threading.Lock()
        self.delay_seconds = 0.0
        """How long every piece is held up, in either direction."""
        self.is_silent = False
        """Whether what is sent is taken and goes nowhere, as behind a firewall that drops without a word."""

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        self.cut()

    @property
    def location(self) -> str:
        """Return where a store is reached through it: bolt, since a cluster would tell its members' own addresses."""
        return f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"

    def cut(self) -> None:
        """End every connection."""
        with self._lock:
            sides, self._sides = self._sides, set()
        for side in sides:
            _end(side)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(self._target)
            except OSError:
                return
            with self._lock:
                self._sides |= {client, server}
            for one, other in ((client, server), (server, client)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        was_silent = False
        with suppress(OSError):
            while part := one.recv(1 << 16):
                was_silent = was_silent or self.is_silent
                if was_silent:
                    # What was swallowed cannot be made up for: this connection is dead, and nobody is told.
                    continue
                if self.delay_seconds:
                    time.sleep(self.delay_seconds)
                other.sendall(part)
        _end(one)
        _end(other)


def _end(side: socket.socket) -> None:
    with suppress(OSError):
        side.shutdown(socket.SHUT_RDWR)
    side.close()
