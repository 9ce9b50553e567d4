"""The planted scenarios cover every rule, and the feeds hold what they speak of."""

from collections import Counter

import pytest

from ingest.synthetic.reserved import APART_M, BASES, CLEAR_M, far_from_scenarios, scenario_bases
from ingest.synthetic.scenarios.planting import FAMILIES, plots
from ingest.synthetic.scenarios.story import Kind
from service.rules import load_catalogue
from tests.invented_feeds import Area

RULES = tuple(rule.id for rule in load_catalogue())


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_fires_nearly_fires_and_must_not_fire(rule: str) -> None:
    assert {plot.kind for plot in plots() if plot.rule == rule} == set(Kind)


def test_there_are_no_scenarios_of_other_rules() -> None:
    assert {plot.rule for plot in plots()} == set(RULES)
    assert sum(len(family.PLOTS.all) for family in FAMILIES) <= BASES


def test_every_scenario_is_a_sentence_of_its_own() -> None:
    sentences = [plot.sentence for plot in plots()]
    assert all(sentences)
    assert not [sentence for sentence, count in Counter(sentences).items() if count > 1]


def test_only_those_that_fire_expect_a_finding(area: Area) -> None:
    for scenario in area.truth("scenarios.json"):
        assert bool(scenario["expected"]) == (scenario["kind"] == "fires")
        for finding in scenario["expected"]:
            assert (finding["rule"], finding["caseRef"]) == (scenario["rule"], scenario["caseRef"])


def test_whatever_a_scenario_names_was_sent_by_the_day_it_is_known(area: Area) -> None:
    scenarios = area.truth("scenarios.json")
    for known_at in {scenario["knownAt"] for scenario in scenarios}:
        known = {
            name
            for feed in area.feeds
            if feed.received.isoformat() <= known_at
            for rows in feed.tables.values()
            for row in rows
            for cell in row.values()
            for name in (cell, f"{feed.agency}:{cell}")
        }
        for scenario in scenarios:
            if scenario["knownAt"] == known_at:
                # A row without a key of its own is named by its columns; the first is a reference.
                named = (ref.partition("|")[0] for finding in scenario["expected"] for ref in finding["otherRefs"])
                assert {*scenario["subjectRefs"], *named} <= known, scenario["id"]


def test_people_of_scenarios_are_in_no_other_network(area: Area) -> None:
    lines = (area.root / "truth" / "people.csv").read_text(encoding="utf-8").splitlines()[1:]
    planted = {ref.split(":")[1] for _, ref, part in (line.split(",") for line in lines) if part == "scenario"}
    for _, row in area.rows("relationships"):
        assert (row["from_ref"] in planted) == (row["to_ref"] in planted)


def test_no_other_site_is_near_a_scenario(area: Area) -> None:
    bases = {int(base) for base in scenario_bases("cheshire")}
    assert len(bases) == BASES
    assert APART_M > CLEAR_M
    assert not len(far_from_scenarios("cheshire", scenario_bases("cheshire")))


def test_scenarios_are_planted_beside_the_nominals_asked_for(area: Area) -> None:
    cases = {row["case_ref"] for _, row in area.rows("mappa_cases")}
    planted = {scenario["caseRef"] for scenario in area.truth("scenarios.json")} - {None}
    assert planted < cases
