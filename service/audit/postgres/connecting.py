"""Connecting to the audit's server: as a role that can add and not change, over TLS unless on this machine."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from service.audit.errors import AuditAway, WrongAudit
from service.audit.location import AuditServer

Connection = psycopg.Connection[tuple[object, ...]]

COOL_DOWN_SECONDS = 1.0
"""After a connection that failed: those who wait meanwhile are told at once, not each after a time-out of its own."""
_CONNECT = {
    "application_name": "risk-network",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
"""Seconds, the last in milliseconds: how long a server that is gone without a word can keep an answer waiting."""

_CAN_CHANGE = """
SELECT pg_has_role(relowner, 'MEMBER') OR has_any_column_privilege(oid, 'UPDATE')
    OR has_table_privilege(oid, 'DELETE') OR has_table_privilege(oid, 'TRUNCATE')
FROM pg_class WHERE oid = 'risk_network_audit.entries'::regclass
"""

_HINTS = {
    "28": "check the role and its password",
    "3D": "there is no such database",
    "42": "run the SQL that `risk-network audit schema` prints, and log in as the role it makes",
    "3F": "run the SQL that `risk-network audit schema` prints",
    "25": "it takes no entries: it is a copy of another server, or set to be read alone",
    "53": "it has no room, or no connection to spare",
    "55": "another process is adding and does not end",
}
"""By the class of the server's own code for a fault (PostgreSQL, Appendix A)."""
_UNREACHED = "check that it runs, can be reached from here, and takes the role and its password"


@dataclass
class Login:
    """How to connect to one audit. `clock` counts seconds; the password is read again for every connection."""

    server: AuditServer
    password_file: Path | None = None
    clock: Callable[[], float] = time.monotonic
    _failed: float = field(default=float("-inf"), init=False)

    def connect(self) -> Connection:
        """Return a connection that commits by statement unless told; raises AuditAway."""
        if self.clock() - self._failed < COOL_DOWN_SECONDS:
            raise AuditAway(f"The audit on {self.server.place} could not be reached a moment ago: wait a second.")
        try:
            with told_faults(self.server):
                connection = psycopg.connect(self._address(), autocommit=True)
                try:
                    self._refuse_power(connection)
                except BaseException:
                    connection.close()
                    raise
        except AuditAway:
            self._failed = self.clock()
            raise
        return connection

    def _address(self) -> str:
        told = {name: str(value) for name, value in conninfo_to_dict(self.server.address).items() if value is not None}
        parameters = _CONNECT | _guarded(told, os.environ) | told
        if self.password_file is not None:
            parameters["password"] = _read_password(self.password_file)
        return make_conninfo(**parameters)

    def _refuse_power(self, connection: Connection) -> None:
        found = connection.execute(_CAN_CHANGE).fetchone()
        if found != (False,):
            raise AuditAway(
                f"The role that logs in to the audit on {self.server.place} could change or remove entries: log in as "
                "risk_network_audit, which the SQL of `risk-network audit schema` makes."
            )


def check_address(server: AuditServer) -> None:
    """Raise WrongAudit where the driver cannot read the address."""
    try:
        conninfo_to_dict(server.address)
    except psycopg.Error:
        # What it says would repeat the address.
        raise WrongAudit("The address of the audit's server cannot be read: check its spelling.") from None


@contextmanager
def told_faults(server: AuditServer) -> Iterator[None]:
    """Turn what the driver says, which may quote a row or an address, into a sentence with the kind of fault alone."""
    try:
        yield
    except psycopg.Error as fault:
        state = fault.sqlstate or ""
        hint = _HINTS.get(state[:2], _UNREACHED)
        raise AuditAway(
            f"The audit on {server.place} cannot be used ({state or type(fault).__name__}): {hint}."
        ) from None


def _guarded(told: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Return what makes a connection over a network prove that the server is who it says, unless that is set."""
    hosts = told.get("host") or environment.get("PGHOST") or ""
    is_here = all(host in {"", "localhost", "127.0.0.1", "::1"} or host.startswith("/") for host in hosts.split(","))
    if is_here or "sslmode" in told or environment.get("PGSSLMODE"):
        return {}
    guarded = {"sslmode": "verify-full"}
    if not environment.get("PGSSLROOTCERT") and not Path("~/.postgresql/root.crt").expanduser().exists():
        guarded["sslrootcert"] = "system"
    return guarded


def _read_password(file: Path) -> str:
    try:
        password = file.read_text(encoding="utf-8").strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise AuditAway(f"The file of the audit's password, {file}, cannot be read ({reason}).") from None
    if not password:
        raise AuditAway(f"The file of the audit's password, {file}, is empty.")
    return password
