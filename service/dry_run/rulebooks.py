"""What two rulebooks differ in: only rules that can find something else need be evaluated."""

from dataclasses import dataclass

from service.policy import Policy
from service.rules import Catalogue, Rule


@dataclass(frozen=True)
class Rulebook:
    """The rules and the thresholds they use."""

    catalogue: Catalogue
    policy: Policy


def touched_rules(before: Rulebook, after: Rulebook) -> frozenset[str]:
    """Return the ids of the rules that are new, gone or written otherwise, or one of whose thresholds differs.

    A rule that counts what others find is touched with them. A threshold that no rule names may be used by any: then
    all are touched.
    """
    old, new = ({rule.id: rule for rule in book.catalogue} for book in (before, after))
    rewritten = {id_ for id_ in old.keys() | new.keys() if _text(old.get(id_)) != _text(new.get(id_))}
    keys = changed_keys(before.policy, after.policy)
    both = {**old, **new}
    named = {key for rule in both.values() for key in rule.policy_keys}
    if any(_is_for_rules(key) for key in keys - named):
        return frozenset(both)
    touched = rewritten | {id_ for id_, rule in both.items() if keys.intersection(rule.policy_keys)}
    counting = {id_ for id_, rule in both.items() if rule.counts_findings}
    return frozenset(touched | counting if touched else touched)


def changed_keys(before: Policy, after: Policy) -> frozenset[str]:
    """Return the keys whose value differs, in the country or in an area."""
    keys = before.national.keys() | after.national.keys()
    areas = {*before.by_area, *after.by_area}
    return frozenset(key for key in keys if any(_value(before, key, area) != _value(after, key, area)
                                                for area in ("", *areas)))  # fmt: skip


def _value(policy: Policy, key: str, area: str) -> object:
    own = policy.by_area.get(area, {}).get(key) or policy.national.get(key)
    return own.value if own else None


_NOT_FOR_RULES = ("accommodation.placement.", "flags.", "linkage.", "security.")
"""Beginnings of keys that no rule may use: of placement checks, decisions, linkage and the audit."""


def _is_for_rules(key: str) -> bool:
    return not key.startswith(_NOT_FOR_RULES)


def _text(rule: Rule | None) -> object:
    return (rule.header, rule.question.text) if rule else None
