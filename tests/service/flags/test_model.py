"""Whatever is swept and decided in whatever order, the book says what a table of a few rules on paper says."""

import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from service.flags import (
    DecisionRefused,
    FlagBook,
    FlagChanged,
    FlagError,
    Judgement,
    NoSuchFlag,
    Scope,
    decide,
    flag_id,
    kept_flags,
    live_flags,
)
from service.rules import Finding, Severity
from tests.service.flags.findings import CATALOGUE, DAY, POLICY, a_finding, moment

KEYS = [("C1", "p-vera"), ("C1", "p-wilma"), ("C2", "p-vera")]
Fact = tuple[int, int]
"""How severe (0 critical, 1 high) and how near: the less the worse."""

SEVERITIES = (Severity.CRITICAL, Severity.HIGH)


@dataclass(frozen=True)
class Sweep:
    """A sweep of a case, or of everything, and what it finds."""

    case: str | None
    found: dict[int, Fact]


@dataclass(frozen=True)
class Decide:
    key: int
    decision: str
    by: str
    days: int
    is_stale: bool


@dataclass(frozen=True)
class Wait:
    """So many days pass, or a clock is set back by as many."""

    days: int


facts = st.tuples(st.integers(0, 1), st.integers(1, 3))
all_found = st.fixed_dictionaries({0: facts}, optional={1: facts, 2: facts})
sweeps = st.builds(Sweep, st.sampled_from([None, None, "C1", "C2"]), all_found)
sweeps_of_less = st.builds(Sweep, st.just(None), st.dictionaries(st.integers(1, len(KEYS) - 1), facts))
decisions = st.builds(
    Decide,
    st.sampled_from([0, 0, 0, 1, 2]),
    st.sampled_from(["dismiss", "accept_until", "start", "dismiss", "accept_until", "confirm", "reopen"]),
    st.sampled_from(["ann", "bob"]),
    st.sampled_from([0, 1, 2, -1]),
    st.integers(0, 9).map(lambda rare: rare == 9),
)
waits = st.builds(Wait, st.sampled_from([1, 0, 2, -1]))
often = st.integers(0, 5).flatmap(lambda rare: sweeps if rare else sweeps_of_less)
rounds = st.tuples(often, st.lists(decisions, max_size=3), waits)
steps = st.lists(rounds, max_size=10).map(
    lambda told: [step for swept, decided, wait in told for step in (swept, *decided, wait)]
)


@dataclass
class Paper:
    """A flag on paper."""

    number: int
    fact: Fact
    status: str = "open"
    version: int = 1
    upon: Fact | None = None
    until: date | None = None
    by: set[str] = field(default_factory=set)

    def set(
        self, status: str, *, upon: Fact | None = None, until: date | None = None, by: set[str] | None = None
    ) -> None:
        self.status, self.upon, self.until, self.by = status, upon, until, by or set()

    def wake(self, today: date) -> None:
        if self.status == "accepted" and self.until and today > self.until:
            self.set("open")


class Desk:
    """Flags on paper, and the day it is."""

    def __init__(self) -> None:
        self.flags: dict[int, Paper] = {}
        self.today = DAY

    def sweep(self, one: Sweep) -> None:
        found = {key: fact for key, fact in one.found.items() if one.case in {None, KEYS[key][0]}}
        for key in sorted(found, key=lambda key: (found[key][0], KEYS[key])):
            if key not in self.flags:
                others = [flag.number for other, flag in self.flags.items() if KEYS[other][0] == KEYS[key][0]]
                self.flags[key] = Paper(max(others, default=0) + 1, found[key])
            else:
                self._see(self.flags[key], found[key])
        for key, flag in self.flags.items():
            if key not in found and one.case in {None, KEYS[key][0]} and flag.status != "closed":
                flag.set("closed")
                flag.version += 1

    def _see(self, flag: Paper, fact: Fact) -> None:
        if flag.status != "closed" and flag.fact == fact:
            return
        flag.wake(self.today)
        is_worse = flag.upon is not None and (fact[0] < flag.upon[0] or fact[1] < flag.upon[1])
        is_dismissal = flag.status == "dismissed" or bool(flag.by)
        if flag.status in {"closed", "accepted"} or (is_dismissal and is_worse):
            flag.set("open")
        flag.fact = fact
        flag.version += 1

    def decide(self, one: Decide) -> str:
        """Decide, and return what comes of it: done, or why not."""
        flag = self.flags.get(one.key)
        if one.decision == "accept_until" and one.days < 0:
            return "refused"
        if flag is None:
            return "nothing"
        if one.is_stale:
            return "changed"
        if flag.status == "closed":
            return "refused"
        flag.wake(self.today)
        persons = {*flag.by, one.by} if one.decision == "dismiss" else set()
        if one.decision == "dismiss" and flag.fact[0] == 0 and len(persons) < 2:
            if flag.by:
                return "refused"
            flag.set("in_progress", upon=flag.fact, by=persons)
        elif one.decision == "accept_until":
            flag.set("accepted", upon=flag.fact, until=self.today + timedelta(one.days))
        else:
            status = {"start": "in_progress", "confirm": "confirmed", "dismiss": "dismissed", "reopen": "open"}
            flag.set(status[one.decision], upon=flag.fact)
        flag.version += 1
        return "done"


def finding(key: int, fact: Fact) -> Finding:
    case, victim = KEYS[key]
    return a_finding(victim, case=case, severity=SEVERITIES[fact[0]], distanceM=fact[1] * 100)


def swept(book: FlagBook, one: Sweep, today: date) -> None:
    found = [finding(key, fact) for key, fact in one.found.items() if one.case in {None, KEYS[key][0]}]
    scope = Scope.of(None if one.case is None else [one.case])
    live_flags(book, found, moment(today), CATALOGUE, scope)


def decided(book: FlagBook, one: Decide, today: date) -> str:
    id_ = flag_id(finding(one.key, (1, 1)))
    held = book.find(id_)
    version = (len(held.events) if held else 1) - (1 if one.is_stale else 0)
    until = today + timedelta(one.days) if one.decision == "accept_until" else None
    at = datetime.combine(today, datetime.min.time())
    outcomes: dict[type[FlagError], str] = {DecisionRefused: "refused", FlagChanged: "changed", NoSuchFlag: "nothing"}
    try:
        decide(book, id_, Judgement(one.decision, one.by, "Because.", until, at=at), version, POLICY)
    except FlagError as refusal:
        return outcomes[type(refusal)]
    return "done"


@given(steps=steps)
def compare(steps: list[Sweep | Decide | Wait]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(FlagBook(Path(folder) / "flags.sqlite")) as book:
        paper = Desk()
        for step in steps:
            if isinstance(step, Sweep):
                paper.sweep(step)
                swept(book, step, paper.today)
            elif isinstance(step, Decide):
                assert decided(book, step, paper.today) == paper.decide(step)
            else:
                paper.today += timedelta(step.days)
            check(book, paper)


def check(book: FlagBook, paper: Desk) -> None:
    """Compare the two without waking the paper, which a day that passes does not do for good."""
    told = {flag.id: flag for flag in kept_flags(book, moment(paper.today))}
    assert told.keys() == {flag_id(finding(key, flag.fact)) for key, flag in paper.flags.items()}
    for key, flag in paper.flags.items():
        shown = told[flag_id(finding(key, flag.fact))]
        is_over = flag.status == "accepted" and flag.until is not None and paper.today > flag.until
        assert shown.status == ("open" if is_over else flag.status)
        assert (shown.number, shown.version) == (flag.number, flag.version)
        assert set(shown.life.proposed_by) == flag.by
        assert shown.severity == SEVERITIES[flag.fact[0]]


def test_the_book_says_what_the_paper_says(depth: Callable[[int, int], int]) -> None:
    settings(max_examples=depth(80, 3000))(compare)()
