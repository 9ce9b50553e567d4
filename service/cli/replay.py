"""`risk-network replay`: a meeting looked at again, what was known at it beside what is known now about its day."""

import json
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from graph_schema.case_network import Audience
from graph_schema.store import open_store
from service.cli.days import asked
from service.cli.exits import stop, told_errors
from service.settings import Settings, load_settings


class Form(StrEnum):
    """The forms a replay comes in."""

    TABLE = "table"
    JSON = "json"
    TEXT = "text"
    HTML = "html"


@dataclass(frozen=True)
class _View:
    audience: Audience
    victim: str | None


_BY_SUFFIX = {".json": Form.JSON, ".txt": Form.TEXT, ".html": Form.HTML, ".htm": Form.HTML}


def replay(
    case: Annotated[str, typer.Argument(help="The case, by its case_ref.")],
    meeting: Annotated[str, typer.Option(help="The meeting, by its meeting_ref.")],
    audience: Annotated[Audience, typer.Option(help="Who is to look at it.")] = Audience.CHAIR,
    victim: Annotated[str | None, typer.Option(help="Whom a victim-safe view is for, by agency:ref.")] = None,
    format_: Annotated[
        Form | None, typer.Option("--format", help="How to print; else as the file's ending says, or a table.")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write: .html, .txt or .json.")] = None,
) -> None:
    """Show what was true on the day of a meeting: what was known then, and what became known only later.

    Side by side: the findings about that day by what was known at its end, and by what is known now, and the statements
    which made the difference, with their feeds and when they became known. Nothing is written but the file.
    """
    form = format_ or (_BY_SUFFIX.get(output.suffix.lower()) if output else Form.TABLE)
    if form is None or (output is not None and form is Form.TABLE):
        stop("The file must end in .html, .txt or .json, or --format say which of these it is.")
    with told_errors():
        told, is_synthetic = _look_back(load_settings(), case, meeting, _View(audience, victim))
    if form is Form.TABLE:
        _print(told)
        return
    text = _write(told, form, is_synthetic=is_synthetic)
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        stop(f"{output} cannot be written: {error.strerror}.")


def _look_back(settings: Settings, case: str, meeting: str, view: _View) -> tuple[dict[str, Any], bool]:
    from service.access.marking import is_synthetic
    from service.cases.audiences import CLEARANCES
    from service.flags.configured import open_book
    from service.policy import load_policy
    from service.replaying import Looking, find_meeting, look_back, show
    from service.rules import load_catalogue

    now = asked(None, None)
    policy = load_policy(settings.policy_dir)
    catalogue = load_catalogue(settings.rules_dir, policy)
    with (
        closing(open_store(settings.store, access=settings.server_access, read_only=True, create=False)) as store,
        closing(open_book(settings)) as book,
    ):
        held = find_meeting(store, case, meeting, now)
        found = look_back(store, catalogue, policy, held, now.known)
        looking = Looking(view.audience.value, CLEARANCES, view.victim)
        return show(found, store, policy, book, looking), is_synthetic(store)


def _write(told: dict[str, Any], form: Form, *, is_synthetic: bool) -> str:
    if form is Form.JSON:
        return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if form is Form.TEXT:
        from service.replaying.text import write_text

        return write_text(told)
    from service.pages.rendering import render_file
    from service.replaying.meanings import MEANINGS

    return render_file("replay_file", told=told, meanings=MEANINGS, is_synthetic=is_synthetic)


def _print(told: dict[str, Any]) -> None:
    from service.replaying.meanings import MEANINGS
    from service.replaying.text import statement_line

    meeting = told["meeting"]
    title = f"{told['caseRef']}: meeting {meeting['meetingRef']} of {meeting['heldOn']}, {len(told['lines'])} findings"
    table = Table("no.", "rule", "hindsight", "known then", "known now", "what made the difference", title=title)
    for line in told["lines"]:
        number = "–" if line["number"] is None else str(line["number"])
        sides = (_side(line["then"]), _side(line["now"]))
        because = "\n".join(map(statement_line, line["statements"]))
        table.add_row(number, line["rule"], MEANINGS[line["hindsight"]], *sides, because)
    Console().print(table)
    if told["hiddenFlags"]:
        typer.echo(f"{told['hiddenFlags']} more are not for this audience.")


def _side(side: dict[str, Any] | None) -> str:
    return f"{side['severity']}: {side['summary']}" if side else "nothing"
