"""What a run of linkage changes: pairs it joins, joins it no longer finds, and pairs that wait for somebody."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from ingest.judging.contradictions import contradicted_pairs
from ingest.judging.deciding import NAMES, now
from ingest.judging.held import all_judged, all_matched, all_waiting
from ingest.judging.said import Compared, Judged, Matched, Waiting, pair_of, waiting
from ingest.judging.writing import Changes, Worked, work_out
from ingest.landing.state import LandedState
from ingest.linkage.judgements import MODEL
from ingest.linkage.proposals import Outcome, Proposal

Pair = tuple[str, str]
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class Standing:
    """What stands before a run: open matches and waiting pairs, and what people said, each by pair."""

    matched: Mapping[Pair, Matched]
    waiting: Mapping[Pair, Waiting]
    judged: Mapping[Pair, Judged]

    @classmethod
    def of(cls, store: GraphStore) -> "Standing":
        """Return what stands in a store."""
        judged = {one.pair: one for one in all_judged(store) if one.known_to == MAX_MOMENT}
        return cls({one.pair: one for one in all_matched(store)}, {one.pair: one for one in all_waiting(store)}, judged)

    @property
    def joined(self) -> frozenset[Pair]:
        """Return the pairs that an earlier run joined, which need less to stay joined."""
        return frozenset(self.matched)

    @property
    def kept_apart(self) -> frozenset[Pair]:
        """Return the pairs that somebody keeps apart."""
        return frozenset(pair for pair, one in self.judged.items() if one.answer == "not_same")


@dataclass(frozen=True)
class Run:
    """A run of linkage: its name, whether it looked at all records, and whether it may join within an agency."""

    name: str
    is_full: bool = True
    within_agency: bool = False
    at: datetime = field(default_factory=now)


@dataclass(frozen=True)
class RunResult:
    """What a run comes to: how many pairs it joins, and what became of the rest; `worked` is what would be written."""

    worked: Worked
    counts: Mapping[str, int]


COUNTS = ("joined", "kept", "no_longer_joined", "queued", "no_longer_queued", "decided_by_people", "apart")
"""What is counted of a run, in order: pairs joined anew, joined before and still, joined no longer, that newly wait,
that wait no longer, of which people have decided, and that are nothing to each other."""


def work_out_run(store: GraphStore, proposals: Iterable[Proposal], standing: Standing, run: Run) -> RunResult:
    """Work out what a run changes, without writing it; `proposals` are all that it says.

    What a person has decided stays. A join that would be refused, as contradicting identifiers or joining two records
    of one agency, waits for somebody. What a full run no longer finds is undone, and waits no longer. To be called in
    the lease of the store, in which `standing` was read.
    """
    before = (one.known_from + _TICK for one in (*standing.matched.values(), *standing.waiting.values()))
    sorting = _Sorting(standing, replace(run, at=max([run.at, *before])), _People(store))
    sorting.take(list(proposals))
    if run.is_full:
        sorting.take_contradicted(contradicted_pairs(store, run.name))
        sorting.lapse()
    worked = work_out(store, sorting.changes())
    if refused := sorting.refuse(worked):
        sorting.counts.update({"joined": -refused, "queued": refused})
        worked = work_out(store, sorting.changes())
    return RunResult(worked, {name: sorting.counts[name] for name in COUNTS})


class _People:
    """Whom records are about now, asked for once."""

    def __init__(self, store: GraphStore) -> None:
        self._state = LandedState(store)
        self._about: dict[str, tuple[str, str]] = {}

    def ask(self, pairs: Iterable[Pair]) -> None:
        records = sorted({record for pair in pairs for record in pair})
        held = self._state.memberships("persons", records)
        now_ = held.filter(held["known_to"] == MAX_MOMENT)
        self._about = {
            record: (thing, basis) for record, thing, basis in now_.select("record", "thing", "basis").rows()
        }

    def are_one(self, pair: Pair) -> bool:
        """Whether both are about one person already, and no model had a hand in it."""
        one, other = (self._about.get(record) for record in pair)
        return one is not None and other is not None and one[0] == other[0] and MODEL not in {one[1], other[1]}


class _Sorting:
    """Every pair of a run put where it belongs."""

    def __init__(self, standing: Standing, run: Run, people: _People) -> None:
        self._standing, self._run, self._people = standing, run, people
        self.counts: Counter[str] = Counter()
        self._matched: dict[Pair, Matched] = {}
        self._ended: dict[Pair, Matched] = {}
        self._waiting: dict[Pair, Waiting] = {}
        self._settled: dict[Pair, Waiting] = {}
        self._seen: set[Pair] = set()

    def take(self, proposals: Sequence[Proposal]) -> None:
        self._people.ask((one.left, one.right) for one in proposals)
        for one in sorted(proposals, key=lambda each: (each.left, each.right)):
            pair = pair_of(one.left, one.right)
            self._seen.add(pair)
            if pair in self._standing.judged:
                self.counts["decided_by_people"] += 1
            elif one.outcome is not Outcome.REVIEW and self._stands_already(pair):
                self._settle(pair)
            elif one.outcome is Outcome.JOIN:
                self._join(pair, one)
            elif one.outcome is Outcome.REVIEW:
                self._end(pair, "no longer joined")
                self._wait(pair, Compared.of(one))
            else:
                self.counts["apart"] += 1
                self._end(pair, "found apart")
                self._settle(pair)

    def _stands_already(self, pair: Pair) -> bool:
        """Whether two are one person without a model; where one doubts it, a person is asked."""
        return pair not in self._standing.matched and self._people.are_one(pair)

    def take_contradicted(self, pairs: Iterable[tuple[Pair, Compared]]) -> None:
        for pair, compared in pairs:
            if pair not in self._standing.judged and pair not in self._waiting:
                self._seen.add(pair)
                self._wait(pair, compared)

    def lapse(self) -> None:
        """Undo what a full run did not find; a second opinion that somebody asked for is waited for still."""
        for pair in self._standing.matched.keys() - self._seen:
            if pair not in self._standing.judged:
                self._end(pair, "no longer found")
        for pair, waits in self._standing.waiting.items():
            if pair not in self._seen and waits.asked.asked_by is None:
                self._settle(pair)

    def refuse(self, worked: Worked) -> int:
        """Let what was joined in vain wait instead, and return how many pairs that are."""
        about = worked.people_after
        idle = [pair for pair in self._matched if about[pair[0]] != about[pair[1]]]
        if idle:
            found = worked.refused()
            why = {pair_of(*one.records): one.contradicting for one in found if one.agreeing == MODEL}
            for pair in idle:
                matched = self._matched.pop(pair)
                guards = tuple(f"told apart by {NAMES[kind]}" for kind in why.get(pair, ())) or ("told apart",)
                self._settled.pop(pair, None)
                self._wait(pair, replace(matched.compared, guards=(*matched.compared.guards, *guards)), is_new=False)
        return len(idle)

    def changes(self) -> Changes:
        return Changes(
            matched=tuple(self._matched.values()), ended=tuple(self._ended.values()),
            waiting=tuple(self._waiting.values()), settled=tuple(self._settled.values()),
        )  # fmt: skip

    def _join(self, pair: Pair, one: Proposal) -> None:
        self._settle(pair)
        if pair in self._standing.matched:
            self.counts["kept"] += 1
            return
        self.counts["joined"] += 1
        self._matched[pair] = Matched(
            *pair, self._run.at, MAX_MOMENT, Compared.of(one), within_agency=self._run.within_agency
        )

    def _end(self, pair: Pair, why: str) -> None:
        held = self._standing.matched.get(pair)
        if held is not None:
            self.counts["no_longer_joined"] += 1
            self._ended[pair] = replace(held, known_to=self._run.at, ended_by=self._run.name, ended_note=why)

    def _wait(self, pair: Pair, compared: Compared, *, is_new: bool = True) -> None:
        held = self._standing.waiting.get(pair)
        if held is None:
            self.counts["queued"] += is_new
            self._waiting[pair] = waiting(pair, compared, self._run.at)
        elif _said(held.compared) != _said(compared):
            self._settled[pair] = held
            self._waiting[pair] = replace(held, known_from=self._run.at, version=held.version + 1, compared=compared)

    def _settle(self, pair: Pair) -> None:
        held = self._standing.waiting.get(pair)
        if held is not None:
            self.counts["no_longer_queued"] += 1
            self._settled[pair] = held


def _said(compared: Compared) -> tuple[object, ...]:
    """Return what a reviewer reads, so that the same said by another run is no change."""
    return compared.model, compared.score, compared.reasons, compared.guards
