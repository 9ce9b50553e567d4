"""`risk-network flags`: what is flagged and where each flag stands, and deciding about one."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from graph_schema.areas import AREAS
from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, open_store
from service.access.marking import is_synthetic
from service.audit import Action, AuditLog, Entry
from service.audit.configured import open_configured
from service.cli.days import asked
from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.cli.operators import COMMAND_LINE, name_user
from service.flags import (
    Decision,
    Flag,
    FlagBook,
    Judgement,
    NoSuchFlag,
    Status,
    Wanted,
    decide,
    kept_flags,
    pick,
    sweep_flags,
)
from service.flags.areas import areas_of, areas_of_cases
from service.flags.configured import open_book
from service.flags.counting import count_flags
from service.flags.output import Json, as_json
from service.flags.recalling import recall
from service.policy import Policy, load_policy
from service.rules import Catalogue, load_catalogue
from service.settings import Settings, load_settings

app = typer.Typer(name="flags", help="What is flagged, where each flag stands, and deciding about one.")


@dataclass(frozen=True)
class Desk:
    """What it takes to look at flags: the store, the rules, the policy, the book and this moment."""

    store: GraphStore
    catalogue: Catalogue
    policy: Policy
    book: FlagBook
    now: AsOf

    def live(self, case_ref: str | None = None) -> list[Flag]:
        """Return the flags of a case, or all, that are not closed."""
        cases = None if case_ref is None else [case_ref]
        return sweep_flags(self.book, self.store, self.catalogue, self.policy, self.now, cases=cases)


@contextmanager
def opened_desk(settings: Settings) -> Iterator[Desk]:
    """Open what the settings name, the store read-only beside whoever writes to it, and let it go again."""
    policy = load_policy(settings.policy_dir)
    catalogue = load_catalogue(settings.rules_dir, policy)
    with (
        closing(open_store(settings.store, access=settings.server_access, read_only=True, create=False)) as store,
        closing(open_book(settings)) as book,
    ):
        yield Desk(store, catalogue, policy, book, asked(None, None))


@app.callback(invoke_without_command=True)
def flags(
    context: typer.Context,
    case: Annotated[str | None, typer.Option(help="Only of this case, by its case_ref.")] = None,
    area: Annotated[str | None, typer.Option(help="Only of cases of this MAPPA area, by its slug.")] = None,
    status: Annotated[Status | None, typer.Option(help="Only with this status; else all that are not closed.")] = None,
    counts: Annotated[
        bool, typer.Option("--counts", help="Count the open ones by area, family, severity and age instead.")
    ] = False,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """List the flags as things stand, each with its number on its case, which it keeps, and where it stands."""
    if context.invoked_subcommand is not None:
        return
    if area is not None and area not in AREAS:
        stop("--area must be the slug of one of the 42 MAPPA areas, such as cheshire or greater-manchester.")
    wanted = Wanted(area=area, status=status, case_ref=case)
    with told_errors(), opened_desk(load_settings()) as desk:
        told = _count(desk, wanted) if counts else _list(desk, wanted)
        day = desk.now.day
    if counts and format_ is OutputFormat.TABLE:
        _print_counts(told, day)
    elif format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        _print(told, day)


def _list(desk: Desk, wanted: Wanted) -> list[Json]:
    found = desk.live(wanted.case_ref)
    if wanted.status is Status.CLOSED:
        cases = None if wanted.case_ref is None else [wanted.case_ref]
        closed = [flag for flag in kept_flags(desk.book, desk.now, cases) if flag.life.is_closed]
        found = recall(closed, desk.store, desk.catalogue, desk.policy)
    areas = areas_of(found, desk.store, desk.now) if wanted.area else {}
    return as_json(pick(found, wanted, areas), desk.store, desk.now)


def _count(desk: Desk, wanted: Wanted) -> list[Json]:
    found = desk.live(wanted.case_ref)
    areas = areas_of(found, desk.store, desk.now)
    return [vars(one) for one in count_flags(pick(found, wanted, areas), areas, desk.now.day)]


@app.command("decide")
def decide_flag(
    flag: Annotated[str, typer.Argument(help="The flag, by its id as `risk-network flags` prints it.")],
    decision: Annotated[Decision, typer.Option(help="What is decided.")],
    note: Annotated[str, typer.Option(help="Why; a dismissal needs it.")] = "",
    until: Annotated[str | None, typer.Option(help="The last day of an acceptance, YYYY-MM-DD.")] = None,
    version: Annotated[
        int | None, typer.Option(help="The version that was looked at; else the flag as it is now.")
    ] = None,
    format_: Annotated[OutputFormat, typer.Option("--format", help="How to print.")] = OutputFormat.TABLE,
) -> None:
    """Decide about a flag, in the name of the operating system's user, which the audit keeps.

    A critical flag is dismissed by two persons: the first proposes it, the second decides `dismiss` too. To decide
    `confirm` says that the flag is right.
    """
    day = _day(until)
    with told_errors():
        settings = load_settings()
        with (
            opened_desk(settings) as desk,
            closing(open_configured(settings, is_synthetic=is_synthetic(desk.store))) as audit,
        ):
            audit.check()
            told = _decide(desk, audit, flag, Judgement(decision, name_user(), note, day), version)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    typer.echo(f"Flag {told['number']} of {told['caseRef'] or 'no case'}, {told['rule']}: {told['status']}.")
    if told["dismissalProposedBy"]:
        typer.echo("Its dismissal is proposed: somebody else must decide `dismiss` too.")


def _decide(desk: Desk, audit: AuditLog, flag_id: str, judgement: Judgement, version: int | None) -> Json:
    """Decide, and write down in the audit what came of it."""
    case_ref, outcome = "", "refused"
    try:
        flag = _find(desk, flag_id)
        case_ref = flag.name.case_ref
        area = areas_of_cases([case_ref], desk.store, desk.now).get(case_ref) if case_ref else None
        judged = Judgement(judgement.decision, judgement.by, judgement.note, judgement.until, area, judgement.at)
        seen = flag.version if version is None else version
        life = decide(desk.book, flag_id, judged, seen, desk.policy)
        outcome = "answered"
    except NoSuchFlag:
        outcome = "not_found"
        raise
    finally:
        audit.record(_entry(flag_id, case_ref, judgement, outcome))
    [told] = as_json([Flag(flag.name, life, flag.finding)], desk.store, desk.now)
    return told


def _find(desk: Desk, flag_id: str) -> Flag:
    """Return a flag as it is now, evaluated again; raises NoSuchFlag."""
    held = desk.book.find(flag_id)
    if held is None:
        raise NoSuchFlag("There is no flag with this id: `risk-network flags` lists them.")
    case_ref = held.name.case_ref or None
    live = desk.live(case_ref)
    kept = kept_flags(desk.book, desk.now, [held.name.case_ref])
    found = next((flag for flag in [*live, *kept] if flag.id == flag_id), None)
    if found is None:
        raise NoSuchFlag("There is no flag with this id: `risk-network flags` lists them.")
    return found


def _entry(flag_id: str, case_ref: str, judgement: Judgement, outcome: str) -> Entry:
    """Return the entry of a decision; its note stays in the book."""
    return Entry(
        who=judgement.by,
        role=COMMAND_LINE,
        action=Action.DECIDE_FLAG,
        outcome=outcome,
        at=datetime.now(UTC),
        purpose="review",
        reason=judgement.decision,
        case_ref=case_ref,
        things=(flag_id,),
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        stop("--until must be a day such as 2026-05-27.")


def _print_counts(told: list[Json], day: date) -> None:
    open_ = sum(one["count"] for one in told)
    table = Table("area", "family", "severity", "open for", "flags", title=f"{open_} open flags on {day}")
    for one in told:
        table.add_row(one["area"], one["family"], one["severity"], one["age"], str(one["count"]))
    Console().print(table)


def _print(told: list[Json], day: date) -> None:
    names = ("case", "no.", "rule", "severity", "status", "subject", "title")
    # The id whole, since a decision names it.
    table = Table(Column("flag", no_wrap=True, min_width=16), *names, title=f"{len(told)} flags on {day}")
    for one in told:
        mark = " (could not check)" if one["outcome"] == "could_not_check" else ""
        proposed = ", dismissal proposed" if one["dismissalProposedBy"] else ""
        until = f" until {one['until']}" if one["until"] else ""
        table.add_row(
            one["id"], one["caseRef"] or "–", str(one["number"]), one["rule"], f"{one['severity']}{mark}",
            f"{one['status']}{until}{proposed}", one["subject"], one["title"],
        )  # fmt: skip
    Console().print(table)
