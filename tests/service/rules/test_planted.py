"""The scenarios planted in an invented area: of its rule each raises exactly what the truth says, and nothing else."""

from typing import Any

import pytest

from service.rules import load_catalogue
from service.rules.output import as_json
from tests.service.rules.drawn import key_refs
from tests.service.rules.invented import Invented, as_of

RULES = tuple(rule.id for rule in load_catalogue())

Told = tuple[str, str, str | None, tuple[str, ...]]


@pytest.fixture(scope="module")
def told(invented: Invented) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """All findings for each day asked about and each day of knowledge."""
    asked = {(scenario["asOf"], scenario["knownAt"]) for scenario in invented.scenarios}
    return {(day, known): _findings(invented, day, known) for day, known in asked}


def _findings(invented: Invented, day: str, known: str) -> list[dict[str, Any]]:
    when = as_of(day, known)
    findings: list[dict[str, Any]] = as_json(invented.findings(when), invented.store, when)
    return findings


@pytest.mark.parametrize("rule", RULES)
def test_planted_scenarios_raise_what_they_must_and_nothing_else(
    invented: Invented, told: dict[tuple[str, str], list[dict[str, Any]]], rule: str
) -> None:
    scenarios = [scenario for scenario in invented.scenarios if scenario["rule"] == rule]
    assert {scenario["kind"] for scenario in scenarios} == {"fires", "nearly", "must_not"}
    for scenario in scenarios:
        findings = told[scenario["asOf"], scenario["knownAt"]]
        about = [one for one in findings if one["rule"] == rule and {*one["subjectRefs"]} & {*scenario["subjectRefs"]}]
        assert sorted(map(_short, about), key=str) == sorted(map(_planned, scenario["expected"]), key=str), scenario


def _short(finding: dict[str, Any]) -> Told:
    return finding["rule"], finding["outcome"], finding["caseRef"], tuple(sorted(key_refs(finding)))


def _planned(expected: dict[str, Any]) -> Told:
    return expected["rule"], expected["outcome"], expected["caseRef"], tuple(sorted(expected["otherRefs"]))
