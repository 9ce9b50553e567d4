"""What one sweep has seen, held against the book: which flags are new, which have changed and which are gone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_schema.periods import AsOf
from service.flags.book import BookPage, Held, Name
from service.flags.events import Ending, Event, Gone, Seen
from service.flags.facts import Facts, measure
from service.flags.life import Life, live
from service.rules import Finding
from service.rules.identity import flag_id, in_order

Read = tuple[Held, Life | None]
"""A flag as the book has it, and what that amounts to on the day of the sweep."""


@dataclass(frozen=True)
class Scope:
    """What was evaluated: all cases and rules, or these; a flag outside it is left as it is.

    `mark` is the book's mark from before the sweep: what has happened to a flag since then is newer than the sweep.
    """

    cases: frozenset[str] | None = None
    rules: frozenset[str] | None = None
    mark: int | None = None

    @classmethod
    def of(
        cls, cases: Collection[str] | None = None, rules: Collection[str] | None = None, mark: int | None = None
    ) -> "Scope":
        """Return the scope of a sweep with the same `cases` and `rules`."""
        return cls(None if cases is None else frozenset(cases), None if rules is None else frozenset(rules), mark)

    def holds(self, name: Name) -> bool:
        """Whether a flag would have been found if it still were."""
        return (self.cases is None or name.case_ref in self.cases) and (self.rules is None or name.rule in self.rules)


EVERYTHING = Scope()


class Sighting:
    """The findings of one sweep by flag, and what they mean for what the book holds."""

    def __init__(self, findings: Iterable[Finding], as_of: AsOf, rules: frozenset[str], scope: Scope) -> None:
        """Take the findings of a sweep of `scope`; `rules` are the ids of all the rules there are."""
        # Should two findings be one flag, the worst is what it is about.
        self.found = {flag_id(finding): finding for finding in reversed(in_order(findings))}
        self._as_of = as_of
        self._rules = rules
        self._scope = scope

    @cached_property
    def cases(self) -> frozenset[str] | None:
        """Return the cases it says anything about, None for all."""
        return None if self._scope.cases is None else self._scope.cases.union(self._by_case)

    def cases_with_news(self, read: Iterable[Read]) -> list[str]:
        """Return the cases for which something is to be written."""
        known, told = set(), set()
        for held, life in read:
            known.add(held.name.id)
            if self._event(held, life):
                told.add(held.name.case_ref)
        return sorted(told.union(_case(finding) for id_, finding in self.found.items() if id_ not in known))

    def write(self, page: BookPage, cases: Collection[str]) -> None:
        """Write what is to be written for some cases."""
        held = page.held(cases)
        read = [(one, live(one.events, self._as_of.day)) for one in held]
        events = [(one.name.id, len(one.events) + 1, event) for one, life in read if (event := self._event(one, life))]
        seen = [finding for case in sorted(cases) for finding in self._by_case.get(case, ())]
        named = name_flags(page, seen, held, self._as_of)
        events.extend((id_, 1, Seen(self._as_of, self._facts[id_])) for id_ in named)
        page.add(events)

    def _event(self, held: Held, life: Life | None) -> Event | None:
        """Return what is new about a flag; nothing where the book has learnt something since the sweep began."""
        facts = self._facts.get(held.name.id)
        # Whoever closed it for want of its rule did not know the rule, and knows no better than a sweep that does.
        is_unknown_there = life is not None and life.because is Ending.RULE_REMOVED and facts is not None
        if self._scope.mark is not None and held.last > self._scope.mark and not is_unknown_there:
            return None
        if facts:
            is_known = life is not None and not life.is_closed and life.facts.digest == facts.digest
            return None if is_known else Seen(self._as_of, facts)
        if life is None or life.is_closed or not self._scope.holds(held.name):
            return None
        is_removed = held.name.rule not in self._rules
        return Gone(self._as_of, Ending.RULE_REMOVED if is_removed else Ending.NOT_FOUND)

    @cached_property
    def _facts(self) -> Mapping[str, Facts]:
        return {id_: measure(finding) for id_, finding in self.found.items()}

    @cached_property
    def _by_case(self) -> Mapping[str, Sequence[Finding]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.found.values():
            found[_case(finding)].append(finding)
        return found


def name_flags(page: BookPage, findings: Iterable[Finding], held: Iterable[Held], as_of: AsOf) -> list[str]:
    """Give those findings a name that have none among `held`, all the flags of their cases; return the ids of these.

    A number is given once: minutes quote it. New ones follow on, the worst first.
    """
    known = set()
    last: dict[str, int] = defaultdict(int)
    for one in held:
        known.add(one.name.id)
        last[one.name.case_ref] = max(last[one.name.case_ref], one.name.number)
    names = []
    for finding in in_order(findings):
        id_, case = flag_id(finding), _case(finding)
        if id_ not in known:
            last[case] += 1
            names.append(Name(id_, case, last[case], finding.rule, finding.family, finding.title, as_of.known))
    page.name(names)
    return [name.id for name in names]


def _case(finding: Finding) -> str:
    return finding.case_ref or ""
