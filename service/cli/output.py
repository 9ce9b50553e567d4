"""How reports and counts look on a terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from rich.console import Console
from rich.table import Column, Table

from ingest.ingestion import Refused
from ingest.problems import Code, Outcome, Problem
from ingest.report import Counts, Report

PROBLEMS_SHOWN = 20


def print_report(outcome: Report | Refused, console: Console) -> None:
    """Print what became of one feed: counts on standard output, a refusal on `console`."""
    if isinstance(outcome, Refused):
        told = f"{outcome.name} was refused, and nothing of it landed: {outcome.reason}"
        console.print(told, style="red", markup=False, highlight=False)
        return
    again = " (landed before; nothing changed)" if outcome.already_landed else ""
    names = Column("table", no_wrap=True, min_width=max(map(len, outcome.counts), default=5))
    table = Table(names, *asdict(Counts()), title=f"{outcome.feed_id}{again}")
    for name, counts in outcome.counts.items():
        table.add_row(name, *(str(count) if count else "·" for count in asdict(counts).values()))
    out = Console()
    out.print(table)
    _print_problems(out, list(outcome.problems))


def _print_problems(out: Console, problems: list[Problem]) -> None:
    ordered = sorted(problems, key=lambda problem: list(Outcome).index(problem.outcome))
    for problem in ordered[:PROBLEMS_SHOWN]:
        out.print(f"  {problem.outcome}: {_where(problem)}: {problem.message}", markup=False, highlight=False)
    if len(ordered) > PROBLEMS_SHOWN:
        out.print(f"  showing {PROBLEMS_SHOWN} of {len(ordered)} problems; --format json gives all", markup=False)


def _where(problem: Problem) -> str:
    line = None if problem.row is None else f"line {problem.row}"
    return ", ".join(part for part in (problem.table, line, problem.column) if part)


def print_first_problems(outcomes: Iterable[Report | Refused]) -> None:
    """Print how often each kind of problem was met over several feeds and the first of each, the rejected first."""
    out = Console()
    met: dict[tuple[Outcome, Code], list[tuple[str, Problem]]] = {}
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            print_report(outcome, out)
            continue
        for problem in outcome.problems:
            met.setdefault((problem.outcome, problem.code), []).append((outcome.feed_id, problem))
    if not met:
        out.print("No problems to look at.")
        return
    table = Table("rows", "times", "the first of them", title="What the senders are told")
    for (fate, _), told in sorted(met.items(), key=lambda entry: (list(Outcome).index(entry[0][0]), -len(entry[1]))):
        feed, problem = told[0]
        table.add_row(fate, f"{len(told):,}", f"{feed}, {_where(problem)}: {problem.message}")
    out.print(table)


def print_counts(title: str, counts: Mapping[str, int]) -> None:
    """Print how many there are of each kind."""
    table = Table("kind", "held", title=title)
    for kind, held in sorted(counts.items()):
        table.add_row(kind, f"{held:,}")
    Console().print(table)
