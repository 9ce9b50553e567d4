"""`risk-network export`: what the graph holds, as files."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from graph_schema.case_network import Audience
from service.cli.days import AsOfOption, KnownAtOption
from service.cli.exits import stop, told_errors
from service.cli.map import View, read_case
from service.cli.opened import opened_store
from service.exports.files import Format, write_frames
from service.exports.people import export_people
from service.exports.statements import export_statements


class What(StrEnum):
    """What can be exported."""

    PEOPLE = "people"
    STATEMENTS = "statements"
    FLAGS = "flags"
    NETWORK = "network"
    GRAPH = "graph"


class Target(StrEnum):
    """What a whole graph can be exported for."""

    NEO4J_IMPORT = "neo4j-import"


class Form(StrEnum):
    """Every form of a file; not each will do for everything."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"
    PARQUET = "parquet"
    GRAPHML = "graphml"
    GEXF = "gexf"


def export(
    what: Annotated[
        What,
        typer.Argument(
            help="people: a row per record; statements: with provenance; flags: as they stand; network: of a CASE; "
            "graph: everything, --for an import."
        ),
    ],
    case: Annotated[str | None, typer.Argument(help="The case_ref, for a network.")] = None,
    format_: Annotated[Form, typer.Option("--format", help="Form of the file.")] = Form.CSV,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; else standard output.")] = None,
    for_: Annotated[Target | None, typer.Option("--for", help="What a graph is for; -o names a new folder.")] = None,
    audience: Annotated[Audience, typer.Option(help="Who is to read a network.")] = Audience.CHAIR,
    victim: Annotated[
        str | None,
        typer.Option(help="Whom a victim-safe network is for, by agency:ref; without it no victim is in it."),
    ] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
) -> None:
    """Write people, statements or the network of a case, to a file or to standard output."""
    if what is What.GRAPH:
        _export_graph(for_, output)
        return
    if what is What.NETWORK:
        if case is None:
            stop("Name the case: risk-network export network CASE.")
        _export_network(case, format_, output, View(audience, victim, as_of, known_at))
        return
    if case is not None:
        stop(f"{what} are exported whole: leave out {case!r}.")
    if format_.value not in {form.value for form in Format}:
        stop(f"{what} cannot be written as {format_}: use one of {', '.join(Format)}.")
    if what is What.FLAGS:
        _export_flags(Format(format_), output)
        return
    with told_errors(), opened_store(read_only=True) as store:
        frames = iter([export_people(store)]) if what is What.PEOPLE else export_statements(store)
        write_frames(frames, Format(format_), output)


def _export_graph(target: Target | None, folder: Path | None) -> None:
    from rich.console import Console
    from rich.progress import Progress

    from service.exports.graph import export_for_import, import_command
    from service.settings import load_settings

    if target is None or folder is None:
        stop(f"A graph is written for an import, to a folder: add --for {Target.NEO4J_IMPORT} -o FOLDER.")
    with told_errors():
        database = load_settings().store_database
        with opened_store(read_only=True) as store, Progress(console=Console(stderr=True), transient=True) as progress:
            stats = store.stats()
            total = sum(stats.nodes.values()) + sum(stats.relationships.values())
            task = progress.add_task("Writing", total=total)
            for done in export_for_import(store, folder):
                progress.update(task, completed=done)
    typer.echo(f"{total:,} nodes and relationships. With the server stopped, as its user and on its machine, run:")
    typer.echo(f"    {import_command(folder, database)}")
    typer.echo("Then start it, and run `risk-network migrate` on it, which makes its constraints and indexes.")


def _export_flags(format_: Format, output: Path | None) -> None:
    from service.cli.flags import opened_desk
    from service.exports.flags import export_flags
    from service.settings import load_settings

    with told_errors(), opened_desk(load_settings()) as desk:
        frame = export_flags(desk.book, desk.store, desk.catalogue, desk.policy, desk.now)
        write_frames(iter([frame]), format_, output)


def _export_network(case: str, format_: Form, output: Path | None, view: View) -> None:
    from service.exports.network import NetworkFormat, save_network, write_network

    if format_.value not in {form.value for form in NetworkFormat}:
        stop(f"A network cannot be written as {format_}: use one of {', '.join(NetworkFormat)}.")
    form = NetworkFormat(format_)
    with told_errors(), opened_store(read_only=True) as store:
        network = read_case(store, case, view)
        if output is None:
            sys.stdout.buffer.write(write_network(network, form))
            sys.stdout.buffer.flush()
        else:
            save_network(network, form, output)
