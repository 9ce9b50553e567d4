"""`risk-network dry-run`: what a change of policy or rules would have flagged over the last months."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from graph_schema.areas import AREAS
from graph_schema.store import open_store
from service.cli.days import asked
from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.dry_run import Rulebook, as_json, month_ends, try_change
from service.policy import load_policy
from service.rules import load_catalogue
from service.settings import Settings, load_settings


def dry_run(
    policy: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="A folder of policy files, as POLICY_DIR names one."),
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(exists=True, file_okay=False, help="A folder of own rules, as RULES_DIR names one.")
    ] = None,
    months: Annotated[int, typer.Option(min=1, max=120, help="How many months back, this one included.")] = 12,
    area: Annotated[str | None, typer.Option(help="Only cases of this MAPPA area, by its slug.")] = None,
    examples: Annotated[int, typer.Option(min=0, max=1000, help="How many flags of each kind to show.")] = 3,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Try a policy or rule change over the past: flags added, removed and changed, by area and month, with examples.

    Each month is asked about as of its last day, as it was known at the end of that day, by what is in force today and
    by what would be. Values that count only from a later day are tried as if they counted. Nothing is written.
    """
    if policy is None and rules is None:
        stop("Name what would change: --policy DIR, --rules DIR, or both.")
    if area is not None and area not in AREAS:
        stop("--area must be the slug of one of the 42 MAPPA areas, such as cheshire or greater-manchester.")
    now = asked(None, None)
    with told_errors():
        settings = load_settings()
        before = _rulebook(settings.policy_dir, settings.rules_dir, now.day)
        after = _rulebook(*_candidates(settings, policy, rules), date.max if policy else now.day)
        with closing(open_store(settings.store, access=settings.server_access, read_only=True, create=False)) as store:
            run = try_change(store, before, after, month_ends(now.day, months), area=area)
            told = as_json(run, store, now, examples=examples)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(told)


def _candidates(settings: Settings, policy: Path | None, rules: Path | None) -> tuple[Path | None, Path | None]:
    return policy or settings.policy_dir, rules or settings.rules_dir


def _rulebook(policy_dir: Path | None, rules_dir: Path | None, today: date) -> Rulebook:
    policy = load_policy(policy_dir, today)
    return Rulebook(load_catalogue(rules_dir, policy), policy)


def _print(told: dict[str, Any]) -> None:
    if not told["rules"]:
        typer.echo("Nothing would change: no rule reads otherwise, and none of their thresholds differs.")
        return
    flags = told["flags"]
    title = f"would add {flags['added']} flags, remove {flags['removed']}, change {flags['changed']}"
    table = Table("month", "area", "stood", "would stand", "added", "removed", "changed", title=title)
    for one in told["months"]:
        figures = (one[name] for name in ("stood", "wouldStand", "added", "removed", "changed"))
        table.add_row(one["month"], one["area"], *map(str, figures))
    console = Console()
    console.print(table)
    shown = [(group, one) for group, ones in told["examples"].items() for one in ones]
    if shown:
        listed = Table("", "rule", "case", "subject", "severity", "finding", title="Examples, the worst first")
        for group, one in shown:
            severity = " → ".join(one[name] or "–" for name in ("severityBefore", "severityAfter"))
            listed.add_row(group, one["rule"], one["caseRef"] or "–", one["subject"], severity, one["summary"])
        console.print(listed)
    console.print(
        f"Rules evaluated: {', '.join(told['rules'])}. {told['secondsPerMonth']} s a month. Nothing was written."
    )
