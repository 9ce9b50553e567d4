"""`risk-network check`: may this person live here, and for the responsible authority, why not."""

import json
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from graph_schema.sensitivity import Sensitivity
from graph_schema.store import GraphStore, open_store
from service.access import Caller, Role
from service.access.callers import NATIONAL
from service.access.marking import is_synthetic
from service.audit import Action, Entry
from service.audit.configured import open_configured
from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.cli.operators import COMMAND_LINE, name_user
from service.placement import Answer, Explanation, Ledger, PlacementChecks, Request
from service.placement.causes import MEANINGS
from service.placement.configured import open_ledger
from service.policy import load_policy
from service.rules import load_catalogue
from service.rules.output import as_json
from service.settings import Settings, load_settings

_RELEASED = tuple(sorted(Sensitivity))


@dataclass(frozen=True)
class _Told:
    """What came of a check: the answer, and where it was asked for, the full finding."""

    answer: Answer
    explanation: Explanation | None = None
    findings: tuple[dict[str, object], ...] = ()

    def as_json(self) -> dict[str, object]:
        told: dict[str, object] = dict(self.answer.as_json())
        if self.explanation:
            causes = sorted(self.explanation.causes)
            told["causes"] = [{"cause": cause.value, "meaning": MEANINGS[cause]} for cause in causes]
            told["findings"] = list(self.findings)
        return told


def check(
    case: Annotated[str, typer.Option(help="The case whose subject is to live there, by its case_ref.")],
    uprn: Annotated[str | None, typer.Option(help="The address, by its UPRN.")] = None,
    address: Annotated[str | None, typer.Option(help="The address, by an agency's reference: AGENCY:REF.")] = None,
    reason: Annotated[str, typer.Option(help="Why it is asked; kept in the audit.")] = "",
    explain: Annotated[bool, typer.Option("--explain", help="Also the full finding: names, places, paths.")] = False,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Say whether a conflict with an address is recorded for the subject of a case: never where, and never why.

    Both answers end with 0. Every check counts towards the budgets of the day and is written to the audit under the
    name of the operating system's user; so is the full finding, which is for the responsible authority alone.
    """
    if (uprn is None) == (address is None):
        stop("Name one address: with --uprn, or with --address AGENCY:REF.")
    if address is not None and ":" not in address:
        stop("--address is an agency's reference, written AGENCY:REF, such as housing:A123.")
    request = Request(case, uprn, address, reason)
    with told_errors():
        told = _check(load_settings(), request, explain=explain)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told.as_json(), ensure_ascii=False, indent=2))
    else:
        _print(told)


def _check(settings: Settings, request: Request, *, explain: bool) -> _Told:
    caller = Caller(name_user(), frozenset({Role.COORDINATOR}), frozenset({NATIONAL}))
    policy = load_policy(settings.policy_dir)
    catalogue = load_catalogue(settings.rules_dir, policy)
    with (
        closing(open_store(settings.store, access=settings.server_access, create=False)) as store,
        closing(open_configured(settings, is_synthetic=is_synthetic(store))) as audit,
        closing(open_ledger(settings)) as ledger,
    ):
        audit.check()
        checks = PlacementChecks(store, catalogue, policy, ledger)
        answer = checks.check(request, caller)
        audit.record(_entry(Action.CHECK_PLACEMENT, request, caller, answer, ledger))
        if not explain:
            return _Told(answer)
        explanation = checks.explain(answer.reference)
        audit.record(_entry(Action.READ_PLACEMENT_FINDING, request, caller, answer, ledger))
        return _Told(answer, explanation, _findings(explanation, store))


def _entry(action: Action, request: Request, caller: Caller, answer: Answer, ledger: Ledger) -> Entry:
    checked = ledger.find(answer.reference)
    address = checked.address if checked else ""
    is_finding = action is Action.READ_PLACEMENT_FINDING
    return Entry(
        who=caller.subject,
        role=COMMAND_LINE,
        action=action,
        outcome="answered" if is_finding else answer.outcome.value,
        at=datetime.now(UTC),
        areas=tuple(sorted(caller.areas)),
        purpose="placement",
        reason=request.reason,
        case_ref=request.case_ref,
        things=tuple(thing for thing in (answer.reference, address) if thing),
        classes=_RELEASED if is_finding else (),
    )


def _findings(explanation: Explanation | None, store: GraphStore) -> tuple[dict[str, object], ...]:
    if explanation is None:
        return ()
    return tuple(as_json(explanation.findings, store, explanation.checked.as_of))


def _print(told: _Told) -> None:
    out = Console()
    answer = told.answer
    table = Table(show_header=False)
    for name, value in answer.as_json().items():
        table.add_row(name, value)
    out.print(table)
    if told.explanation is None:
        return
    out.print("For the responsible authority alone:", style="bold")
    for cause in sorted(told.explanation.causes):
        out.print(f"  {cause}: {MEANINGS[cause]}", markup=False, highlight=False)
    for finding in told.findings:
        line = f"  {finding['rule']} ({finding['severity']}, {finding['outcome']}): {finding['summary']}"
        out.print(line, markup=False, highlight=False)
    if not told.explanation.causes:
        out.print("  nothing speaks against it", markup=False)
