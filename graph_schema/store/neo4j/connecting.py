"""Reaching a Neo4j server: the driver set up as we need it, and a first word with the server."""

import logging
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.auth_management import AuthManager
from neo4j.exceptions import DriverError, Neo4jError

from graph_schema.store.errors import StoreUnavailable, WrongLocation
from graph_schema.store.limits import Limits
from graph_schema.store.location import Neo4jServer, ServerAccess
from graph_schema.store.neo4j.faults import told

OLDEST = (5, 13)
"""The oldest server that we take: the first of version 5 with all that our queries and the driver's messages need."""

# At its lowest level the driver logs the parameters of queries, which are about people: it must never be let.
logging.getLogger("neo4j").setLevel(logging.WARNING)

_WRITERS = 4
"""Connections beside the readers': one writes at a time, others wait for their turn or sign a commit."""

_CONNECT_SECONDS = 10.0
_ACQUIRE_SECONDS = 20.0
"""How long to wait for a connection that is free, or for a new one to be made: a server that takes a connection and
then says nothing costs that long."""

_IDLE_SECONDS = 60.0
"""From how long a connection has been idle it is tried before it is used: firewalls drop silent ones unasked."""

_RETRY_SECONDS = 15.0
"""For how long a transaction that met a passing fault (a change of leader, a lost connection) is tried again."""


def connect(server: Neo4jServer, access: ServerAccess, limits: Limits) -> neo4j.Driver:
    """Return a driver for a server; nothing is sent yet. Raises LoginRefused or WrongLocation for wrong settings."""
    access.read_password()
    scheme, trust = _trust(server, access)
    return neo4j.GraphDatabase.driver(
        f"{scheme}://{server.place}",
        auth=_Login(access),
        max_connection_pool_size=limits.readers + _WRITERS,
        connection_acquisition_timeout=min(limits.query_seconds, _ACQUIRE_SECONDS),
        connection_timeout=_CONNECT_SECONDS,
        liveness_check_timeout=_IDLE_SECONDS,
        max_transaction_retry_time=_RETRY_SECONDS,
        # Hints about queries, of labels not in the store yet above all: our own check against the vocabulary, which is
        # stricter, has been made by then.
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="risk-network",
        **trust,
    )


@dataclass(frozen=True)
class _Login(AuthManager):
    """The user and the password as they stand at this moment, for every connection that is made or used again.

    The driver's own keeps a password that the server has refused, so that a new one would never be used.
    """

    access: ServerAccess

    def get_auth(self) -> neo4j.Auth:
        """Return what to log in with; raises LoginRefused where the password's file cannot be read."""
        return neo4j.basic_auth(self.access.user, self.access.read_password())

    def handle_security_exception(self, auth: object, error: Neo4jError) -> bool:  # noqa: ARG002 - as it is declared
        """Have nothing tried again: a server locks out whoever tries too often."""
        return False


def _trust(server: Neo4jServer, access: ServerAccess) -> tuple[str, Mapping[str, Any]]:
    """Return the scheme and the settings that say whom to trust."""
    if not server.is_guarded:
        if access.certificates is not None:
            raise WrongLocation(
                "A file of certificate authorities is set and the store's address does not ask for TLS: begin it with "
                "neo4j+s:// or bolt+s://, or set no file."
            )
        return server.scheme, {}
    if access.certificates is None:
        return f"{server.scheme}+s", {}
    try:
        return server.scheme, {"ssl_context": ssl.create_default_context(cafile=access.certificates.expanduser())}
    except OSError:
        raise WrongLocation(
            f"The file of certificate authorities {access.certificates} cannot be used: it must be there, readable, "
            "and in PEM form."
        ) from None


def check_answers(server: Neo4jServer, access: ServerAccess, limits: Limits | None = None) -> None:
    """Raise the StoreError that says why a server cannot be used, if it cannot."""
    with connect(server, access, limits or Limits()) as driver:
        greet(driver, server, access)


def greet(driver: neo4j.Driver, server: Neo4jServer, access: ServerAccess) -> None:
    """Reach the server and see that it is one we can use; raises StoreError."""
    if access.database == "system":
        raise WrongLocation("The database named system is the Neo4j server's own: name another, or none.")
    try:
        agent = driver.get_server_info().agent
        # A wrong name of a database shows in the first query alone.
        with driver.session(database=access.database, default_access_mode=neo4j.READ_ACCESS) as session:
            session.run("RETURN 1").consume()
    except (Neo4jError, DriverError, OSError, ValueError) as error:
        raise told(_plain_reason(error, server, access), server.place) from None
    check_version(agent)


def _plain_reason(error: Exception, server: Neo4jServer, access: ServerAccess) -> Exception:
    """Return why a server was not reached: asked for its cluster, the driver hides that, so it is asked directly."""
    if not server.is_routed or isinstance(error, Neo4jError):
        return error
    direct = Neo4jServer(server.host, server.port, is_routed=False, is_guarded=server.is_guarded)
    with connect(direct, access, Limits(query_seconds=_CONNECT_SECONDS)) as driver:
        try:
            driver.get_server_info()
        except (Neo4jError, DriverError, OSError, ValueError) as reason:
            return reason
    return error


def check_version(agent: str) -> None:
    """Raise StoreUnavailable for a server of a version we cannot use; `agent` is as it names itself: Neo4j/5.26.30."""
    found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if found is None:
        raise StoreUnavailable("The server of the store is no Neo4j server: name one of version 5.13 or newer.")
    if (int(found[1]), int(found[2])) < OLDEST:
        raise StoreUnavailable(
            f"The Neo4j server is of version {found[1]}.{found[2]} and this program needs 5.13 or newer: upgrade the "
            "server, or keep the graph in a file."
        )
