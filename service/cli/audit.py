"""`risk-network audit`: whether the audit is as it was written."""

import json
from importlib.resources import files
from typing import Annotated

import typer

from service.audit import Head, Verification
from service.audit.anchor import NOTHING
from service.audit.configured import join_configured, open_existing
from service.cli.exits import LOOK, stop, told_errors
from service.cli.forms import OutputFormat
from service.cli.patterns import patterns
from service.settings import load_settings

app = typer.Typer(name="audit", help="Who saw or did what, and why.", no_args_is_help=True)


@app.callback()
def audit() -> None:
    """Who saw or did what, and why."""


app.command("patterns")(patterns)


@app.command("verify")
def verify(
    noted: Annotated[
        str | None, typer.Option(help="A head printed by an earlier check and kept elsewhere: COUNT:CODE.")
    ] = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Read the audit through and say whether any entry was changed, removed, added or cut off; it may be in use.

    Ends with 0 where it is sound, 1 where it is not, naming the first entry that is not as it was written, and 2 where
    it cannot be read. Note the head down elsewhere: it tells whether the whole was put back to an earlier state.
    """
    with told_errors():
        log = open_existing(load_settings())
        try:
            found = log.verify(_parse_head(noted))
        finally:
            log.close()
    _tell(found, format_)


@app.command("join")
def join(
    noted: Annotated[
        str | None, typer.Option(help="The head as another machine's `audit verify` printed it: COUNT:CODE.")
    ] = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Make this machine ready to add to an audit on a server that other machines write, once it was read through.

    It needs the key of that audit. Give the head that another machine knows, or compare the one that is printed: a
    machine that never saw the audit cannot tell by itself that its end was cut off. Ends as `verify` does.
    """
    with told_errors():
        found = join_configured(load_settings(), _parse_head(noted))
    _tell(found, format_)


@app.command("schema")
def schema() -> None:
    """Print the SQL that makes the table of an audit on PostgreSQL, and the roles that can add to it and no more."""
    typer.echo(files("service.audit.postgres").joinpath("schema.sql").read_text("utf-8"), nl=False)


def _tell(found: Verification, format_: OutputFormat) -> None:
    if format_ is OutputFormat.JSON:
        told = {"sound": found.is_sound, "entries": found.head.count, "head": str(found.head)}
        typer.echo(json.dumps(told | {"firstBad": found.first_bad, "fault": found.fault or None}, indent=2))
    elif found.is_sound:
        typer.echo(f"The audit is as it was written: {found.head.count:,} entries. Head: {found.head}")
    else:
        typer.echo(f"The audit is not as it was written. {found.fault}")
    if not found.is_sound:
        raise typer.Exit(LOOK)


def _parse_head(noted: str | None) -> Head:
    if noted is None:
        return NOTHING
    count, colon, code = noted.strip().partition(":")
    if not (colon and count.isascii() and count.isdigit() and len(code) == len(NOTHING.code)):
        stop("--noted must be a head as `risk-network audit verify` prints it: COUNT:CODE.")
    return Head(int(count), code)
