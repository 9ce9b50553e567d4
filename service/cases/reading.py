"""Asking the store what is said around things, a kind at a time, and keeping all that was answered."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.cases.statements import Statement, read_statement
from service.cases.two_roles import Adjust
from service.questions import load_question
from service.rules.findings import Thing


@dataclass(frozen=True)
class _Question:
    kind: str
    is_incoming: bool = False


QUESTIONS = {
    "person_out": _Question("Person"),
    "person_in": _Question("Person", is_incoming=True),
    "address": _Question("Address"),
    "placement": _Question("Placement"),
    "marac_case": _Question("MaracCase"),
    "mappa_case": _Question("MappaCase"),
    "order": _Question("Order"),
    "condition": _Question("Condition"),
    "zone": _Question("Zone"),
    "site": _Question("Site"),
    "transfer": _Question("Transfer"),
    "key_worker": _Question("KeyWorker"),
    "agency": _Question("Agency"),
}
"""What is asked of each kind of thing, by the name of the file."""


class Reading:
    """One reading of a store as of a day and a time of knowledge; nothing is asked twice."""

    def __init__(self, store: GraphStore, as_of: AsOf, seconds: float, barred: frozenset[str] = frozenset()) -> None:
        """Read `store` as if the people of `barred` were not in it.

        `is_late` from `seconds` on, which it is for the caller to heed.
        """
        self._barred = frozenset(Thing("Person", person) for person in barred)
        self.store = store
        self.as_of = as_of
        self._deadline = time.monotonic() + seconds
        self.adjust: Adjust | None = None
        """What becomes of each statement; set before anything that it changes is asked for."""
        self._answers: dict[str, dict[str, list[Statement]]] = {}

    @property
    def is_late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self._deadline

    def ask(self, question: str, ids: Iterable[str]) -> list[Statement]:
        """Return what the question tells of each of `ids`, whether it holds on the day or not."""
        answers = self._answers.setdefault(question, {})
        wanted = sorted(set(ids))
        if lacking := [id_ for id_ in wanted if id_ not in answers]:
            answers.update({id_: [] for id_ in lacking})
            asked = QUESTIONS[question]
            rows = self.store.read_each(
                load_question("service.cases", question), lacking, {"known": self.as_of.known}
            ).to_pylist()
            for row in rows:
                told = read_statement(asked.kind, row, is_incoming=asked.is_incoming)
                kept = told if self.adjust is None else self.adjust(told)
                if kept is not None and (not self._barred or not {told.start, told.end} & self._barred):
                    answers[row["here"]].append(kept)
        return [statement for id_ in wanted for statement in answers[id_]]

    def ask_holding(self, question: str, ids: Iterable[str], *types: str) -> list[Statement]:
        """Return what holds on the day of what the question tells, of these types or of all."""
        told = self.ask(question, ids)
        return [one for one in told if one.holds(self.as_of) and (not types or one.type in types)]

    @property
    def statements(self) -> list[Statement]:
        """Return all that was told, each statement once with all its facts, in one order.

        Asked at its other end, a statement may tell of more.
        """
        kept: dict[tuple[object, ...], Statement] = {}
        for one in self._all():
            key = (*one.identity, one.name)
            known = kept.get(key)
            if known is None:
                kept[key] = one
            elif one.facts.keys() - known.facts.keys():
                kept[key] = replace(one, facts={**known.facts, **one.facts})
        return sorted(kept.values(), key=lambda one: (*one.identity, one.name))

    def _all(self) -> Iterator[Statement]:
        for answers in self._answers.values():
            for told in answers.values():
                yield from told
