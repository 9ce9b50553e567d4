"""All commands under one name."""

import typer

from service.cli import (
    audit,
    changes,
    check,
    demo,
    export,
    flags,
    generate,
    ingest,
    map,  # noqa: A004
    migrate,
    rules,
    serve,
    sweep,
    token,
)

app = typer.Typer(
    name="risk-network",
    help="Who is dangerous to whom, where, and who must act: one graph of what the agencies of a MAPPA area know.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("generate")(generate.generate)
app.command("ingest")(ingest.ingest)
app.command("export")(export.export)
app.command("sweep")(sweep.sweep)
app.command("rules")(rules.rules)
app.command("check")(check.check)
app.command("map")(map.draw)
app.command("serve")(serve.serve)
app.command("migrate")(migrate.migrate)
app.command("demo")(demo.demo)
app.command("token")(token.token)
app.command("changes")(changes.changes)
app.add_typer(flags.app)
app.add_typer(audit.app)


def main() -> None:
    """Run the command line."""
    app()
