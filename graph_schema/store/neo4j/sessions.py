"""Transactions on a server: tried again after passing faults, seeing all that was written here before."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

import neo4j
from neo4j.exceptions import DriverError, IncompleteCommit, Neo4jError

from graph_schema.store.errors import StoreTooSmall
from graph_schema.store.location import Neo4jServer, ServerAccess
from graph_schema.store.neo4j.faults import told

_Answer = TypeVar("_Answer")
Transaction: TypeAlias = neo4j.ManagedTransaction | neo4j.Transaction
Work = Callable[[Transaction], _Answer]

_FETCHED_ROWS = 10_000
"""How many rows are asked for at a time: the default of 1,000 makes a round trip of every one of them in a sweep."""


@dataclass(frozen=True)
class Sessions:
    """A driver, the database it is used for, and how long a question may take.

    All sessions share one set of bookmarks, so that each sees what any before it wrote, whatever member of a cluster
    it meets.
    """

    driver: neo4j.Driver
    server: Neo4jServer
    access: ServerAccess
    query_seconds: float
    bookmarks: neo4j.api.BookmarkManager

    def read(self, work: Work[_Answer]) -> _Answer:
        """Do `work` in one transaction that the server lets read only; raises StoreError."""
        timed = neo4j.unit_of_work(timeout=self.query_seconds)(_failing_at_once(work))
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                return session.execute_read(timed)
        except (Neo4jError, DriverError, OSError, OverflowError, TypeError) as error:
            raise told(error, self.server.place) from None

    def write(self, work: Work[_Answer], *, seconds: float | None = None) -> _Answer:
        """Do `work` in one transaction, whole or not at all; raises StoreError, IncompleteCommit where that is open."""
        timed = neo4j.unit_of_work(timeout=seconds)(_failing_at_once(work))
        try:
            with self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(timed)
        except IncompleteCommit:
            raise
        except (Neo4jError, DriverError, OSError, OverflowError, TypeError) as error:
            raise told(error, self.server.place) from None

    def write_once(self, work: Work[_Answer]) -> _Answer:
        """Do `work` in one transaction without trying again; raises what the driver does."""
        with self._session(neo4j.WRITE_ACCESS) as session, session.begin_transaction() as tx:
            answer = work(tx)
            tx.commit()
            return answer

    def run_all(self, statements: Sequence[str]) -> None:
        """Run statements that change the schema, each in a transaction of its own; raises StoreError."""
        for statement in statements:
            self.write(lambda tx, text=statement: tx.run(text).consume())  # type: ignore[misc]

    def _session(self, mode: str) -> neo4j.Session:
        return self.driver.session(
            default_access_mode=mode,
            database=self.access.database,
            bookmark_manager=self.bookmarks,
            fetch_size=_FETCHED_ROWS,
        )


def _failing_at_once(work: Work[_Answer]) -> Work[_Answer]:
    """Return `work` failing for good where it takes too much memory, which the server says is a passing fault."""

    def guarded(tx: Transaction) -> _Answer:
        try:
            return work(tx)
        except Neo4jError as error:
            meant = told(error)
            if isinstance(meant, StoreTooSmall):
                raise meant from None
            raise

    return guarded


def new_token() -> str:
    """Return a name for one write, by which it is found again when its commit's answer was lost."""
    return secrets.token_hex(16)
