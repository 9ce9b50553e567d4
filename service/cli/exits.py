"""How a command ends: 0 done, 1 done with something to look at, 2 could not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from graph_schema.store import StoreError
from ingest.errors import IngestError
from service.errors import ServiceError

LOOK, CANNOT = 1, 2


def stop(message: str) -> NoReturn:
    """Say on standard error why the command could not, and end it with 2."""
    typer.echo(message, err=True)
    raise typer.Exit(CANNOT)


@contextmanager
def told_errors() -> Iterator[None]:
    """End the command with 2 and the sentence to read, for everything that a person can mend."""
    try:
        yield
    except (StoreError, IngestError, ServiceError) as error:
        stop(str(error))
