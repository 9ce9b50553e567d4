"""Running the service: it listens, says where, and tells in a sentence why it could not."""

import asyncio
import logging
import signal
import socket
import sys

import typer
import uvicorn

from graph_schema.store import StoreError
from ingest.errors import IngestError
from service.app import create_app
from service.cli.exits import stop
from service.errors import ServiceError
from service.settings import Settings

_TOLD = (StoreError, IngestError, ServiceError)


def run(settings: Settings) -> None:
    """Serve by these settings; ends the command with 2 and a sentence where it cannot."""
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        server_header=False,
        # Only what the connection itself says counts: a header could claim to come from this machine.
        proxy_headers=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=10,
        h11_max_incomplete_event_size=32 * 1024,
    )
    listening = _listen(settings.host, settings.port)
    server = _Server(config)
    # What the server would say of its own is told below in a sentence, or logged by the application.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL + 1)
    # Once it has stopped the server raises the signal that stopped it again, which is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        asyncio.run(server.serve(sockets=[listening]))
    except KeyboardInterrupt:
        return
    except SystemExit:
        if server.started:
            return
    finally:
        listening.close()
    if not server.started:
        _tell(app.state)


def _tell(state: object) -> None:
    fault = getattr(state, "fault", None)
    stop(str(fault) if isinstance(fault, _TOLD) else "The service could not start: see the log.")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError:
        stop(f"{host} is no address of this machine: set RISK_NETWORK_HOST.")
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(256)
    except OSError as error:
        listening.close()
        stop(f"{host} port {port} cannot be listened on ({error.strerror}): choose another with --port.")
    return listening


class _Server(uvicorn.Server):
    """Says where it listens once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets=sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            typer.echo(
                f"Risk Network is at http://{shown}:{port}/ (API: /api/v1, documentation: /docs). Ctrl+C stops it."
            )
