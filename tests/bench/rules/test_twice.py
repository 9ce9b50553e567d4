"""The headline rules computed twice, by the service and by hand-written SQL, over areas drawn to be hard."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from bench.rules.answers import RULES, Answer, Key, ask_sql, differences, of_sweep
from bench.rules.measuring import main
from bench.rules.tables import load_tables, zone_edges
from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore, open_store
from ingest.ingestion import ingest_feeds, open_reader
from ingest.report import Report
from service.policy import load_policy
from service.rules import load_catalogue, sweep
from tests.bench.rules.hard_area import DAY, draw_area

MOMENTS = (
    AsOf(DAY, end_of_day(date(2026, 6, 30))),
    AsOf(DAY, end_of_day(date(2026, 4, 1))),
    AsOf(date(2025, 6, 15), end_of_day(date(2026, 6, 30))),
    AsOf(date(2026, 2, 28), end_of_day(date(2026, 6, 30))),
    AsOf(date(2026, 6, 29), end_of_day(date(2026, 3, 2))),
)
SEEDS = (0, 2, 5)


@pytest.fixture(scope="module")
def areas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[GraphStore]]:
    root = tmp_path_factory.mktemp("hard")
    stores = [open_store(f"ladybug:{root / f'{seed}.lbug'}") for seed in SEEDS]
    with open_reader() as reader:
        for seed, store in zip(SEEDS, stores, strict=True):
            feeds = [feed.in_folder(root / str(seed)) for feed in draw_area(seed)]
            assert all(isinstance(outcome, Report) for outcome in ingest_feeds(feeds, store, reader))
    yield stores
    for store in stores:
        store.close()


def both(store: GraphStore, as_of: AsOf) -> tuple[dict[Key, Answer], dict[Key, Answer]]:
    policy = load_policy()
    with closing(load_tables(store, policy, as_of)) as tables:
        sql, _ = ask_sql(tables)
    return sql, of_sweep(sweep(store, load_catalogue(policy=policy), policy, as_of, rules=RULES))


def test_the_sweep_and_the_sql_find_the_same_by_every_rule(areas: list[GraphStore]) -> None:
    found = set()
    for store in areas:
        for as_of in MOMENTS:
            sql, swept = both(store, as_of)
            assert not differences(sql, swept)
            found |= {(key.rule, answer.outcome) for key, answer in swept.items()}
    assert {rule for rule, outcome in found if outcome == "found"} == set(RULES)
    assert {rule for rule, outcome in found if outcome != "found"} >= {
        "ACC-01", "ACC-03", "ACC-04", "ACC-05", "ACC-06", "ACC-07", "CHI-01", "CHI-02", "TRF-01", "TRF-03"
    }  # fmt: skip


def test_asking_the_sql_again_gives_the_same(areas: list[GraphStore]) -> None:
    with closing(load_tables(areas[0], load_policy(), MOMENTS[0])) as tables:
        assert ask_sql(tables)[0] == ask_sql(tables)[0]


def test_what_only_one_side_finds_or_finds_otherwise_is_told(areas: list[GraphStore]) -> None:
    sql, swept = both(areas[0], MOMENTS[0])
    lost, *_, changed = sorted(swept)
    swept[changed] = replace(swept.pop(changed), severity="low")
    del swept[lost]
    first, last = differences(sql, swept)
    assert first.startswith(f"{lost.rule} case {lost.case}")
    assert first.endswith("sweep nothing")
    assert re.search(rf"{changed.rule} .*; sweep \w+ low", last)


def test_the_edges_of_a_zone_are_those_of_every_part_and_hole() -> None:
    square, hole = "(0 0, 9 0, 9 9, 0 9, 0 0)", "(2 2, 2 4, 4 4, 2 2)"
    edges = zone_edges([("Z", f"MULTIPOLYGON (({square}, {hole}), ((20 20, 21 20, 21 21, 20 20)))"), ("Y", None)])
    assert edges.height == 4 + 3 + 3
    assert set(edges["zone"]) == {"Z"}
    assert (9.0, 0.0, 9.0, 9.0) in edges.drop("zone").rows()


def test_the_bench_prints_the_cost_of_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--offenders", "30", "--months", "2", "--runs", "1"]) == 0
    told = capsys.readouterr().out
    assert "load average" in told
    assert {rule for rule in RULES if re.search(rf"^\| {rule} \| [\d,]+ \| \d+\.\d+ \|", told, re.MULTILINE)} == {
        *RULES
    }
