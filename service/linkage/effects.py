"""What judging records would change in flags: the findings of the cases it touches, before and after."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from graph_schema.periods import MAX_MOMENT, AsOf
from graph_schema.store import GraphStore
from ingest.errors import JudgementRefused
from ingest.judging.deciding import Saying, weigh_saying
from ingest.judging.said import Compared, Judged
from ingest.judging.writing import Changes, Worked, work_out
from ingest.linkage.judgements import Answer
from service.linkage.foreseeing import Foreseen, people_of
from service.linkage.questions import ask_each
from service.policy import Policy
from service.rules import Catalogue, Finding, Severity, sweep
from service.rules.identity import in_order

HOPS = 2
"""From a person to a person, as far as any rule looks: by what is said of both, a home or a MARAC case in common."""

MOST_PEOPLE = 300
"""People looked at on the way; whoever lives in a prison with hundreds of others is no nearer to them for it."""


@dataclass(frozen=True)
class Effect:
    """What a decision would add and take away; `cases` were looked at."""

    added: tuple[Finding, ...] = ()
    removed: tuple[Finding, ...] = ()
    cases: tuple[str, ...] = ()

    @property
    def critical(self) -> int:
        """Return how many of those added are critical."""
        return sum(finding.severity is Severity.CRITICAL for finding in self.added)

    def in_words(self, doing: str) -> str:
        """Return a sentence such as "Joining adds 2 flags, 1 critical."."""
        parts = []
        if self.added:
            worst = f", {self.critical} critical" if self.critical else ""
            parts.append(f"adds {_count(self.added)}{worst}")
        if self.removed:
            parts.append(f"takes away {_count(self.removed)}")
        return f"{doing} {' and '.join(parts) or 'changes no flag'}."


def _count(findings: Sequence[Finding]) -> str:
    return f"{len(findings)} flag{'' if len(findings) == 1 else 's'}"


@dataclass(frozen=True)
class Join:
    """Two records that may be joined, and whom they are about now."""

    pair: tuple[str, str]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """What it takes to evaluate: the rules, the thresholds and the moment."""

    catalogue: Catalogue
    policy: Policy
    now: AsOf


def effect_of(store: GraphStore, worked: Worked, rules: Rules, most: int = MOST_PEOPLE) -> Effect:
    """Evaluate the rules for the cases that changes touch as things stand and as they would; nothing is written."""
    moved = worked.moved
    if not moved:
        return Effect()
    seen = Foreseen(store, worked)
    cases = touched_cases(store, seen.people, rules.now, most)
    if not cases:
        return Effect()
    before = sweep(store, rules.catalogue, rules.policy, rules.now, cases=cases)
    after = sweep(cast(GraphStore, seen), rules.catalogue, rules.policy, rules.now, cases=cases)
    return compare(before, after, people_of(moved), cases)


def compare(
    before: Iterable[Finding], after: Iterable[Finding], renamed: Mapping[str, str], cases: Sequence[str]
) -> Effect:
    """Return what is found anew and no longer; a finding about somebody under another id is the same finding."""

    def key(finding: Finding) -> tuple[str, ...]:
        return (*(renamed.get(part, part) for part in finding.key), finding.outcome.value)

    then, now = {key(one): one for one in before}, {key(one): one for one in after}
    added = in_order(one for name, one in now.items() if name not in then)
    removed = in_order(one for name, one in then.items() if name not in now)
    return Effect(tuple(added), tuple(removed), tuple(cases))


def cases_of_joins(store: GraphStore, joins: Mapping[str, Join], now: AsOf) -> dict[str, tuple[str, ...]]:
    """Return by name the cases whose findings each join may change, in their order."""
    people = sorted({person for join in joins.values() for person in join.people})
    reached = _reached(store, people, now)
    return {name: tuple(sorted(set().union(*(reached[one] for one in join.people)))) for name, join in joins.items()}


def effects_of_joins(
    store: GraphStore, joins: Mapping[str, Join], cases: Mapping[str, Sequence[str]], rules: Rules
) -> Mapping[str, tuple[Effect, str]]:
    """Return by name what each of many joins would change by itself, and why those that cannot be made cannot.

    `cases` is `cases_of_joins`. Joins whose cases and people have nothing to do with each other are evaluated
    together, since a sweep of many cases takes little longer than one of a few.
    """
    every = sorted({case for name in joins for case in cases[name]})
    before = _by_case(sweep(store, rules.catalogue, rules.policy, rules.now, cases=every)) if every else {}
    told: dict[str, tuple[Effect, str]] = {name: (Effect(), "") for name in joins if not cases[name]}
    for batch in _independent({name: join for name, join in joins.items() if cases[name]}, cases):
        told |= _effects_together(store, {name: joins[name] for name in batch}, cases, before, rules)
    return told


def _independent(joins: Mapping[str, Join], cases: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return the names of joins in batches, no two in one of which share a person or a case."""
    batches: list[tuple[list[str], set[str]]] = []
    for name, join in joins.items():
        own = {*join.people, *cases[name]}
        batch = next((one for one in batches if own.isdisjoint(one[1])), None)
        if batch is None:
            batch = ([], set())
            batches.append(batch)
        batch[0].append(name)
        batch[1].update(own)
    return [names for names, _ in batches]


def _effects_together(
    store: GraphStore, joins: Mapping[str, Join], cases: Mapping[str, Sequence[str]],
    before: Mapping[str, Sequence[Finding]], rules: Rules,
) -> dict[str, tuple[Effect, str]]:  # fmt: skip
    judged = tuple(
        Judged(*join.pair, rules.now.known, MAX_MOMENT, Compared(), Answer.SAME.value, "-") for join in joins.values()
    )
    worked = work_out(store, Changes(judged=judged))
    about = worked.people_after
    told: dict[str, tuple[Effect, str]] = {}
    made = {}
    for name, join in joins.items():
        if about[join.pair[0]] == about[join.pair[1]]:
            made[name] = join
        else:
            told[name] = (Effect(), _hindrance(store, join, rules.now))
    swept = sorted({case for name in made for case in cases[name]})
    seen = cast(GraphStore, Foreseen(store, worked))
    after = _by_case(sweep(seen, rules.catalogue, rules.policy, rules.now, cases=swept)) if swept else {}
    renamed = people_of(worked.moved)
    for name in made:
        was, is_ = ([one for case in cases[name] for one in side.get(case, ())] for side in (before, after))
        told[name] = (compare(was, is_, renamed, cases[name]), "")
    return told


def _hindrance(store: GraphStore, join: Join, now: AsOf) -> str:
    try:
        weigh_saying(store, join.pair, Saying(Answer.SAME, "-", at=now.known))
    except JudgementRefused as refused:
        return str(refused)
    return ""


def _by_case(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for one in findings:
        found.setdefault(one.case_ref or "", []).append(one)
    return found


def touched_cases(store: GraphStore, people: Iterable[str], now: AsOf, most: int = MOST_PEOPLE) -> list[str]:
    """Return the cases whose findings may rest on what is said of `people`, in their order, by way of `most` each."""
    reached = _reached(store, sorted(set(people)), now, most)
    return sorted(set().union(*reached.values()))


def _reached(store: GraphStore, people: Sequence[str], now: AsOf, most: int = MOST_PEOPLE) -> dict[str, set[str]]:
    """Return the cases within HOPS of each of `people`."""
    near: dict[str, set[str]] = {}
    within = {person: {person} for person in people}
    for _ in range(HOPS):
        unknown = sorted(set().union(*within.values(), set()) - near.keys())
        near |= _near(store, unknown, now)
        for person, seen in within.items():
            met = set().union(*(near[one] for one in seen)) - seen
            within[person] = seen | set(sorted(met)[:most])
    everybody = sorted(set().union(*within.values(), set()))
    cases: dict[str, set[str]] = {}
    for row in ask_each(store, "cases_of_person", everybody, now):
        cases.setdefault(row["person"], set()).add(row["case_ref"])
    return {person: set().union(*(cases.get(one, set()) for one in seen)) for person, seen in within.items()}


def _near(store: GraphStore, people: list[str], now: AsOf) -> dict[str, set[str]]:
    """Return who is one step from each of `people`."""
    near: dict[str, set[str]] = {person: set() for person in people}
    for name in ("said_by", "said_of"):
        for row in ask_each(store, name, people, now):
            near[row["person"]].add(row["other"])
    for there, back in (("homes", "residents"), ("marac_cases", "marac_people")):
        places = [(row["person"], row["place"]) for row in ask_each(store, there, people, now)]
        at: dict[str, set[str]] = {}
        for row in ask_each(store, back, sorted({place for _, place in places}), now):
            at.setdefault(row["place"], set()).add(row["person"])
        for person, place in places:
            near[person] |= at.get(place, set())
    return near
