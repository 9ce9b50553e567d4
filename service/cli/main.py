"""All commands under one name, each loaded when it is asked for, so that none waits for the libraries of others."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class Place:
    """Where a command is, `module.function` of service.cli, and what the menu says of it."""

    module: str
    function: str
    summary: str


COMMANDS: dict[str, Place] = {
    "generate": Place("generate", "generate", "Make a synthetic area: feeds, and the truth behind them."),
    "ingest": Place("ingest", "ingest", "Land agencies' feeds in the order they were received."),
    "linkage": Place("linkage", "app", "Who is who across agencies: runs, reviews, reasons and undoing."),
    "sweep": Place("sweep", "sweep", "Evaluate the rules for a day and a time of knowledge."),
    "rules": Place("rules", "rules", "List the rules, or tell what one means and where it is from."),
    "flags": Place("flags", "app", "What is flagged, where each flag stands, and deciding about one."),
    "changes": Place("changes", "changes", "Compare what the rules find in a case now with an earlier day."),
    "overlaps": Place("overlaps", "overlaps", "Where MARAC and MAPPA hear of the same nominal."),
    "replay": Place("replay", "replay", "Look at a meeting again: what was known at it, and what only later."),
    "dry-run": Place("dry_run", "dry_run", "Try a policy or rule change over the past: nothing is written."),
    "map": Place("map", "draw", "Draw the network of a case."),
    "check": Place("check", "check", "Say whether a conflict with an address is recorded: never where, never why."),
    "override": Place("override", "override", "See what overriding a referral would tell, or override it."),
    "export": Place("export", "export", "Write people, statements, flags or the network of a case."),
    "serve": Place("serve", "serve", "Serve the API and the pages; nothing is served without signing in."),
    "token": Place("token", "token", "Print a token for trying things out, where everybody is invented."),
    "audit": Place("audit", "app", "Who saw or did what, and why."),
    "migrate": Place("migrate", "migrate", "Bring the store up to the schema of this program."),
    "copy": Place("copy", "copy", "Copy the store to another engine, and prove the copy the same."),
    "demo": Place("demo", "demo", "From nothing to a running service on an invented area."),
}
"""Every command, in the order of the menu."""


class Menu(TyperGroup):
    """Knows the commands by name, and loads the one that is run."""

    _is_telling = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - as the group declares it
        """Return the names in the order of the menu."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as the group declares it
        """Return a command; while the menu is printed only what it says of it."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        if self._is_telling:
            return TyperCommand(cmd_name, help=place.summary)
        return _load(cmd_name, place)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the menu without loading what stands in it."""
        self._is_telling = True
        try:
            super().format_help(ctx, formatter)
        finally:
            self._is_telling = False


def _load(name: str, place: Place) -> Any:
    found = getattr(import_module(f"service.cli.{place.module}"), place.function)
    if isinstance(found, typer.Typer):
        return typer.main.get_command(found)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(found)
    return typer.main.get_command(alone)


app = typer.Typer(
    name="risk-network",
    help="Who is dangerous to whom, where, and who must act: one graph of what the agencies of a MAPPA area know.",
    cls=Menu,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _menu() -> None:
    pass


def main() -> None:
    """Run the command line."""
    app()
