"""The findings of flags that are closed: worked out again as of when they were last seen, since nothing is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.flags.flags import Flag
from service.policy import Policy
from service.rules import Catalogue, Finding, sweep
from service.rules.identity import flag_id


def recall(flags: Iterable[Flag], store: GraphStore, catalogue: Catalogue, policy: Policy) -> list[Flag]:
    """Return flags with the findings they had when their facts last changed, by the rules and thresholds of today.

    A flag that has its finding keeps it; one whose rule is no more, or finds it no longer, stays without.
    """
    listed = list(flags)
    asked: dict[tuple[AsOf, str], set[str]] = {}
    for flag in listed:
        if flag.finding is None:
            asked.setdefault((flag.life.seen_as_of, flag.name.case_ref), set()).add(flag.rule)
    found: dict[str, Finding] = {}
    for (as_of, case), rules in asked.items():
        # Without a case there is nothing to narrow a sweep by but its rules.
        cases = [case] if case else None
        found |= _by_id(sweep(store, catalogue, policy, as_of, rules=rules, cases=cases))
    return [flag if flag.finding else replace(flag, finding=found.get(flag.id)) for flag in listed]


def _by_id(findings: Iterable[Finding]) -> Mapping[str, Finding]:
    return {flag_id(finding): finding for finding in findings}
