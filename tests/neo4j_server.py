"""A real Neo4j server for the tests of a session, and how to empty it.

RISK_NETWORK_TEST_NEO4J names a server that runs already, as neo4j://HOST:PORT, with its password in
RISK_NETWORK_TEST_NEO4J_PASSWORD; everything in its database is deleted. Without it one is started on loopback, once a
session, and stopped at its end, also when the session is killed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j

from graph_schema.store.location import ServerAccess, parse_server
from graph_schema.store.neo4j.server import ServerPlan, running_server

NAMED, PASSWORD = "RISK_NETWORK_TEST_NEO4J", "RISK_NETWORK_TEST_NEO4J_PASSWORD"
CANARY = "canary-of-the-tests"
"""The password of servers that we start: no message may ever hold it."""

_EMPTY = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"


@dataclass(frozen=True)
class TestServer:
    """A server whose data the tests may delete."""

    __test__ = False

    location: str
    access: ServerAccess

    def empty(self) -> None:
        """Delete every node, leaving the schema."""
        self.run(_EMPTY)

    def forget(self) -> None:
        """Delete everything, the schema too."""
        self.empty()
        for kind, column in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
            for name in self.run(f"SHOW {column} YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
                self.run(f"DROP {kind} `{name}` IF EXISTS")

    def run(self, query: str) -> list[object]:
        """Run any query, and return the first column of its answer."""
        place = parse_server(self.location)
        login = (self.access.user, self.access.read_password())
        with (
            neo4j.GraphDatabase.driver(f"{place.scheme}://{place.place}", auth=login) as driver,
            driver.session(database=self.access.database) as session,
        ):
            return list(session.run(query).value())


@contextmanager
def found_or_started(home: Path) -> Iterator[TestServer]:
    """Yield the server that is named, or one started in `home`."""
    named = os.environ.get(NAMED)
    if named:
        yield TestServer(named, ServerAccess(password=os.environ.get(PASSWORD, "")))
        return
    with running_server(ServerPlan(home, CANARY)) as server:
        yield TestServer(server.location, server.access)
