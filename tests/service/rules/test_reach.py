"""How far rules ask from a case, and which cases a write is within reach of."""

import polars as pl
import pytest

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, Link, Touched
from service.policy import load_policy
from service.rules import WrongRule, load_catalogue
from service.rules.evaluating import evaluate
from service.rules.questions import Asked
from service.rules.reach import STEPS_BACK, Reach
from service.rules.world import World
from tests.service.rules.invented import Invented

CATALOGUE, POLICY = load_catalogue(), load_policy()


class Traced(World):
    """A world that notes how many questions lie between its case and whatever is asked about."""

    def __init__(self, store: GraphStore, as_of: AsOf, case: str) -> None:
        super().__init__(store, as_of, frozenset({case}))
        self.far: dict[str, int] = {case: 0}
        self.from_nowhere: set[tuple[str, str]] = set()
        self.farthest = 0

    def _read(self, asked: Asked, keys: list[str] | None) -> pl.DataFrame:
        rows = super()._read(asked, keys)
        if keys is None:
            return rows
        self.from_nowhere |= {(asked.keyed, key) for key in keys if key not in self.far}
        for key in keys:
            self.far.setdefault(key, 0)
            self.farthest = max(self.farthest, self.far[key])
        for row in rows.rows():
            values = [value for value in row if isinstance(value, str)]
            steps = 1 + min((self.far[value] for value in values if value in self.far), default=0)
            for value in values:
                self.far[value] = min(self.far.get(value, steps), steps)
        return rows


def test_nothing_is_asked_about_that_lies_farther_than_is_walked_back(invented: Invented) -> None:
    cases = sorted({one.case_ref for one in invented.findings() if one.case_ref})
    farthest = 0
    for case in cases[::3]:
        world = Traced(invented.store, invented.as_of, case)
        for rule in CATALOGUE:
            evaluate(rule, world, POLICY)
        farthest = max(farthest, world.farthest)
    assert 3 <= farthest < STEPS_BACK


def test_a_home_of_a_victims_relative_reaches_the_case_and_a_strangers_reaches_none(invented: Invented) -> None:
    finding = next(one for one in invented.findings() if one.rule == "ACC-04" and one.outcome == "found")
    lives = next(step for step in finding.path[::-1] if step.type in {"LIVES_AT", "STAYS_AT", "PROPOSED_AT"})
    reach = Reach(CATALOGUE)
    touched = Touched({
        Link(lives.type, "Person", "Address"): (frozenset({lives.start.id}), frozenset({lives.end.id}))
    })  # fmt: skip
    cases = reach.cases(invented.store, touched)
    assert cases is not None
    assert finding.case_ref in cases
    strangers = Touched({Link("LIVES_AT", "Person", "Address"): (frozenset({"nobody"}), frozenset({"nowhere"}))})
    assert reach.cases(invented.store, strangers) == frozenset()


def test_an_identifier_reaches_the_cases_of_all_who_bear_it(invented: Invented) -> None:
    case = next(one for one in invented.findings() if one.rule == "DQ-01" and one.case_ref)
    borne = invented.store.read(
        "MATCH (r:Record)-[j:SAME_AS]->(p:Person {id: $person}) MATCH (r)-[b:BEARS]->(i:Identifier)"
        " RETURN r.id AS record, i.id AS identifier LIMIT 1",
        {"person": case.subject},
    ).to_pylist()[0]
    link = Link("BEARS", "Record", "Identifier")
    for record, identifier in [(borne["record"], "another"), ("another", borne["identifier"])]:
        cases = Reach(CATALOGUE).cases(invented.store, Touched({link: (frozenset({record}), frozenset({identifier}))}))
        assert cases is not None
        assert case.case_ref in cases
    nobody = Touched({link: (frozenset({"another"}), frozenset({"number"}))})
    assert Reach(CATALOGUE).cases(invented.store, nobody) == frozenset()


def test_a_rule_that_asks_of_everybody_without_saying_so_is_refused(invented: Invented) -> None:
    case = next(one.case_ref for one in invented.findings() if one.case_ref)
    world = World(invented.store, invented.as_of, frozenset({case}))
    world.asks_everybody = False
    with pytest.raises(WrongRule, match="reach: everybody"):
        world.word("sites")
    with pytest.raises(WrongRule, match="reach: everybody"):
        world.everybody()
