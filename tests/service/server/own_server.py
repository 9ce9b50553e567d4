"""A Neo4j server of a test's own, at one address, that is killed and started again; what it holds stays."""

import socket
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psutil

from graph_schema.store.neo4j.server import RunningServer, ServerPlan, running_server
from tests.neo4j_server import CANARY
from tests.service.server.processes import Shared


@dataclass
class OwnServer:
    """A server that is there or not; use it as a context."""

    home: Path
    port: int = 0
    settings: dict[str, str] = field(default_factory=dict)
    _running: RunningServer | None = None
    _ending: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.close()

    def start(self) -> None:
        """Start it where it was, and wait until it answers."""
        plan = ServerPlan(self.home, CANARY, settings=self.settings, port=self.port)
        self._running = self._ending.enter_context(running_server(plan))

    def kill(self) -> None:
        """Kill it with no chance to tidy up."""
        assert self._running is not None
        self.java.kill()
        self._running.process.wait()

    @property
    def java(self) -> psutil.Process:
        """Return the server's own process, which a guard has started."""
        assert self._running is not None
        (java,) = psutil.Process(self._running.process.pid).children()
        return java

    @property
    def shared(self) -> Shared:
        """Return the store on it."""
        assert self._running is not None
        return Shared(self._running.location, self._running.access)
