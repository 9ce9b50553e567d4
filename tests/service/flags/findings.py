"""Findings as a sweep would return them, told in a few words."""

from collections.abc import Iterable
from datetime import date, datetime, time

from graph_schema.periods import AsOf
from service.policy import Policy, load_policy
from service.rules import PLACEMENT_RULES, Catalogue, Finding, Outcome, Severity, load_catalogue
from service.rules.findings import FactValue, Party

DAY = date(2026, 5, 27)
CATALOGUE: Catalogue = load_catalogue()
POLICY: Policy = load_policy(today=DAY)
HOMES: Catalogue = Catalogue(tuple(rule for rule in CATALOGUE if rule.id in PLACEMENT_RULES))
"""The rules about homes alone, for cases in which others would find more."""


def moment(day: date = DAY, hour: int = 9) -> AsOf:
    return AsOf(day, datetime.combine(day, time(hour)))


def a_finding(
    victim: str = "p-vera",
    *,
    rule: str = "ACC-03",
    case: str | None = "C1",
    severity: Severity = Severity.HIGH,
    outcome: Outcome = Outcome.FOUND,
    addresses: Iterable[str] = ("a-1", "a-2"),
    more: Iterable[Party] = (),
    **facts: FactValue,
) -> Finding:
    """Return a finding about a victim, 400 m away unless told otherwise."""
    known = CATALOGUE.rule(rule)
    return Finding(
        rule=rule,
        family=known.family if known else "own",
        severity=severity,
        outcome=outcome,
        title=known.title if known else "A rule of the area's own",
        summary="A finding.",
        next_step="Act.",
        guidance=(),
        subject="p-adam",
        case_ref=case,
        as_of=moment(),
        parties=(Party("victim", victim), *more),
        addresses=tuple(addresses),
        key_values=(victim,),
        facts={"distanceM": 400, "uncertaintyM": 0, "proposed": False} | facts,
    )
