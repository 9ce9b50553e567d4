"""`risk-network ingest`: agencies' feeds into the graph."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from ingest.ingestion import Refused, find_feeds, ingest_feeds, open_reader
from ingest.report import Report
from service.cli.exits import CANNOT, LOOK, told_errors
from service.cli.forms import OutputFormat
from service.cli.opened import opened_store
from service.cli.output import print_report
from service.settings import load_settings


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Feeds, or folders of feeds: folder, .zip or .xlsx.")],
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print the reports.")] = OutputFormat.TABLE,
) -> None:
    """Land feeds in the order they were received, and say of each what became of every row."""
    console = Console(stderr=True)
    told: list[Report | Refused] = []
    with told_errors():
        feeds = find_feeds(paths)
        reading = open_reader(load_settings().profiles_dir)
        with opened_store() as store, reading as reader, Progress(console=console, transient=True) as progress:
            for outcome in progress.track(
                ingest_feeds(feeds, store, reader), total=len(feeds), description="Landing feeds"
            ):
                told.append(outcome)
                if format_ is OutputFormat.TABLE:
                    print_report(outcome, console)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps([outcome.as_json() for outcome in told], ensure_ascii=False, indent=2))
    if any(isinstance(outcome, Refused) for outcome in told):
        raise typer.Exit(CANNOT)
    if any(isinstance(outcome, Report) and outcome.has_problems for outcome in told):
        raise typer.Exit(LOOK)
