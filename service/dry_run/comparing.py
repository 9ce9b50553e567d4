"""The findings of two rulebooks at the ends of months, held against each other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from time import perf_counter

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore
from service.dry_run.rulebooks import Rulebook, touched_rules
from service.dry_run.sweeping import sweep_both
from service.flags.areas import areas_of_findings
from service.flags.facts import is_worse, measure
from service.rules import Finding
from service.rules.identity import flag_id, in_order


class Effect(StrEnum):
    """What the change would have done to a flag."""

    ADDED = "added"
    REMOVED = "removed"
    WORSE = "worse"
    BETTER = "better"
    OTHERWISE = "otherwise"


CHANGED = frozenset({Effect.WORSE, Effect.BETTER, Effect.OTHERWISE})
NOWHERE = "no area"
"""Where flags are counted of which no area is known."""


@dataclass(frozen=True)
class Difference:
    """One flag that would have stood otherwise at the end of a month."""

    effect: Effect
    flag_id: str
    area: str
    day: date
    before: Finding | None
    after: Finding | None

    @property
    def finding(self) -> Finding:
        """Return the finding as it would have been, of one that would be gone as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a difference of nothing")
        return found


@dataclass(frozen=True)
class Month:
    """One area at the end of a month: how many flags of the touched rules stood, and would have stood."""

    day: date
    area: str
    stood: int
    would_stand: int
    effects: Mapping[Effect, int]


@dataclass(frozen=True)
class DryRun:
    """What a change would have done; `seconds` is how long each month took to work out."""

    rules: tuple[str, ...]
    months: tuple[Month, ...]
    differences: tuple[Difference, ...]
    seconds: tuple[float, ...]

    def flags(self, *effects: Effect) -> list[Difference]:
        """Return each flag that was ever met by one of these effects, once, by the newest month, the worst first."""
        newest = {one.flag_id: one for one in self.differences if one.effect in effects}
        order = [flag_id(finding) for finding in in_order(one.finding for one in newest.values())]
        return [newest[id_] for id_ in order]


def try_change(
    store: GraphStore, before: Rulebook, after: Rulebook, days: Sequence[date], *, area: str | None = None
) -> DryRun:
    """Return what the rules would have found by `after` instead of `before` at the ends of days, as known then.

    Only rules that can find something else are evaluated. Nothing is written. Raises StoreError or WrongRule.
    """
    rules = touched_rules(before, after)
    months: list[Month] = []
    differences: list[Difference] = []
    seconds = []
    for day in days if rules else ():
        begun = perf_counter()
        as_of = AsOf(day, end_of_day(day))
        both = sweep_both(store, before, after, as_of, rules)
        areas = areas_of_findings([*both[0], *both[1]], store, as_of)
        old, new = (_in_area(findings, areas, area) for findings in both)
        met = list(_compare(old, new, areas, day))
        differences += met
        months += _count(old, new, areas, met, day)
        seconds.append(perf_counter() - begun)
    return DryRun(tuple(sorted(rules)), tuple(months), tuple(differences), tuple(seconds))


def _in_area(findings: Iterable[Finding], areas: Mapping[str, str], area: str | None) -> Mapping[str, Finding]:
    kept = {flag_id(finding): finding for finding in reversed(in_order(findings))}
    return {id_: finding for id_, finding in kept.items() if area is None or areas.get(id_) == area}


def _compare(
    old: Mapping[str, Finding], new: Mapping[str, Finding], areas: Mapping[str, str], day: date
) -> Iterable[Difference]:
    for id_ in {**old, **new}:
        was, is_ = old.get(id_), new.get(id_)
        effect = _effect(was, is_)
        if effect:
            yield Difference(effect, id_, areas.get(id_, NOWHERE), day, was, is_)


def _effect(was: Finding | None, is_: Finding | None) -> Effect | None:
    if was is None or is_ is None:
        return Effect.ADDED if was is None else Effect.REMOVED
    then, now = measure(was), measure(is_)
    if then.digest == now.digest:
        return None
    if is_worse(now, then):
        return Effect.WORSE
    return Effect.BETTER if is_worse(then, now) else Effect.OTHERWISE


def _count(
    old: Mapping[str, Finding],
    new: Mapping[str, Finding],
    areas: Mapping[str, str],
    met: Sequence[Difference],
    day: date,
) -> list[Month]:
    stood, standing = (Counter(areas.get(id_, NOWHERE) for id_ in found) for found in (old, new))
    effects: dict[str, Counter[Effect]] = {}
    for one in met:
        effects.setdefault(one.area, Counter())[one.effect] += 1
    return [
        Month(day, area, stood[area], standing[area], dict(effects.get(area, {})))
        for area in sorted({*stood, *standing})
    ]
