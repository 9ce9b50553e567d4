"""`risk-network export`: what the graph holds, as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from service.cli.exits import told_errors
from service.cli.opened import opened_store
from service.exports.files import Format, write_frames
from service.exports.people import export_people
from service.exports.statements import export_statements


class What(StrEnum):
    """What can be exported."""

    PEOPLE = "people"
    STATEMENTS = "statements"


def export(
    what: Annotated[What, typer.Argument(help="people: one row per record; statements: everything, with provenance.")],
    format_: Annotated[Format, typer.Option("--format", help="Form of the file.")] = Format.CSV,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; else standard output.")] = None,
) -> None:
    """Write people or statements, to a file or to standard output."""
    with told_errors(), opened_store(read_only=True) as store:
        frames = iter([export_people(store)]) if what is What.PEOPLE else export_statements(store)
        write_frames(frames, format_, output)
