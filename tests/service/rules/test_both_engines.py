"""The drawn cases on a server: what the rules find there is what they find in a file, finding by finding."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.policy import load_policy
from service.rules import load_catalogue, sweep
from service.rules.output import as_json
from tests.neo4j_server import TestServer
from tests.service.rules.drawn import Drawn, land

ROOT = Path(__file__).parents[3]
SEED, SAMPLE = 20_240_229, 24


def _drawn() -> dict[str, list[Drawn]]:
    """Return the cases of every file that has some."""
    files = sorted(Path(__file__).parent.rglob("test_*.py"))
    modules = (".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files if file != Path(__file__))
    held = {module: getattr(import_module(module), "CASES", []) for module in modules}
    return {module: cases for module, cases in held.items() if cases and all(isinstance(one, Drawn) for one in cases)}


def _groups(depth: Callable[[int, int], int]) -> Iterator[list[Drawn]]:
    """Yield cases that land together: those of one file, or all in one a sample of all files."""
    drawn = _drawn()
    every = [case for cases in drawn.values() for case in cases]
    wanted = depth(SAMPLE, len(every))
    if wanted == len(every):
        yield from drawn.values()
    else:
        yield random.Random(SEED).sample(every, wanted)


def _findings(store: GraphStore, cases: Sequence[Drawn]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return what is found on every day and at every time of knowledge that some case asks about, in one order."""
    catalogue, policy = load_catalogue(), load_policy(today=date(2026, 5, 27))
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for day, known in sorted({(case.day, case.known) for case in cases}):
        as_of = AsOf(date.fromisoformat(day), end_of_day(date.fromisoformat(known)))
        told = as_json(sweep(store, catalogue, policy, as_of), store, as_of)
        found[day, known] = sorted(told, key=lambda one: json.dumps(one, sort_keys=True, default=str))
    return found


def test_a_server_and_a_file_find_the_same_in_drawn_cases(
    neo4j_server: TestServer, reader: FeedReader[CheckedFeed], tmp_path: Path, depth: Callable[[int, int], int]
) -> None:
    seen = 0
    for number, cases in enumerate(_groups(depth)):
        neo4j_server.empty()
        folder = tmp_path / str(number)
        with ExitStack() as closed:
            file = closed.enter_context(closing(open_store(f"ladybug:{folder / 'graph.lbug'}")))
            server = closed.enter_context(closing(open_store(neo4j_server.location, access=neo4j_server.access)))
            for name, store in (("file", file), ("server", server)):
                land(store, folder / name, reader, [case.area for case in cases])
            expected, found = _findings(file, cases), _findings(server, cases)
        for asked, there in expected.items():
            assert found[asked] == there
            seen += len(there)
    # Of these cases two in three draw something that is found.
    assert seen > SAMPLE


OF_TWO_AGENCIES = {"DQ-01", "DQ-03"}
"""About what two agencies say: of both engines they are asked in the invented area that lands in both."""


@pytest.mark.parametrize("rule", sorted({rule.id for rule in load_catalogue()} - OF_TWO_AGENCIES))
def test_every_rule_has_a_case_among_those_asked_of_both(rule: str) -> None:
    assert any(short[0] == rule for cases in _drawn().values() for case in cases for short in case.expected)
