"""`risk-network serve`: the service, until it is told to stop."""

from typing import Annotated

import typer

from service.cli.exits import told_errors
from service.settings import Settings, load_settings


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; else RISK_NETWORK_HOST.")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="0 takes a free one; else RISK_NETWORK_PORT.")
    ] = None,
) -> None:
    """Serve the API and print its address; nothing is served without signing in."""
    # The libraries of a server cost a second, which the other commands need not spend.
    from service.cli.serving import run
    from service.logs import configure_logs

    with told_errors():
        settings = load_settings()
    said = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    configure_logs()
    run(Settings.model_validate(settings.model_dump() | said))
