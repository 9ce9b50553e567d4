"""Days as options of a command: the day asked about, and the time of knowledge."""

from datetime import date, datetime
from typing import Annotated

import typer

from graph_schema.periods import AsOf, end_of_day
from service.cli.exits import stop

AsOfOption = Annotated[str | None, typer.Option("--as-of", help="The day asked about, YYYY-MM-DD; by default today.")]
KnownAtOption = Annotated[
    str | None, typer.Option("--known-at", help="As known at the end of this day, YYYY-MM-DD; by default now.")
]


def asked(as_of: str | None, known_at: str | None) -> AsOf:
    """Return what was asked for; ends the command with 2 and the form to use for what is no day."""
    # What is known is dated by local time, as the agencies write it.
    now = datetime.now().astimezone().replace(tzinfo=None)
    day = _day("--as-of", as_of) if as_of else now.date()
    return AsOf(day, end_of_day(_day("--known-at", known_at)) if known_at else now)


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        stop(f"{option} must be a day such as 2026-05-27.")
