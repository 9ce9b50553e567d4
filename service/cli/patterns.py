"""`risk-network audit patterns`: what the audit and the ledger of placement checks give away about those who ask."""

import json
from contextlib import closing
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from service.audit.configured import open_existing
from service.cli.exits import LOOK, told_errors
from service.cli.forms import OutputFormat
from service.placement.configured import ledger_path, open_ledger
from service.policy import load_policy
from service.security import as_json, look_for_patterns
from service.security.catalogue import LOOK_BACK
from service.settings import load_settings


def patterns(
    days: Annotated[
        int | None, typer.Option(min=1, max=3650, help="How many days back to read; else as policy says.")
    ] = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Look for placement checks that close in on a place, and for access without a link to a case.

    For the security officer. Ends with 0 where nothing is found, 1 where something is, 2 where it cannot be read. What
    is printed are ids and references, never where anybody is.
    """
    with told_errors():
        settings = load_settings()
        policy = load_policy(settings.policy_dir)
        back = policy.whole(LOOK_BACK) if days is None else days
        since = datetime.now().astimezone() - timedelta(days=back)
        checks = []
        if ledger_path(settings).exists():
            with closing(open_ledger(settings)) as ledger:
                checks = list(ledger.all())
        with closing(open_existing(settings)) as audit:
            told = as_json(look_for_patterns(audit, checks, policy, since))
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(told, back)
    if told:
        raise typer.Exit(LOOK)


def _print(told: list[dict[str, Any]], days: int) -> None:
    if not told:
        typer.echo(f"No pattern in the last {days} days.")
        return
    table = Table("rule", "pattern", "who", "case", "area", "how often", "from", "to", "references")
    for one in told:
        table.add_row(
            one["rule"], one["pattern"], ", ".join(one["who"]), one["caseRef"] or "–", one["area"] or "–",
            str(one["count"]), one["first"], one["last"], ", ".join(one["references"]),
        )  # fmt: skip
    console = Console()
    console.print(table)
    for meaning in dict.fromkeys(f"{one['pattern']}: {one['meaning']}" for one in told):
        console.print(meaning, markup=False, highlight=False)
    for step in dict.fromkeys(one["nextStep"] for one in told):
        console.print(f"Next step: {step}", markup=False, highlight=False)
