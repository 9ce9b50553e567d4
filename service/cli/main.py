"""All commands under one name."""

import typer

from service.cli import demo, export, generate, ingest, migrate

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
app.command("migrate")(migrate.migrate)
app.command("demo")(demo.demo)


def main() -> None:
    """Run the command line."""
    app()
