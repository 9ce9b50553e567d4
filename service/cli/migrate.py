"""`risk-network migrate`: bring a store to this program's schema."""

import typer

from graph_schema.store import migrate as migrate_store
from service.cli.exits import told_errors
from service.settings import load_settings


def migrate() -> None:
    """Bring the store up to the schema of this program, creating it where there is none; say what was done."""
    with told_errors():
        settings = load_settings()
        done = migrate_store(settings.store, access=settings.server_access)
        for step in done or ["nothing to do: the store is of this program's schema"]:
            typer.echo(step)
