"""`risk-network linkage review`: what waits for somebody to say whether two records are one person, and saying it."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from ingest.errors import NoSuchPair
from ingest.judging.deciding import Saying, ask_another, decide, weigh_saying
from ingest.judging.held import all_waiting
from ingest.linkage.judgements import Answer
from service.audit import Action
from service.cli.exits import told_errors
from service.cli.forms import OutputFormat
from service.cli.linkage_desk import ReviewDesk, opened_reviews
from service.linkage.effects import effect_of
from service.linkage.explaining import told_score, waterfall
from service.linkage.output import review_json
from service.linkage.reviews import Review, find_waiting, in_order, read_reviews
from service.linkage.sides import pair_of_public

app = typer.Typer(help="What waits for somebody to say whether two records are one person, and saying it.")

WhichArgument = Annotated[
    list[str], typer.Argument(metavar="REVIEW | A B", help="A review by its id, or two records as agency:ref.")
]
NoteOption = Annotated[str, typer.Option(help="Why.")]
VersionOption = Annotated[int | None, typer.Option(help="The version that was looked at; else as it is now.")]
FormatOption = Annotated[OutputFormat, typer.Option("--format", help="How to print.")]
_DOING = {Answer.SAME: "Joining", Answer.NOT_SAME: "Keeping them apart", Answer.UNSURE: "Leaving it open"}


@app.callback(invoke_without_command=True)
def review(context: typer.Context) -> None:
    """List what waits, the next best to decide first; see the commands below for deciding."""
    if context.invoked_subcommand is None:
        list_reviews()


@app.command("list")
def list_reviews(
    limit: Annotated[int, typer.Option(min=1, help="How many to list.")] = 20,
    reasons: Annotated[bool, typer.Option("--reasons", help="Tell what agrees and what does not.")] = False,
    format_: FormatOption = OutputFormat.TABLE,
) -> None:
    """List what waits, the next best to decide first: by what joining would change in flags, then by doubt."""
    with told_errors(), opened_reviews(writes=False) as desk:
        waiting = read_reviews(desk.store, all_waiting(desk.store), desk.rules)
        ordered = in_order(desk.store, waiting, desk.rules)[:limit]
    if format_ is OutputFormat.JSON:
        typer.echo(json.dumps([review_json(one) for one in ordered], ensure_ascii=False, indent=1))
        return
    _print(ordered, len(waiting), with_reasons=reasons)


@app.command("accept")
def accept(which: WhichArgument, note: NoteOption = "", version: VersionOption = None) -> None:
    """Judge two records one person, and say what that changes in flags."""
    _decide(which, Answer.SAME, note, version)


@app.command("reject")
def reject(which: WhichArgument, note: NoteOption = "", version: VersionOption = None) -> None:
    """Judge two records two people: no run and no identifier joins them until that is undone."""
    _decide(which, Answer.NOT_SAME, note, version)


@app.command("unsure")
def unsure(which: WhichArgument, note: NoteOption = "", version: VersionOption = None) -> None:
    """Say that it cannot be told: no run joins the two on its own."""
    _decide(which, Answer.UNSURE, note, version)


@app.command("second")
def second(
    which: WhichArgument,
    opinion: Annotated[Answer, typer.Option(help="What you would say yourself.")] = Answer.UNSURE,
    note: Annotated[str, typer.Option(help="What the other should look at.")] = "",
    version: VersionOption = None,
) -> None:
    """Ask somebody else: the two go on waiting, with your opinion beside them."""
    with told_errors(), opened_reviews(writes=True) as desk:
        pair = _find(desk, which)
        with desk.recorded(Action.DECIDE_REVIEW, " ".join(which), "second_opinion"):
            waits = ask_another(desk.store, pair, Saying(opinion, desk.user, note), version)
    typer.echo(f"Review {waits.statement} waits for a second opinion, at version {waits.version}.")


def _decide(which: list[str], answer: Answer, note: str, version: int | None) -> None:
    with told_errors(), opened_reviews(writes=True) as desk:
        saying = Saying(answer, desk.user, note)
        pair = _find(desk, which)
        with desk.recorded(Action.DECIDE_REVIEW, " ".join(which), answer.value):
            effect = effect_of(desk.store, weigh_saying(desk.store, pair, saying), desk.rules)
            worked = decide(desk.store, pair, saying, version)
    typer.echo(effect.in_words(_DOING[answer]))
    for finding in effect.added:
        typer.echo(f"  + {finding.severity} {finding.rule} {finding.case_ref or '–'}: {finding.title}")
    for finding in effect.removed:
        typer.echo(f"  - {finding.severity} {finding.rule} {finding.case_ref or '–'}: {finding.title}")
    kept = worked.changes.judged[0].statement
    typer.echo(f"Kept as {kept}; `risk-network linkage undo {kept}` takes it back.")


def _find(desk: ReviewDesk, which: list[str]) -> tuple[str, str]:
    if len(which) == 1:
        waits = find_waiting(desk.store, which[0])
        if waits is None:
            raise NoSuchPair("No review that waits has this id: `risk-network linkage review list` lists them.")
        return waits.pair
    if len(which) != 2:
        raise NoSuchPair("Name one review by its id, or two records as agency:ref.")
    return pair_of_public(*which)


def _print(reviews: list[Review], waiting: int, *, with_reasons: bool) -> None:
    console = Console()
    console.print(f"{waiting} pairs wait; the next {len(reviews)}:" if reviews else "Nothing waits.")
    for one in reviews:
        score = one.waits.compared.score
        likely = "not compared" if score is None else f"{told_score(score)} likely one person"
        effect = one.hindrance or (one.effect.in_words("Joining") if one.effect else "Its effect was not worked out.")
        table = Table("", one.left.ref, one.right.ref, title=f"{one.id} (version {one.waits.version}): {likely}",
                      caption=effect)  # fmt: skip
        for name in dict.fromkeys([*one.left.says, *one.right.says]):
            table.add_row(name.replace("_", " "), one.left.says.get(name, "–"), one.right.says.get(name, "–"))
        console.print(table)
        if asked := one.waits.asked.asked_by:
            note = one.waits.asked.asked_note or "no note"
            console.print(f"  {asked} asks for a second opinion: {note}", markup=False, highlight=False)
        for line in waterfall(one.waits.compared) if with_reasons else ():
            console.print(f"  {line}", markup=False, highlight=False)
