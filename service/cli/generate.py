"""`risk-network generate`: an invented area, feeds and truth."""

from pathlib import Path
from typing import Annotated

import typer

from ingest.synthetic import Format, Options
from ingest.synthetic import generate as generate_area
from service.cli.exits import told_errors


def generate(
    out: Annotated[Path, typer.Argument(help="Folder to make: feeds/ and truth/.")],
    areas: Annotated[str, typer.Option(help="MAPPA areas by slug, separated by commas, or all.")] = "cheshire",
    offenders: Annotated[int, typer.Option(min=1, help="How many nominals over all areas.")] = 2000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same bytes.")] = 1,
    history_months: Annotated[int, typer.Option(min=1, max=120, help="Months of feeds.")] = 24,
    format_: Annotated[Format, typer.Option("--format", help="Folders of CSV, or workbooks.")] = Format.CSV,
) -> None:
    """Make a synthetic area: one feed per agency and month received, and the truth behind them."""
    with told_errors():
        chosen = tuple(area.strip() for area in areas.split(",") if area.strip())
        summary = generate_area(out, Options(chosen, offenders, seed, history_months, format_))
        typer.echo(f"{summary.feeds} feeds, {summary.rows:,} rows, {summary.people:,} invented people in {out}")
