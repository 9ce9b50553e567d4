"""`risk-network changes`: what is new, worse, better or gone in a case since a day, and which statements did it."""

import json
from contextlib import closing
from datetime import date
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import open_store
from service.cli.days import asked
from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.flags.changes import changes as find_changes
from service.flags.output import Json, changes_as_json
from service.policy import load_policy
from service.rules import load_catalogue
from service.settings import load_settings


def changes(
    case: Annotated[str, typer.Argument(help="The case, by its case_ref.")],
    since: Annotated[str, typer.Option(help="The day to compare with, as known at its end, YYYY-MM-DD.")],
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Compare what the rules find in a case now with what they found on a day, as things were known then."""
    now = asked(None, None)
    before = _moment(since)
    if before.known > now.known:
        stop("--since must be a day before today.")
    with told_errors():
        settings = load_settings()
        policy = load_policy(settings.policy_dir)
        catalogue = load_catalogue(settings.rules_dir, policy)
        with closing(open_store(settings.store, access=settings.server_access, read_only=True, create=False)) as store:
            found = find_changes(store, catalogue, policy, case, before, now)
            told = changes_as_json(found, store, now)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(told, case, before.day)


def _moment(since: str) -> AsOf:
    try:
        day = date.fromisoformat(since)
    except ValueError:
        stop("--since must be a day such as 2026-05-27.")
    return AsOf(day, end_of_day(day))


def _print(told: list[Json], case: str, since: date) -> None:
    table = Table(
        "change", "rule", "severity", "finding", "because", title=f"{case} since {since}: {len(told)} changes"
    )
    for one in told:
        table.add_row(one["change"], one["rule"], one["severity"], one["summary"], "\n".join(_because(one)))
    Console().print(table)


def _because(one: Json) -> list[str]:
    """Return the statements that did it, one a line."""
    lines = [_line("+", step) for step in one["begun"]] + [_line("-", step) for step in one["ended"]]
    return lines or ["no statement of its path: a day passed, or what was missing came"]


def _line(sign: str, step: Json) -> str:
    agencies = ", ".join(dict.fromkeys(source["agency"] for source in step["sources"]))
    return f"{sign} {step['fromLabel']} {step['type']} {step['toLabel']} ({agencies})"
