"""`risk-network copy`: a whole store to another engine."""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from graph_schema.store import GraphStore, open_store
from graph_schema.store.location import Neo4jServer, parse_location
from service.cli.exits import stop, told_errors
from service.settings import load_settings

_SERVER_ROWS, _FILE_ROWS = 20_000, 100_000
"""How many rows go into one write: a server keeps each in its memory (docs/adr/0006-neo4j-engine.md); a file is written
faster in larger ones."""


def copy(
    from_: Annotated[str, typer.Option("--from", help="The store to copy: ladybug:PATH or neo4j://HOST:PORT.")],
    to: Annotated[str, typer.Option("--to", help="Where to: the same forms; empty, or a copy that was stopped.")],
) -> None:
    """Copy a whole store to another engine, then read both and compare them, kind by kind.

    A copy that was stopped goes on when the same command is run again; until it is whole, nothing else opens the
    target. Stop the service and what else writes the source first. Ends with 0 where the copy is proven the same, else
    with 2. Logs in to a server by the settings RISK_NETWORK_STORE_USER, _PASSWORD_FILE, _DATABASE and _CERTIFICATES.
    """
    from service.moving import CannotCopy, opened_target

    with told_errors():
        if parse_location(from_) == parse_location(to):
            raise CannotCopy("--from and --to name the same store: name another one to copy to.")
        access = load_settings().server_access
        source = open_store(from_, access=access, read_only=True)
        try:
            with opened_target(to, access) as target:
                if not target.is_whole:
                    size = _SERVER_ROWS if isinstance(parse_location(to), Neo4jServer) else _FILE_ROWS
                    _copy(source, target.store, size)
                _prove(source, target.store, is_old=target.is_whole)
                if not target.is_whole:
                    target.finish()
        finally:
            source.close()
    typer.echo(
        "The target was already a copy of the source: nothing was written."
        if target.is_whole
        else "The copy is whole. The audit, the flags' decisions and the ledger of placement checks are files beside "
        "the store and were not copied: docs/deployment.md says how to move them."
    )


def _copy(source: GraphStore, target: GraphStore, size: int) -> None:
    from service.moving import copy_rows

    stats = source.stats()
    total = sum(stats.nodes.values()) + sum(stats.relationships.values())
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Copying", total=total)
        for done in copy_rows(source, target, size):
            progress.update(task, completed=done)


def _prove(source: GraphStore, target: GraphStore, *, is_old: bool) -> None:
    """Print what both hold; end the command with 2 where it is not the same."""
    from service.moving import compare

    table = Table("kind", "held", "digest", title="In both stores")
    different = []
    for found in compare(source, target):
        if found.is_same:
            table.add_row(found.title, f"{found.source.rows:,}", found.source.code[:16])
        else:
            different.append(f"{found.title} ({found.source.rows:,} and {found.target.rows:,})")
    if not different:
        Console().print(table)
        return
    told = f"Source and target differ in {', '.join(different)}. "
    if is_old:
        stop(told + "The target is not empty and not a copy of the source: name another one.")
    stop(told + "Something else wrote one of them meanwhile: stop it, delete the target, and copy again.")
