"""What a sweep gives, however it is narrowed and in whatever order the feeds came."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.store import GraphStore, open_store
from service.policy import Policy, Threshold, load_policy
from service.rules import Finding, Rule, load_catalogue, sweep
from tests.service.rules.invented import Invented, as_of

CATALOGUE = load_catalogue()
Told = tuple[object, ...]


def tell(finding: Finding) -> Told:
    """Return all of a finding that must not depend on how it was asked for."""
    return finding.key, finding.outcome, finding.severity, sorted(finding.facts.items(), key=str), finding.path


def cases_of_every_rule(findings: list[Finding]) -> list[str]:
    """Return a few cases in which every rule that finds something of a nominal does so."""
    wanted = {(one.rule, one.outcome) for one in findings if one.case_ref}
    chosen: list[str] = []
    by_case: dict[str, set[tuple[str, str]]] = {}
    for one in findings:
        if one.case_ref:
            by_case.setdefault(one.case_ref, set()).add((one.rule, one.outcome))
    while wanted:
        best = max(sorted(by_case), key=lambda case: len(by_case[case] & wanted))
        chosen.append(best)
        wanted -= by_case[best]
    return chosen


def test_a_sweep_of_one_case_equals_what_the_full_sweep_finds_in_it(invented: Invented) -> None:
    everything = invented.findings()
    cases = cases_of_every_rule(everything)
    assert len(cases) > 5
    for case in cases:
        alone = sweep(invented.store, CATALOGUE, load_policy(), invented.as_of, cases=[case])
        assert list(map(tell, alone)) == [tell(one) for one in everything if one.case_ref == case]


def test_a_sweep_of_all_cases_equals_the_full_sweep_but_for_people_without_a_case(invented: Invented) -> None:
    everything = invented.findings()
    cases = {one.case_ref for one in everything if one.case_ref}
    together = sweep(invented.store, CATALOGUE, load_policy(), invented.as_of, cases=cases)
    assert list(map(tell, together)) == [tell(one) for one in everything if one.case_ref]
    assert {one.rule for one in everything if one.case_ref is None} == {"MAR-03", "MTG-02"}


def test_a_sweep_of_cases_that_do_not_exist_finds_nothing(invented: Invented) -> None:
    for cases in ([], ["nobody's"]):
        assert not sweep(invented.store, CATALOGUE, load_policy(), invented.as_of, cases=cases)


def test_a_sweep_of_some_rules_equals_what_the_full_sweep_finds_by_them(invented: Invented) -> None:
    rules = ["CHI-04", "ACC-04", "MAR-03"]
    some = sweep(invented.store, CATALOGUE, load_policy(), invented.as_of, rules=rules)
    assert list(map(tell, some)) == [tell(one) for one in invented.findings() if one.rule in rules]
    assert {one.rule for one in some} == {*rules}


def test_a_sweep_of_an_area_keeps_its_cases(invented: Invented) -> None:
    here = sweep(invented.store, CATALOGUE, load_policy(), invented.as_of, area="cheshire")
    there = sweep(invented.store, CATALOGUE, load_policy(), invented.as_of, area="gwent")
    assert list(map(tell, here)) == list(map(tell, invented.findings()))
    assert not there


def test_the_same_sweep_again_gives_the_same_in_the_same_order(invented: Invented) -> None:
    again = sweep(invented.store, CATALOGUE, load_policy(), invented.as_of)
    assert again == invented.findings()


def test_every_key_is_found_once(invented: Invented) -> None:
    keys = [one.key for one in invented.findings()]
    assert len(keys) == len(set(keys))


def test_every_rule_finds_something(invented: Invented) -> None:
    assert {one.rule for one in invented.findings()} == {rule.id for rule in CATALOGUE}


def test_every_finding_has_a_path_and_every_statement_of_it_a_source(invented: Invented) -> None:
    for finding in invented.findings():
        assert finding.path, finding.rule
        for step in finding.path:
            assert step.sources, (finding.rule, step.type)
            for source in step.sources:
                assert source.agency, (finding.rule, step.type)
                assert source.feed, (finding.rule, step.type)
                assert source.record, (finding.rule, step.type)


def test_every_path_leads_from_the_subject_to_the_other_parties(invented: Invented) -> None:
    for finding in invented.findings():
        ends = {thing.id for step in finding.path for thing in (step.start, step.end)}
        named = {finding.subject, *(party.person for party in finding.parties), finding.condition, finding.transfer}
        assert {name for name in (*named, finding.marac, finding.site) if name} <= ends, finding.rule


def test_every_statement_of_a_path_holds_or_bears_on_the_day(invented: Invented) -> None:
    undated = {"MAR-02", "MAR-03", "TRF-04"}
    for finding in invented.findings():
        if finding.rule not in undated:
            for step in finding.path:
                assert step.valid_from <= invented.as_of.day, (finding.rule, step.type)


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[GraphStore]:
    with closing(open_store(f"ladybug:{tmp_path / 'graph.lbug'}")) as store:
        yield store


def test_nothing_is_found_in_an_empty_store(empty_store: GraphStore) -> None:
    for cases in (None, ["C1"]):
        assert sweep(empty_store, CATALOGUE, load_policy(), as_of("2026-05-27"), cases=cases) == []


class Listening(Policy):
    """A policy that notes which keys are asked for."""

    asked: set[str]

    def threshold(self, key: str, area: str | None = None) -> Threshold:
        self.asked.add(key)
        return super().threshold(key, area)


@pytest.mark.parametrize("rule", CATALOGUE.rules, ids=[rule.id for rule in CATALOGUE])
def test_a_rule_uses_the_thresholds_its_header_names(invented: Invented, rule: Rule) -> None:
    policy = Listening(load_policy().national)
    object.__setattr__(policy, "asked", set())
    assert sweep(invented.store, CATALOGUE, policy, invented.as_of, rules=[rule.id])
    assert policy.asked >= set(rule.policy_keys)


PLAIN = [rule for rule in CATALOGUE if not rule.counts_findings]
"""Those that count findings change with the thresholds of the rules whose findings they count."""


@pytest.mark.parametrize("rule", PLAIN, ids=[rule.id for rule in PLAIN])
def test_a_rule_does_not_change_with_thresholds_its_header_does_not_name(invented: Invented, rule: Rule) -> None:
    shipped = load_policy().national
    others = {
        key: replace(held, value=held.value * 3 + 1)
        for key, held in shipped.items()
        if isinstance(held.value, int) and key not in rule.policy_keys
    }
    changed = sweep(invented.store, CATALOGUE, Policy({**shipped, **others}), invented.as_of, rules=[rule.id])
    assert list(map(tell, changed)) == [tell(one) for one in invented.findings() if one.rule == rule.id]


def test_a_day_before_all_history_has_no_findings(invented: Invented) -> None:
    assert not sweep(invented.store, CATALOGUE, load_policy(), as_of("1999-01-01"))
    early = replace(invented.as_of, known=as_of("2020-01-01").known)
    assert not sweep(invented.store, CATALOGUE, load_policy(), early)
