"""How the review of records goes: how much waits, how fast people decide, and how often they agree."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from graph_schema.periods import MAX_MOMENT
from graph_schema.store import GraphStore
from ingest.judging.held import all_judged, all_matched, all_waiting
from ingest.judging.said import MILLIONTHS, Asked, Judged, Matched, Waiting
from ingest.linkage.judgements import Answer

BANDS = ((0.99, "99 % and more"), (0.9, "90 to 99 %"), (0.5, "50 to 90 %"), (0.0, "under 50 %"))
"""Bands of what a model said, in which people's answers are counted beside it."""

_LATELY = timedelta(days=28)


@dataclass(frozen=True)
class Agreement:
    """Of `pairs` that two voices spoke of, in how many they said the same."""

    pairs: int
    agreed: int


@dataclass(frozen=True)
class ReviewStatistics:
    """What there is to say of the review of records at one moment."""

    waiting: int
    longest_waiting_days: int | None
    second_opinions_asked: int
    decided: int
    decided_lately: int
    """In the last 28 days."""
    by_answer: Mapping[str, int]
    by_person: Mapping[str, int]
    median_hours_to_decide: float | None
    undone: int
    between_people: Agreement
    """Two who judged one pair, or gave a second opinion on it."""
    with_model: Mapping[str, Agreement]
    """By band of the model's score: where people said "same"; "unsure" is left out."""
    matches_standing: int

    def as_json(self) -> dict[str, object]:
        """Return it in the form the outside reads."""

        def told(one: Agreement) -> dict[str, int]:
            return {"pairs": one.pairs, "agreed": one.agreed}

        return {
            "waiting": self.waiting, "longestWaitingDays": self.longest_waiting_days,
            "secondOpinionsAsked": self.second_opinions_asked, "decided": self.decided,
            "decidedLately": self.decided_lately, "byAnswer": dict(self.by_answer), "byPerson": dict(self.by_person),
            "medianHoursToDecide": self.median_hours_to_decide, "undone": self.undone,
            "betweenPeople": told(self.between_people),
            "withModel": {band: told(one) for band, one in self.with_model.items()},
            "matchesStanding": self.matches_standing,
        }  # fmt: skip


def review_statistics(store: GraphStore, now: datetime) -> ReviewStatistics:
    """Count what waits, what was decided and how far people agree with each other and with the model."""
    return count(all_judged(store), all_waiting(store), all_matched(store), now)


def count(
    judged: Sequence[Judged], waiting: Sequence[Waiting], matched: Sequence[Matched], now: datetime
) -> ReviewStatistics:
    """Count what was read already."""
    took = [(one.known_from - one.since) / timedelta(hours=1) for one in judged if one.since is not None]
    undone = [one for one in judged if one.known_to != MAX_MOMENT and one.ended_note != "judged again"]
    return ReviewStatistics(
        waiting=len(waiting),
        longest_waiting_days=max(((now - one.since).days for one in waiting), default=None),
        second_opinions_asked=sum(asked.asked_by is not None for asked in _asked(waiting, judged)),
        decided=len(judged),
        decided_lately=sum(one.known_from > now - _LATELY for one in judged),
        by_answer=dict(sorted(Counter(one.answer for one in judged).items())),
        by_person=dict(sorted(Counter(one.judged_by for one in judged).items())),
        median_hours_to_decide=round(median(took), 1) if took else None,
        undone=len(undone),
        between_people=_between_people(judged),
        with_model=_with_model(judged),
        matches_standing=len(matched),
    )


def _asked(waiting: Iterable[Waiting], judged: Iterable[Judged]) -> Iterator[Asked]:
    yield from (one.asked for one in waiting)
    yield from (one.asked for one in judged)


def _between_people(judged: Iterable[Judged]) -> Agreement:
    """Compare what was said of a pair with what somebody else had said of it before."""
    last: dict[tuple[str, str], tuple[str, str]] = {}
    pairs = agreed = 0
    for one in judged:
        asked = (one.asked.asked_by, one.asked.opinion)
        before = (asked[0], asked[1]) if asked[0] and asked[1] else last.get(one.pair)
        if before is not None and before[0] != one.judged_by:
            pairs += 1
            agreed += before[1] == one.answer
        last[one.pair] = (one.judged_by, one.answer)
    return Agreement(pairs, agreed)


def _with_model(judged: Iterable[Judged]) -> dict[str, Agreement]:
    counts: dict[str, list[int]] = {name: [0, 0] for _, name in BANDS}
    for one in judged:
        if one.compared.score is None or one.answer == Answer.UNSURE:
            continue
        share = one.compared.score / MILLIONTHS
        band = next(name for least, name in BANDS if share >= least)
        counts[band][0] += 1
        counts[band][1] += one.answer == Answer.SAME
    return {name: Agreement(pairs, agreed) for name, (pairs, agreed) in counts.items()}
