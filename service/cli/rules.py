"""`risk-network rules`: what is flagged and why, all of it or one rule."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.policy import Policy, load_policy
from service.rules import Rule, load_catalogue
from service.rules.describing import draw, thresholds
from service.security.catalogue import FAMILY, WATCHES, Watch, watch
from service.security.describing import rule_as_json, tell
from service.settings import load_settings


def rules(
    rule_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One rule, such as ACC-03.")] = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="Form of the output.")] = OutputFormat.TABLE,
) -> None:
    """List the rules, or tell what one means, where it is from, and draw what it looks for."""
    with told_errors():
        settings = load_settings()
        policy = load_policy(settings.policy_dir)
        catalogue = load_catalogue(settings.rules_dir, policy)
    if rule_id is None:
        _list(list(catalogue), policy, format_)
        return
    about_askers = watch(rule_id.upper())
    if about_askers is not None:
        _tell_watch(about_askers, policy, format_)
        return
    rule = catalogue.rule(rule_id.upper())
    if rule is None:
        stop(f"There is no rule {rule_id}. `risk-network rules` lists them.")
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(_json(rule, policy), ensure_ascii=False, indent=1))
        return
    _tell(rule, policy)


def _list(rules: list[Rule], policy: Policy, format_: OutputFormat) -> None:
    if format_ is OutputFormat.JSON:
        told = [_json(rule, policy) for rule in rules] + [rule_as_json(one, policy) for one in WATCHES]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    table = Table("rule", "family", "severity", "title")
    for rule in rules:
        table.add_row(rule.id, rule.family, rule.severity, rule.title)
    for one in WATCHES:
        table.add_row(one.id, FAMILY, one.severity, one.title)
    Console().print(table)


def _tell(rule: Rule, policy: Policy) -> None:
    lines = [
        f"{rule.id}  {rule.title}  ({rule.family}, at worst {rule.severity})",
        "",
        rule.finding,
        *([f"Could not check: {rule.header.unknown}"] if rule.header.unknown else []),
        *([f"Exactly: {' '.join(rule.header.reading)}"] if rule.header.reading else []),
        f"Next step: {rule.next_step}",
        *(f"Guidance: {one.document}, {one.section}" for one in rule.guidance),
        *(f"Threshold: {one}" for one in thresholds(rule, policy)),
        "",
        "It looks for:",
        *(f"  {line}" for line in draw(rule.question)),
    ]
    typer.echo("\n".join(lines))


def _tell_watch(rule: Watch, policy: Policy, format_: OutputFormat) -> None:
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(rule_as_json(rule, policy), ensure_ascii=False, indent=1))
    else:
        typer.echo("\n".join(tell(rule, policy)))


def _json(rule: Rule, policy: Policy) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "family": rule.family,
        "severity": rule.severity.value,
        "subject": rule.header.subject,
        "guidance": [{"document": one.document, "section": one.section} for one in rule.guidance],
        "finding": rule.finding,
        "couldNotCheck": rule.header.unknown or None,
        "reading": " ".join(rule.header.reading) or None,
        "nextStep": rule.next_step,
        "policy": {key: policy.threshold(key).value for key in rule.policy_keys},
    }
