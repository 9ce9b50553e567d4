"""`risk-network linkage`: who is who across agencies, by runs of the model and by people's judgement."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ingest.judging.deciding import undo as undo_one
from ingest.judging.deciding import undo_run
from service.audit import Action
from service.cli.days import asked
from service.cli.exits import stop, told_errors
from service.cli.forms import OutputFormat
from service.cli.linkage_desk import opened_reviews
from service.cli.linkage_reviews import app as reviews
from service.cli.opened import opened_store
from service.exports.files import Format, write_frames
from service.exports.people import export_people
from service.linkage.effects import effect_of
from service.linkage.explaining import Explanation, explain, waterfall
from service.linkage.running import Order, propose_by, run_linkage, try_linkage
from service.linkage.sides import pair_of_public
from service.linkage.statistics import review_statistics

app = typer.Typer(
    name="linkage",
    help="Who is who across agencies: runs of the model, reviews by people, why two records are one, and undoing.",
    no_args_is_help=True,
)
app.add_typer(reviews, name="review")

FormatOption = Annotated[OutputFormat, typer.Option("--format", help="How to print.")]
ModelOption = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A model file; else the shipped.")]
_LABELS = {
    "joined": "pairs joined", "kept": "pairs that stay joined", "no_longer_joined": "joins no longer found, undone",
    "queued": "pairs that newly wait for a person", "no_longer_queued": "pairs that no longer wait",
    "decided_by_people": "pairs people have decided, left as they are", "apart": "pairs found apart",
}  # fmt: skip
_MOST_MOVED = 5000
"""People of whom a run foretells the flags; a first run over a country changes more than anybody reads."""


@app.command("run")
def run(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would change, and change nothing.")] = False,
    model: ModelOption = None,
    format_: FormatOption = OutputFormat.TABLE,
) -> None:
    """Compare all records, join those that are surely one person, and put those in doubt before people.

    All of it is one write: a run that is stopped leaves nothing. What people have decided stays.
    """
    with told_errors(), opened_reviews(writes=not dry_run) as desk:
        order = Order.under(desk.policy)
        propose = propose_by(_model(model))
        result = (try_linkage if dry_run else run_linkage)(desk.store, order, propose)
        moved = result.worked.moved
        # Once written, what would be is what is: the flags are foretold for a dry run alone.
        few = dry_run and len({one for pair in moved.values() for one in pair}) <= _MOST_MOVED
        effect = effect_of(desk.store, result.worked, desk.rules, _MOST_MOVED) if few else None
        if not dry_run:
            desk.record(Action.RUN_LINKAGE, order.name, "answered")
    told = {"run": order.name, "dryRun": dry_run, **result.counts, "recordsMoved": len(moved)}
    if effect is not None:
        told |= {"flagsAdded": len(effect.added), "criticalAdded": effect.critical, "flagsRemoved": len(effect.removed)}
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, indent=1))
        return
    table = Table("what", "pairs", title=f"{order.name}{' (dry run: nothing was changed)' if dry_run else ''}")
    for name, count in result.counts.items():
        table.add_row(_LABELS[name], f"{count:,}")
    Console().print(table)
    typer.echo(f"{len(moved):,} records {'would be' if dry_run else 'are'} about another person than before.")
    if effect is not None:
        typer.echo(effect.in_words("The run"))


def _model(path: Path | None) -> object:
    if path is None:
        return None
    from ingest.linkage.matching.model import load_model

    return load_model(path)


@app.command("explain")
def explain_pair(
    a: Annotated[str, typer.Argument(metavar="A", help="A record of a person, as agency:ref.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    format_: FormatOption = OutputFormat.TABLE,
) -> None:
    """Say why two records are one person or are not: what joins them, what was judged, and the weights in words."""
    with told_errors(), opened_store(read_only=True) as store:
        told = explain(store, pair_of_public(a, b), asked(None, None))
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(_as_json(told), ensure_ascii=False, indent=1))
        return
    for sentence in told.sentences:
        typer.echo(sentence)
    if told.compared is not None:
        typer.echo("Weights (in bits: each doubles or halves the odds; for above 0, against below):")
        for line in waterfall(told.compared):
            typer.echo(line)
    else:
        typer.echo("No run of linkage has compared the two, or it kept no reasons.")


def _as_json(told: Explanation) -> dict[str, object]:
    compared = told.compared
    reasons = [] if compared is None else [
        {"respect": one.respect, "verdict": one.verdict.value, "weight": one.weight, "words": one.words}
        for one in compared.reasons
    ]  # fmt: skip
    return {
        "refs": [told.left.ref, told.right.ref], "samePerson": told.are_one, "sentences": list(told.sentences),
        "reasons": reasons, "score": compared.score if compared else None,
        "guards": list(compared.guards) if compared else [], "model": compared.model if compared else None,
    }  # fmt: skip


@app.command("undo")
def undo(
    judgement: Annotated[
        str | None, typer.Argument(help="The judgement or match by its id, as `linkage explain` prints it.")
    ] = None,
    run: Annotated[str | None, typer.Option("--run", help="Every match of this run that still stands.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
) -> None:
    """Undo a judgement, a match or a whole run: what stood before stands again, and nothing is forgotten.

    A later run may find the two again: to keep them apart for good, reject them.
    """
    if (judgement is None) == (run is None):
        stop("Name what to undo: a judgement by its id, or --run RUN.")
    named = judgement or str(run)
    with told_errors(), opened_reviews(writes=True) as desk, desk.recorded(Action.UNDO_LINKAGE, named):
        by_id = judgement is not None
        worked = (undo_one if by_id else undo_run)(desk.store, named, desk.user, note)
    undone, moved = len(worked.changes.ended), len(worked.moved)
    typer.echo(f"{undone:,} undone; {moved:,} records are about another person than before.")


@app.command("report")
def report(format_: FormatOption = OutputFormat.TABLE) -> None:
    """Tell how the review goes: what waits, how fast people decide, and how often they agree."""
    with told_errors(), opened_store(read_only=True) as store:
        told = review_statistics(store, asked(None, None).known).as_json()
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    table = Table("what", "how many", title="The review of records")
    for name, value in told.items():
        for part, count in value.items() if isinstance(value, dict) else [("", value)]:
            count_ = f"{count['agreed']} of {count['pairs']}" if isinstance(count, dict) else count
            table.add_row(" ".join(filter(None, (_spaced(name), part))), "–" if count_ is None else str(count_))
    Console().print(table)


def _spaced(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)


@app.command("export")
def export(
    output: Annotated[Path | None, typer.Option("-o", "--output", help="File to write; else standard output.")] = None,
) -> None:
    """Write who is who as CSV: person_id and ref (agency:ref), one row per record."""
    with told_errors(), opened_store(read_only=True) as store:
        write_frames([export_people(store)], Format.CSV, output)


@app.command("train")
def train(
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write the model file to.")] = Path(),
    model: ModelOption = None,
    format_: FormatOption = OutputFormat.TABLE,
) -> None:
    """Train the model on the store's own records, without labels, write it, and show how it differs."""
    from service.linkage.training import train_on

    with told_errors(), opened_store(read_only=True) as store:
        trained = train_on(store, _model(model), output)
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps(trained.as_json(), ensure_ascii=False, indent=1))
        return
    for line in trained.lines:
        typer.echo(line)
