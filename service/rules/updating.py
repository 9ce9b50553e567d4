"""Findings brought up to date after a write: anew for the cases within its reach, as they were for all others."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, Touched
from service.policy import Policy
from service.rules.catalogue import Catalogue
from service.rules.evaluating import sweep
from service.rules.findings import Finding
from service.rules.reach import reach_of


def update(  # noqa: PLR0913, PLR0917 - what was found, what was touched, and what to evaluate it with
    before: Sequence[Finding], touched: Touched, store: GraphStore, catalogue: Catalogue, policy: Policy, as_of: AsOf
) -> list[Finding]:
    """Return what a full sweep finds now, given what one found on the same day before writes touched `touched`.

    Rules that say they are about everybody are swept in full; where one of them finds something else in a case, that
    case is evaluated anew like those within reach, since rules may count what others find. Raises StoreError.
    """
    reached = reach_of(catalogue).cases(store, touched)
    if reached is None:
        return sweep(store, catalogue, policy, as_of)
    about_everybody = frozenset(rule.id for rule in catalogue if rule.is_about_everybody)
    anew = sweep(store, catalogue, policy, as_of, rules=about_everybody)
    cases = reached | _differing([one for one in before if one.rule in about_everybody], anew)
    kept = [one for one in before if one.case_ref is not None and one.case_ref not in cases]
    without_case = [one for one in anew if one.case_ref is None]
    return _in_order([*kept, *without_case, *sweep(store, catalogue, policy, as_of, cases=cases)], catalogue)


def _differing(before: Iterable[Finding], after: Sequence[Finding]) -> frozenset[str]:
    """Return the cases in which two sweeps find different things, the time of knowledge aside."""
    moment = after[0].as_of if after else None
    then = {one.key: replace(one, as_of=moment or one.as_of) for one in before}
    now = {one.key: one for one in after}
    differing = (now.get(key) or then[key] for key in {*then, *now} if then.get(key) != now.get(key))
    return frozenset(one.case_ref for one in differing if one.case_ref is not None)


def _in_order(findings: Iterable[Finding], catalogue: Catalogue) -> list[Finding]:
    """Return findings in the order of a full sweep."""
    places = {rule.id: place for place, rule in enumerate(catalogue)}
    return sorted(findings, key=lambda one: (places[one.rule], one.case_ref or "", one.subject, one.key_values))
