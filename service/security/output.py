"""Security findings as the security officer reads them."""

from collections.abc import Iterable
from typing import Any

from service.security.catalogue import watch
from service.security.findings import SecurityFinding

Json = dict[str, Any]


def as_json(findings: Iterable[SecurityFinding]) -> list[Json]:
    """Return findings with what their pattern is and what to do next; ids and references only."""
    return [_finding(one) for one in findings]


def _finding(one: SecurityFinding) -> Json:
    rule = watch(one.rule)
    if rule is None:
        raise ValueError("a finding of no rule")
    return {
        "id": one.id,
        "rule": one.rule,
        "title": rule.title,
        "severity": one.severity.value,
        "pattern": one.pattern,
        "meaning": rule.patterns[one.pattern],
        "who": list(one.who),
        "caseRef": one.case_ref or None,
        "area": one.area or None,
        "count": one.count,
        "first": one.first.isoformat(timespec="seconds"),
        "last": one.last.isoformat(timespec="seconds"),
        "references": list(one.references),
        "nextStep": rule.next_step,
    }
