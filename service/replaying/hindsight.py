"""What the rules say about the day of a meeting, by what was known at its end and by what is known now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import GraphStore
from service.flags.facts import is_worse, measure
from service.flags.statements import Statements
from service.policy import Policy
from service.replaying.meanings import Hindsight
from service.replaying.meetings import HeldMeeting
from service.replaying.versions import ceased_at, known_since
from service.rules import Catalogue, Finding, sweep
from service.rules.findings import Step
from service.rules.identity import flag_id, in_order


@dataclass(frozen=True)
class Evidence:
    """A statement that made the difference.

    One that is `is_new` came to be known at `at`; another was believed at the meeting and ceased to be at `at`. `at` is
    a local time, None where a statement beside it did it.
    """

    step: Step
    is_new: bool
    at: datetime | None


@dataclass(frozen=True)
class Line:
    """One finding about the day: as it was found by what was known then, and by what is known now."""

    hindsight: Hindsight
    flag_id: str
    then: Finding | None
    now: Finding | None
    evidence: tuple[Evidence, ...] = ()

    @property
    def finding(self) -> Finding:
        """Return the finding as it is known now, of one that was not so as it was believed."""
        found = self.now or self.then
        if found is None:
            raise ValueError("a line about nothing")
        return found


@dataclass(frozen=True)
class Replay:
    """A meeting looked at again: the same day twice, `then` as known at its end and `now` as known at this moment."""

    meeting: HeldMeeting
    then: AsOf
    now: AsOf
    lines: tuple[Line, ...]

    def findings(self, as_of: AsOf) -> list[Finding]:
        """Return the findings of one of the two sides."""
        sides = ((line.then if as_of == self.then else line.now) for line in self.lines)
        return [finding for finding in sides if finding]


def look_back(store: GraphStore, catalogue: Catalogue, policy: Policy, meeting: HeldMeeting, now: datetime) -> Replay:
    """Return what the rules find about the day of a meeting, then and now, both by the policy of today.

    What became known only later comes first. Raises StoreError.
    """
    day = meeting.held_on
    then_as, now_as = AsOf(day, end_of_day(day)), AsOf(day, max(now, end_of_day(day)))
    then, later = (
        _by_id(sweep(store, catalogue, policy, as_of, cases=[meeting.case_ref])) for as_of in (then_as, now_as)
    )
    evidence = _EvidenceOf(store, then_as, now_as)
    order = list(Hindsight)
    lines = (_line(id_, then.get(id_), later.get(id_), evidence) for id_ in _ids(then, later))
    return Replay(meeting, then_as, now_as, tuple(sorted(lines, key=lambda line: order.index(line.hindsight))))


def _by_id(findings: Iterable[Finding]) -> Mapping[str, Finding]:
    return {flag_id(finding): finding for finding in reversed(in_order(findings))}


def _ids(then: Mapping[str, Finding], now: Mapping[str, Finding]) -> list[str]:
    return [flag_id(finding) for finding in in_order({**then, **now}.values())]


def _line(id_: str, then: Finding | None, now: Finding | None, evidence: "_EvidenceOf") -> Line:
    hindsight = _judge(then, now)
    if hindsight is Hindsight.AS_KNOWN:
        return Line(hindsight, id_, then, now)
    return Line(hindsight, id_, then, now, tuple(evidence.of(then, now)))


def _judge(then: Finding | None, now: Finding | None) -> Hindsight:
    if then is None or now is None:
        return Hindsight.LEARNT_LATER if then is None else Hindsight.NOT_SO
    was, is_ = measure(then), measure(now)
    if was.digest == is_.digest:
        return Hindsight.AS_KNOWN
    if is_worse(is_, was):
        return Hindsight.WORSE
    return Hindsight.BETTER if is_worse(was, is_) else Hindsight.OTHERWISE


class _EvidenceOf:
    def __init__(self, store: GraphStore, then: AsOf, now: AsOf) -> None:
        self._store = store
        self._then, self._now = then, now
        self._statements = Statements(store, then, now)

    def of(self, then: Finding | None, now: Finding | None) -> Iterator[Evidence]:
        """Yield what came to be known since, then what ceased to be; a moved address is in both."""
        for step in self._each(now):
            yield Evidence(step, is_new=True, at=known_since(self._store, step, self._then, self._now))
        for step in self._each(then):
            yield Evidence(step, is_new=False, at=ceased_at(self._store, step, self._then, self._now))

    def _each(self, finding: Finding | None) -> Sequence[Step]:
        return tuple(dict.fromkeys(self._statements.changed(finding)))
