"""`risk-network sweep`: the rules over everybody, and what they find."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph_schema.areas import AREAS
from service.cli.days import AsOfOption, KnownAtOption, asked
from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.cli.opened import opened_store


def sweep(
    area: Annotated[str | None, typer.Option(help="Only cases of this MAPPA area, by its slug.")] = None,
    rule: Annotated[list[str] | None, typer.Option(help="Only this rule; may be given more than once.")] = None,
    as_of: AsOfOption = None,
    known_at: KnownAtOption = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="Form of the output.")] = OutputFormat.TABLE,
) -> None:
    """Evaluate the rules for a day and a time of knowledge, and print the findings."""
    from service.policy import load_policy
    from service.rules import load_catalogue
    from service.rules import sweep as evaluate
    from service.rules.output import as_json
    from service.settings import load_settings

    moment = asked(as_of, known_at)
    if area is not None and area not in AREAS:
        stop("--area must be the slug of one of the 42 MAPPA areas, such as cheshire or greater-manchester.")
    with told_errors():
        settings = load_settings()
        policy = load_policy(settings.policy_dir)
        catalogue = load_catalogue(settings.rules_dir, policy)
        if unknown := [id_ for id_ in rule or [] if catalogue.rule(id_) is None]:
            stop(f"There is no rule {unknown[0]}. `risk-network rules` lists them.")
        with opened_store(read_only=True) as store:
            findings = evaluate(store, catalogue, policy, moment, area=area, rules=rule or None)
            told = as_json(findings, store, moment)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    table = Table("rule", "severity", "case", "subject", "finding", title=f"{len(told)} findings on {moment.day}")
    for one in told:
        unknown_mark = " (could not check)" if one["outcome"] == "could_not_check" else ""
        table.add_row(
            f"{one['rule']}", f"{one['severity']}{unknown_mark}", f"{one['caseRef'] or '–'}", f"{one['subject']}",
            f"{one['summary']}",
        )  # fmt: skip
    Console().print(table)
