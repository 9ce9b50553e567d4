"""`risk-network demo`: from nothing to a running service on an invented area, in one command."""

import shutil
from pathlib import Path
from typing import Annotated

import typer
from platformdirs import user_data_path
from rich.console import Console
from rich.progress import Progress

from graph_schema.store import GraphStore, open_store
from service.cli.demo_store import DemoStore, StoreKind, left_by, opened_place
from service.cli.exits import CANNOT, told_errors
from service.cli.output import print_counts, print_first_problems
from service.questions import load_question


def demo(
    folder: Annotated[Path | None, typer.Option(help="Where to work; else in the user's data folder.")] = None,
    offenders: Annotated[int, typer.Option(min=1, help="How many nominals.")] = 2000,
    store: Annotated[
        StoreKind, typer.Option(help="Where the graph is kept: in a file, or on a Neo4j server started for it.")
    ] = StoreKind.LADYBUG,
    *,
    serve: Annotated[bool, typer.Option(help="Serve the area once it has landed.")] = True,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to serve; 0 takes a free one.")] = 8000,
) -> None:
    """Generate a synthetic area, land its feeds, print what the graph holds, and serve it."""
    place = folder or user_data_path("risk-network") / "demo"
    with told_errors():
        _clear(place)
        with opened_place(store, place) as kept:
            hints = _land(kept, place, offenders)
            typer.echo(f"Feeds and truth: {place / 'area'}. {kept.told}")
            if serve:
                typer.echo("\n".join(hints))
                _serve(kept, port)


def _land(kept: DemoStore, place: Path, offenders: int) -> list[str]:
    """Invent an area, land it and say what is held; returns what a visitor may try."""
    from ingest.ingestion import Refused, find_feeds, ingest_feeds, open_reader
    from ingest.synthetic import Options, generate

    console = Console(stderr=True)
    console.print(f"Inventing an area of {offenders:,} nominals; nobody in it exists.")
    generate(place / "area", Options(offenders=offenders))
    feeds = find_feeds([place / "area" / "feeds"])
    store = open_store(kept.location, access=kept.access)
    try:
        with open_reader() as reader, Progress(console=console, transient=True) as progress:
            landing = ingest_feeds(feeds, store, reader)
            outcomes = list(progress.track(landing, total=len(feeds), description="Landing feeds"))
        stats, hints = store.stats(), _hints(store)
    finally:
        store.close()
    print_counts("What the graph holds", {**stats.nodes, **stats.relationships})
    print_first_problems(outcomes)
    if any(isinstance(outcome, Refused) for outcome in outcomes):
        raise typer.Exit(CANNOT)
    return hints


def _serve(kept: DemoStore, port: int) -> None:
    from service.cli.serving import run
    from service.logs import configure_logs
    from service.settings import Settings, load_settings

    configure_logs()
    # What was not set follows the demonstration's store, not the one that the settings alone would name.
    given = load_settings().model_dump(exclude_unset=True)
    run(Settings.model_validate(given | dict(kept.settings) | {"port": port}))


def _hints(store: GraphStore) -> list[str]:
    """Return what to type into the form of a placement check: a housing provider, and an address of theirs."""
    question = load_question("service.cli", "premises_to_try")
    premises = store.read(question).to_pylist()
    if not premises:
        return []
    first = premises[0]
    return [
        "Open the address below, sign in as a chair, and choose a case.",
        f"For a placement check, sign in as a housing officer of {first['provider']} and try UPRN {first['uprn']}.",
    ]


def _clear(place: Path) -> None:
    """Take away what an earlier demonstration left in its own folder, and nothing else."""
    place.mkdir(parents=True, exist_ok=True)
    for left in (place / "area", *left_by(place)):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink(missing_ok=True)
