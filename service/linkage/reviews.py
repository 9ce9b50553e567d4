"""What waits for somebody to decide, the next best first: by what joining would change in flags, then by doubt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from graph_schema.store import GraphStore
from ingest.errors import JudgementRefused
from ingest.judging.deciding import Saying, weigh_saying
from ingest.judging.held import all_waiting
from ingest.judging.said import MILLIONTHS, Waiting
from ingest.linkage.judgements import Answer
from service.linkage.effects import Effect, Join, Rules, cases_of_joins, effect_of, effects_of_joins
from service.linkage.sides import Side, read_sides

MOST_FORESEEN = 100
"""Pairs for which it is worked out what joining would change; of more, those the model is least sure of."""

NOBODY = "-"


@dataclass(frozen=True)
class Review:
    """A pair that waits, what both records say, and what joining them would change.

    `hindrance` says why they cannot be joined as things stand; `effect` is None where it was not worked out.
    """

    waits: Waiting
    left: Side
    right: Side
    effect: Effect | None = None
    hindrance: str = ""

    @property
    def id(self) -> str:
        """Return its id."""
        return self.waits.statement

    @property
    def doubt(self) -> float:
        """Return how unsure the model is: 0 where it is sure, 1 where both are as likely; of no score as unsure."""
        score = self.waits.compared.score
        return 1.0 if score is None else 1 - abs(2 * score / MILLIONTHS - 1)

    @property
    def weight(self) -> tuple[object, ...]:
        """Return what it is ordered by, the next best first."""
        effect = self.effect or Effect()
        asked = self.waits.asked.asked_by is None
        return (
            -effect.critical,
            -len(effect.added) - len(effect.removed),
            asked,
            -self.doubt,
            self.waits.since,
            self.id,
        )


_Foreseen = dict[tuple[object, ...], tuple[Effect, str]]
_FORESEEN: WeakKeyDictionary[object, tuple[tuple[date, int], _Foreseen]] = WeakKeyDictionary()


def read_reviews(store: GraphStore, waits: Iterable[Waiting], rules: Rules) -> list[Review]:
    """Return pairs that wait with what their records say, without what joining would change."""
    listed = list(waits)
    sides = read_sides(store, [record for one in listed for record in one.pair], rules.now)
    return [Review(one, sides[one.left], sides[one.right]) for one in listed if {one.left, one.right} <= sides.keys()]


def foresee(store: GraphStore, review: Review, rules: Rules) -> Review:
    """Return a review with what joining its records would change in flags, or why they cannot be joined."""
    effect, hindrance = _foreseen(store, review.waits, rules)
    return Review(review.waits, review.left, review.right, effect, hindrance)


def in_order(store: GraphStore, reviews: Iterable[Review], rules: Rules, most: int = MOST_FORESEEN) -> list[Review]:
    """Return reviews in the order to decide them in.

    First those whose joining adds critical flags, then by how many flags it adds or takes away, then those somebody
    asked a second opinion on, then the least sure, then those that wait longest.
    """
    doubtful = sorted(reviews, key=lambda one: (-one.doubt, one.waits.since, one.id))
    joins = {one.id: Join(one.waits.pair, _people(one)) for one in doubtful[:most]}
    cases = cases_of_joins(store, joins, rules.now)
    keys = {one.id: (one.id, one.waits.version, *_people(one), *cases[one.id]) for one in doubtful[:most]}
    kept = _kept(store, rules.now.day)
    lacking = {id_: join for id_, join in joins.items() if keys[id_] not in kept}
    foreseen = effects_of_joins(store, lacking, cases, rules) if lacking else {}
    kept.update((keys[id_], known) for id_, known in foreseen.items())
    told = [(one, kept[keys[one.id]] if one.id in keys else (None, "")) for one in doubtful]
    ordered = [Review(one.waits, one.left, one.right, *known) for one, known in told]
    return sorted(ordered, key=lambda one: one.weight)


def _people(review: Review) -> tuple[str, ...]:
    return tuple(sorted({side.person for side in (review.left, review.right) if side.person}))


def find_waiting(store: GraphStore, review_id: str) -> Waiting | None:
    """Return a pair that waits by the id of its review, None where it does not."""
    return next((one for one in all_waiting(store) if one.statement == review_id), None)


def _foreseen(store: GraphStore, waits: Waiting, rules: Rules) -> tuple[Effect, str]:
    try:
        worked = weigh_saying(store, waits.pair, Saying(Answer.SAME, NOBODY, at=rules.now.known))
    except JudgementRefused as refused:
        return Effect(), str(refused)
    return effect_of(store, worked, rules), ""


def _kept(store: GraphStore, day: date) -> _Foreseen:
    """Return what was foreseen of this store already, for as long as nothing lands.

    It is found by the review, its version, whom its records are about and the cases within reach, so a decision nearby
    has it worked out anew; whoever decides is told what was worked out for that moment.
    """
    mark = (day, int(store.read("MATCH (f:Feed) RETURN count(f.id) AS held")["held"][0].as_py()))
    held = _FORESEEN.get(store)
    if held is None or held[0] != mark:
        held = _FORESEEN[store] = (mark, {})
    return held[1]
