"""`risk-network demo`: from nothing to a graph of an invented area, in one command."""

import shutil
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_data_path
from rich.console import Console
from rich.progress import Progress

from graph_schema.store import open_store
from ingest.ingestion import Refused, find_feeds, ingest_feeds, open_reader
from ingest.synthetic import Options, generate
from service.cli.exits import CANNOT, told_errors
from service.cli.output import print_counts, print_first_problems

STORE = "graph.lbug"


def demo(
    folder: Annotated[Path | None, typer.Option(help="Where to work; else in the user's data folder.")] = None,
    offenders: Annotated[int, typer.Option(min=1, help="How many nominals.")] = 2000,
) -> None:
    """Generate a synthetic area, land its feeds, and print what the graph holds and the first problems."""
    place = folder or user_data_path("risk-network") / "demo"
    console = Console(stderr=True)
    with told_errors():
        _clear(place)
        console.print(f"Inventing an area of {offenders:,} nominals; nobody in it exists.")
        generate(place / "area", Options(offenders=offenders))
        feeds = find_feeds([place / "area" / "feeds"])
        store = open_store(f"ladybug:{place / STORE}")
        try:
            with open_reader() as reader, Progress(console=console, transient=True) as progress:
                landing = ingest_feeds(feeds, store, reader)
                outcomes = list(progress.track(landing, total=len(feeds), description="Landing feeds"))
            stats = store.stats()
        finally:
            store.close()
    print_counts("What the graph holds", {**stats.nodes, **stats.relationships})
    print_first_problems(outcomes)
    typer.echo(f"Feeds and truth: {place / 'area'}. Graph: ladybug:{place / STORE} (set RISK_NETWORK_STORE to it).")
    if any(isinstance(outcome, Refused) for outcome in outcomes):
        raise typer.Exit(CANNOT)


def _clear(place: Path) -> None:
    """Take away what an earlier demonstration left in its own folder, and nothing else."""
    if (place / "area").exists():
        shutil.rmtree(place / "area")
    for left in place.glob(f"{STORE}*"):
        left.unlink()
    place.mkdir(parents=True, exist_ok=True)
