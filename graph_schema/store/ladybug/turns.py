"""Who may use an opened file when: readers share it, writers queue."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import ladybug

from graph_schema.store.errors import StoreUnavailable
from graph_schema.store.leases import Holder, this_process

_FIRST_PATIENCE_SECONDS = 0.25


class ReaderPool:
    """Connections that threads borrow to read, with a gate that lets the writer have a moment without readers."""

    def __init__(self, connect: Callable[[], ladybug.Connection], limit: int) -> None:
        """Keep up to `limit` connections, made by `connect` when they are first needed."""
        self._connect = connect
        self._limit = limit
        self._idle: list[ladybug.Connection] = []
        self._borrowed = 0
        self._gate_closed = False
        self._is_closed = False
        self._changed = threading.Condition()

    @contextmanager
    def borrow(self, *, discard: bool = False) -> Iterator[ladybug.Connection]:
        """Lend a connection, waiting for one; with `discard` it is closed afterwards, with all it keeps in memory."""
        with self._changed:
            self._changed.wait_for(self._is_free)
            if self._is_closed:
                raise StoreUnavailable("The store is closed.")
            self._borrowed += 1
            connection = self._idle.pop() if self._idle else None
        try:
            connection = connection or self._connect()
            yield connection
        finally:
            with self._changed:
                self._borrowed -= 1
                if connection is not None and (discard or self._is_closed):
                    connection.close()
                elif connection is not None:
                    self._idle.append(connection)
                self._changed.notify_all()

    def _is_free(self) -> bool:
        return self._is_closed or (not self._gate_closed and self._borrowed < self._limit)

    @contextmanager
    def paused(self, patience_seconds: float) -> Iterator[bool]:
        """Let no reader start, wait for those under way, and say whether all have ended in time."""
        try:
            with self._changed:
                self._gate_closed = True
                is_quiet = self._changed.wait_for(lambda: self._borrowed == 0, patience_seconds)
            yield is_quiet
        finally:
            with self._changed:
                self._gate_closed = False
                self._changed.notify_all()

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Wait for a moment without readers and let none start in it.

        Those who come are not held up for long by one long reader under way: the gate is closed for a little, then
        opened again, then closed for longer.
        """
        patience = _FIRST_PATIENCE_SECONDS
        while True:
            with self.paused(patience) as is_quiet:
                if is_quiet:
                    yield
                    return
            time.sleep(patience)
            patience *= 2

    @contextmanager
    def emptied(self) -> Iterator[None]:
        """Wait for a moment without readers, let none start in it, and close every connection."""
        with self.quiet():
            while self._idle:
                self._idle.pop().close()
            yield

    def close(self) -> None:
        """Let no reader start any more, wait for those under way, close every connection."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._borrowed == 0)
            while self._idle:
                self._idle.pop().close()


class WriterQueue:
    """Lets writers in one at a time, in the order they came."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._tickets: deque[object] = deque()
        self._moved = threading.Condition()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn and have it."""
        ticket = object()
        with self._moved:
            self._tickets.append(ticket)
        try:
            with self._moved:
                self._moved.wait_for(lambda: self._tickets[0] is ticket)
            yield
        finally:
            with self._moved:
                self._tickets.remove(ticket)
                self._moved.notify_all()


class ProcessLease:
    """The lease of a file: since one process alone has it open to write, it is for the threads of that process."""

    def __init__(self, patience_seconds: float) -> None:
        """Start with nobody holding it."""
        self._patience = patience_seconds
        self._turn = threading.Lock()
        self._holder: Holder | None = None

    @contextmanager
    def held(self, work: str) -> Iterator[None]:
        """Hold it; raises LeaseHeld where another thread keeps it for longer than the patience."""
        own = Holder(this_process(), work, datetime.now(UTC))
        if not self._turn.acquire(timeout=self._patience):
            raise (self._holder or own).refusal()
        self._holder = own
        try:
            yield
        finally:
            self._holder = None
            self._turn.release()
