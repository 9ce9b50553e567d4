"""`python -m bench rules`: the sweep beside the same rules in SQL: first what they find, then what it costs."""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from bench.measuring import require
from bench.rules.answers import RULES, WORDS, Timed, ask_sql, differences, of_sweep
from bench.rules.tables import load_tables
from bench.service_area import add_area_options, machine, prepare_area
from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from service.policy import Policy, load_policy
from service.rules import Catalogue, load_catalogue, sweep
from service.rules.evaluating import evaluate
from service.rules.world import World


@dataclass
class Side:
    """What one side took: whole runs, and each rule in each of them, in seconds."""

    whole: list[float] = field(default_factory=list)
    by_rule: dict[str, list[float]] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)

    def add(self, timed: Sequence[Timed], whole: float) -> None:
        """Add a run."""
        self.whole.append(whole)
        for one in timed:
            self.by_rule.setdefault(one.name, []).append(one.seconds)
            self.findings[one.name] = one.findings

    def seconds(self, name: str) -> float:
        """Return what a rule took, the median of the runs."""
        return statistics.median(self.by_rule[name])


@dataclass(frozen=True)
class Asked:
    """What is asked, and of what."""

    store: GraphStore
    catalogue: Catalogue
    policy: Policy
    as_of: AsOf


def main(arguments: Sequence[str]) -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m bench rules", description=__doc__)
    add_area_options(parser)
    parser.add_argument("--day", type=date.fromisoformat, default=date(2026, 10, 31), help="the day asked about")
    parser.add_argument("--known-at", type=date.fromisoformat, help="as known at the end of this day; else of --day")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="risk-network-bench-") as folder:
        area = prepare_area(options, Path(folder))
        store = open_store(area.location, read_only=True)
        policy = load_policy()
        as_of = AsOf(options.day, end_of_day(options.known_at or options.day))
        # Only what both sides answer is compared: the other rules have no SQL beside them.
        both = Catalogue(tuple(rule for rule in load_catalogue(policy=policy) if rule.id in RULES))
        told = measure_rules(Asked(store, both, policy, as_of), options.runs)
        store.close()
    sys.stdout.write(f"### Rules: {area.title}, on {options.day}\n\n{machine()}\n\n{told}")
    return 0


def measure_rules(asked: Asked, runs: int) -> str:
    """Return the figures; stops the bench, telling every difference, where the two sides do not find the same."""
    tables = load_tables(asked.store, asked.policy, asked.as_of)
    ours, sql = Side(), Side()
    for _ in range(runs):
        _run_once(asked, tables, ours, sql)
    return _as_markdown(ours, sql)


def _run_once(asked: Asked, tables: duckdb.DuckDBPyConnection, ours: Side, sql: Side) -> None:
    begun = time.perf_counter()
    findings = sweep(asked.store, asked.catalogue, asked.policy, asked.as_of)
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    answers, timed = ask_sql(tables)
    sql_whole = time.perf_counter() - begun
    found = of_sweep(findings)
    if told := differences(answers, found):
        sys.stdout.write("\n".join([*told, ""]))
        raise SystemExit(f"{len(told):,} differences between the sweep and the SQL; no figures.")
    require(len(found), len(answers), "findings")
    sql.add(timed, sql_whole)
    ours.add(_by_rule(asked), whole)


def _by_rule(asked: Asked) -> list[Timed]:
    """Return what each rule takes in the order of the catalogue; the first to ask a question pays for its answer."""
    world = World(asked.store, asked.as_of)
    timed = []
    for rule in asked.catalogue:
        begun = time.perf_counter()
        count = len(evaluate(rule, world, asked.policy))
        timed.append(Timed(rule.id, time.perf_counter() - begun, count))
    return timed


def _as_markdown(ours: Side, sql: Side) -> str:
    rules = sorted(ours.by_rule, key=ours.seconds, reverse=True)
    lines = ["| rule | findings | sweep, s | SQL in DuckDB, s | ratio |", "|---|---|---|---|---|"]
    whole, beside = statistics.median(ours.whole), statistics.median(sql.whole)
    lines.append(
        f"| all of these | {sum(ours.findings.values()):,} | {whole:.2f} | {beside:.2f} | {whole / beside:.1f} |"
    )
    lines += [f"| the {name} all share |  |  | {sql.seconds(name):.3f} |  |" for name in WORDS]
    lines += [
        f"| {rule} | {ours.findings[rule]:,} | {ours.seconds(rule):.3f} | {sql.seconds(rule):.3f} "
        f"| {ours.seconds(rule) / sql.seconds(rule):.1f} |"
        for rule in rules
    ]
    return "\n".join(lines) + "\n"
