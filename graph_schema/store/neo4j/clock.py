"""Turns of writers and the clock of commits, kept in the database and so shared by all services that use it.

The server lets a query that runs while a commit is being applied see some of it and not the rest. So a writer marks in
a transaction of its own that a commit begins, and in another that it has ended; a reader looks at both marks after its
query, and asks again where they are not what they were before it. Writers take turns by a lock on a node: they never
deadlock, and only one commit is ever under way.
"""

import threading
import time
from contextlib import suppress
from typing import TypeVar

from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph_schema.store.errors import QueryTimeout, StoreBusy, StoreError
from graph_schema.store.neo4j.faults import told
from graph_schema.store.neo4j.sessions import Sessions, Transaction, Work, new_token

LABEL = "CommitClock"
"""The kind of the two nodes; no kind of the vocabulary, so that nothing that asks for those finds them."""

_Answer = TypeVar("_Answer")

_CREATE = "MERGE (:CommitClock {id: 'turn'}) MERGE (c:CommitClock {id: 'marks'}) ON CREATE SET c.begun = 0, c.ended = 0"
_TAKE_TURN = "MATCH (t:CommitClock {id: 'turn'}) SET t.writes = ([$token] + coalesce(t.writes, []))[..100] RETURN 1"
_WROTE = "MATCH (t:CommitClock {id: 'turn'}) RETURN $token IN coalesce(t.writes, []) AS wrote"
_BEGIN = "MATCH (c:CommitClock {id: 'marks'}) SET c.begun = c.begun + 1 RETURN c.begun AS begun"
_END = "MATCH (c:CommitClock {id: 'marks'}) SET c.ended = CASE WHEN c.ended < $number THEN $number ELSE c.ended END"
_MEND = "MATCH (c:CommitClock {id: 'marks'}) SET c.ended = c.begun"
_LOOK = "MATCH (c:CommitClock {id: 'marks'}) RETURN c.begun AS begun, c.ended AS ended"

_TRIES = 6
_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.002, 0.1
_STALE_SECONDS, _LOCK_SECONDS = 3.0, 2.0
"""How long a commit may take before a reader asks whether its writer has died, and how long that may wait."""


def create_clock(tx: Transaction) -> None:
    """Make the two nodes where they are missing."""
    tx.run(_CREATE).consume()


def take_turn(tx: Transaction, token: str) -> None:
    """Wait until no other transaction has the turn, and have it until this one ends; `token` names the write."""
    tx.run(_TAKE_TURN, {"token": token}).consume()


class CommitClock:
    """The turns and marks of one database, as one process uses them."""

    def __init__(self, sessions: Sessions) -> None:
        """Use the clock that `create_clock` has made."""
        self._sessions = sessions
        self._turn = threading.Lock()
        self._quiet: int | None = None
        """The mark at which no commit was under way when this process last looked."""

    def write(self, work: Work[_Answer]) -> _Answer:
        """Do `work` when it is our turn, as one transaction that no reader sees half of; raises StoreError."""
        with self._turn:
            return self._write(work)

    def _write(self, work: Work[_Answer]) -> _Answer:
        token, begun = new_token(), list[int]()
        answer = list[_Answer]()

        def whole(tx: Transaction) -> None:
            take_turn(tx, token)
            answer[:] = [work(tx)]
            begun.append(self._sessions.write(_begin))

        try:
            self._sessions.write(whole)
        except IncompleteCommit as lost:
            if not self._wrote(token, lost):
                answer[:] = [self._write(work)]
        finally:
            if begun:
                self._end(begun[-1])
        return answer[0]

    def _end(self, number: int) -> None:
        # Where the server is lost now, the write stands all the same, and the next reader mends the mark.
        with suppress(DriverError, Neo4jError, OSError):
            self._sessions.write_once(lambda tx: tx.run(_END, {"number": number}).consume())

    def _wrote(self, token: str, lost: IncompleteCommit) -> bool:
        """Return whether the write whose answer was lost is there: once the turn can be had, it is decided."""
        try:
            return self._sessions.write(lambda tx: _look_for(tx, token))
        except (StoreError, IncompleteCommit):
            raise told(lost) from None

    def read(self, work: Work[_Answer]) -> _Answer:
        """Do `work`, which only reads, until it has seen the state between two commits; raises StoreError."""
        until = time.monotonic() + self._sessions.query_seconds
        for _ in range(_TRIES):
            answer = self._try(work, until)
            if answer is not None:
                return answer[0]
        with self._turn:
            # Nobody in this process commits now; what another one does may still be in the way.
            answer = self._try(work, until)
        if answer is None:
            raise StoreBusy("The store is being written again and again while this is read: try again.")
        return answer[0]

    def _try(self, work: Work[_Answer], until: float) -> list[_Answer] | None:
        """Return the answer in a list, or None where a commit came in between."""
        before = self._quiet
        if before is None:
            before = self._wait_for_quiet(until)

        def whole(tx: Transaction) -> tuple[_Answer, tuple[int, int]]:
            return work(tx), _look(tx)

        answer, (begun, ended) = self._sessions.read(whole)
        if begun == ended == before:
            return [answer]
        self._quiet = begun if begun == ended else None
        return None

    def _wait_for_quiet(self, until: float) -> int:
        pause, stale_at, last = _PAUSE_SECONDS, time.monotonic() + _STALE_SECONDS, -1
        while True:
            begun, ended = self._sessions.read(_look)
            if begun == ended:
                self._quiet = begun
                return begun
            now = time.monotonic()
            if now > until:
                raise QueryTimeout("Another process has been writing the store for too long: try again.")
            if begun != last:
                last, stale_at = begun, now + _STALE_SECONDS
            elif now > stale_at:
                self._mend()
                stale_at = time.monotonic() + _STALE_SECONDS
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _mend(self) -> None:
        """Mark as ended the commit of a writer that died: where the turn can be had, none is under way."""

        def whole(tx: Transaction) -> None:
            take_turn(tx, new_token())
            tx.run(_MEND).consume()

        try:
            self._sessions.write(whole, seconds=_LOCK_SECONDS)
        except (StoreError, IncompleteCommit):
            # The writer lives, or we may not write: there is nothing to do but wait.
            return


def _begin(tx: Transaction) -> int:
    found = tx.run(_BEGIN).single(strict=True)
    return int(found["begun"])


def _look(tx: Transaction) -> tuple[int, int]:
    found = tx.run(_LOOK).single(strict=True)
    return int(found["begun"]), int(found["ended"])


def _look_for(tx: Transaction, token: str) -> bool:
    take_turn(tx, new_token())
    return bool(tx.run(_WROTE, {"token": token}).single(strict=True)["wrote"])
