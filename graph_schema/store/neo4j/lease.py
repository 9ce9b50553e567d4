"""The lease of a database: one process at a time, over all services that share it, is at work that changes it.

It is a node with who holds it and until when, by the server's clock. A thread renews it as long as the process lives;
a process that died, or that cannot reach the server, is followed by the next one once that time is over. Every write
locks the node first and looks, so that whoever comes back too late writes nothing.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph_schema.store.errors import LeaseLost, QueryTimeout
from graph_schema.store.leases import Holder, this_process
from graph_schema.store.neo4j.sessions import Sessions, Transaction, Work, new_token

_NODE = "(l:CommitClock {id: 'lease'})"
_LOCK = f"MERGE {_NODE} SET l.asked = $token"
_LOOK = (
    f"MATCH {_NODE} WHERE l.holder IS NOT NULL AND l.until > datetime.realtime() "
    "RETURN l.holder AS holder, l.who AS who, l.work AS work, l.since AS since"
)
_TAKE = (
    f"MATCH {_NODE} SET l.holder = $token, l.who = $who, l.work = $work, l.since = datetime.realtime('UTC'), "
    "l.until = datetime.realtime() + duration({milliseconds: $milliseconds})"
)
_RENEW = (
    f"MATCH {_NODE} WHERE l.holder = $token "
    "SET l.until = datetime.realtime() + duration({milliseconds: $milliseconds}) RETURN count(l) AS held"
)
_RELEASE = f"MATCH {_NODE} WHERE l.holder = $token SET l.holder = null"

_LOCK_SECONDS = 15.0
"""How long the node may be locked before it counts as held: a holder locks it for as long as it writes."""

_PAUSE_SECONDS = 0.1
_BEATS = 4
"""How often a lease is renewed in its time: so that it outlasts a beat or two that did not get through."""


@dataclass(frozen=True)
class LeaseTerms:
    """For how long a lease holds without being renewed, and how long others wait for it."""

    seconds: float
    patience_seconds: float


class WorkLease:
    """The lease of one database, as one opened store uses it."""

    def __init__(self, sessions: Sessions, terms: LeaseTerms) -> None:
        """Hold nothing yet."""
        self._sessions = sessions
        self._terms = terms
        self._own: str | None = None

    @contextmanager
    def held(self, work: str) -> Iterator[None]:
        """Hold the lease; raises LeaseHeld where another keeps it for longer than the patience."""
        token = new_token()
        self._take(token, work)
        self._own = token
        stop = threading.Event()
        beats = threading.Thread(target=self._beat, args=(token, stop), daemon=True)
        beats.start()
        try:
            yield
        finally:
            self._own = None
            stop.set()
            beats.join()
            # Where the server is lost now, the lease expires by itself.
            with suppress(DriverError, Neo4jError, OSError):
                self._sessions.write_once(lambda tx: tx.run(_RELEASE, {"token": token}).consume())

    def guard(self, tx: Transaction, work: Work[None]) -> None:
        """Do `work` in a write with the lease kept until it ends; raises LeaseHeld or LeaseLost where it is not ours.

        Renewed at the end for as long again as the work took, since nothing renews it while it is being committed.
        """
        begun = time.monotonic()
        self._check(tx)
        work(tx)
        if own := self._own:
            self._renew(tx, own, self._terms.seconds + time.monotonic() - begun)

    def _check(self, tx: Transaction) -> None:
        own = self._own
        tx.run(_LOCK, {"token": own or ""}).consume()
        if own is None:
            if holder := _look(tx):
                raise holder[1].refusal(self._terms.seconds)
        elif not self._renew(tx, own, self._terms.seconds):
            raise LeaseLost(
                "This process could not renew its lease of the store in time and another has taken over: nothing was "
                "written by what failed. Run the same command again; what landed before changes nothing."
            )

    def _take(self, token: str, work: str) -> None:
        until = time.monotonic() + self._terms.patience_seconds
        while holder := self._try(token, work):
            if time.monotonic() >= until:
                raise holder.refusal(self._terms.seconds)
            time.sleep(_PAUSE_SECONDS)

    def _try(self, token: str, work: str) -> Holder | None:
        """Take the lease, or return who has it."""
        if found := self._sessions.read(_look):
            # Who has it is asked first without the lock, which the holder keeps for as long as it writes.
            return None if found[0] == token else found[1]

        def take(tx: Transaction) -> Holder | None:
            tx.run(_LOCK, {"token": token}).consume()
            if found := _look(tx):
                return found[1]
            span = _milliseconds(self._terms.seconds)
            tx.run(_TAKE, {"token": token, "who": this_process(), "work": work, "milliseconds": span}).consume()
            return None

        try:
            return self._sessions.write(take, seconds=_LOCK_SECONDS)
        except IncompleteCommit:
            # It may be ours by now: looking tells.
            return self._try(token, work)
        except QueryTimeout:
            # It looks free and is locked: its holder is in the middle of a write, and has it for as long; or the
            # server was too slow to answer, and it is asked again.
            return self._sessions.read(_last) or Holder("another process", "changing it", datetime.now(UTC))

    def _renew(self, tx: Transaction, token: str, seconds: float) -> bool:
        given = {"token": token, "milliseconds": _milliseconds(seconds)}
        return bool(tx.run(_RENEW, given).single(strict=True)["held"])

    def _beat(self, token: str, stop: threading.Event) -> None:
        while not stop.wait(self._terms.seconds / _BEATS):
            # A beat that does not get through is followed by others; where all fail, the next write is told.
            with suppress(DriverError, Neo4jError, OSError):
                if not self._sessions.write_once(lambda tx: self._renew(tx, token, self._terms.seconds)):
                    return


def _milliseconds(seconds: float) -> int:
    return int(seconds * 1000)


def _look(tx: Transaction) -> tuple[str, Holder] | None:
    """Return by what token, and by whom, the lease is held at this moment."""
    found = tx.run(_LOOK).single()
    return None if found is None else (found["holder"], _holder(found))


def _last(tx: Transaction) -> Holder | None:
    found = tx.run(f"MATCH {_NODE} RETURN l.who AS who, l.work AS work, l.since AS since").single()
    return None if found is None or found["who"] is None else _holder(found)


def _holder(found: neo4j.Record) -> Holder:
    return Holder(found["who"], found["work"], found["since"].to_native())
