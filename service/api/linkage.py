"""Reviews of records as a caller may see them: of people around them, and of records that are in nobody's area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph_schema.sensitivity import Sensitivity
from graph_schema.vocabulary import TABLES
from ingest.judging.held import all_judged, all_waiting
from ingest.judging.said import Judged, Waiting
from service.access.questions import ask_each
from service.access.two_roles import offender_sides
from service.api.looking import Look
from service.api.people import readable
from service.api.problems import not_there
from service.linkage.effects import Effect, Rules
from service.linkage.output import Json, effect_json, judged_json, review_json
from service.linkage.reviews import Review, foresee, in_order, read_reviews
from service.linkage.sides import Side, read_sides

_ANYWHERE = ("marac_areas_of_person", "home_areas_of_person", "cases_of_person")
_HIDDEN = frozenset({Sensitivity.HEALTH, Sensitivity.VISOR, Sensitivity.MARAC})
_SHOWN = frozenset(
    column.name for column in TABLES["persons"].columns if column.sensitivity not in _HIDDEN and column.type != "key"
)
"""What of a record is told; of the others, the reasons say whether they agree."""


def rules_of(look: Look) -> Rules:
    """Return what findings are evaluated by, as of now."""
    return Rules(look.running.catalogue, look.running.policy, look.now)


def visible_reviews(look: Look) -> list[Review]:
    """Return the reviews that the caller may know of, the next best to decide first, told as far as they may see."""
    rules = rules_of(look)
    reviews = _visible(look, read_reviews(look.running.store, all_waiting(look.running.store), rules))
    return [_told(look, one) for one in in_order(look.running.store, reviews, rules)]


def find_review(look: Look, review_id: str) -> Review | Judged:
    """Return a review that waits, else the last judgement that settled it; raises Problem for what is not there."""
    store, rules = look.running.store, rules_of(look)
    waits = next((one for one in all_waiting(store) if one.statement == review_id), None)
    if waits is not None:
        found = _visible(look, read_reviews(store, [waits], rules))
        if not found:
            raise not_there()
        return _told(look, foresee(store, found[0], rules))
    settled = [one for one in all_judged(store) if one.review == review_id]
    if not settled or not _visible_pair(look, settled[-1]):
        raise not_there()
    return settled[-1]


def tell_review(look: Look, review: Review | Judged) -> Json:
    """Return a review as the outside reads it, noting in the trace whom it tells of."""
    if isinstance(review, Judged):
        sides = [_cut(side) for side in _sides_of(look, review)]
        _release(look, sides)
        told = judged_json(review, sides)
        # A note is free text, which may tell of anybody.
        return told if look.sees_victims() else told | {"note": ""}
    _release(look, [review.left, review.right])
    told = review_json(review)
    asked = told["secondOpinion"]
    return (
        told if look.sees_victims() or not isinstance(asked, dict) else told | {"secondOpinion": asked | {"note": ""}}
    )


def tell_effect(look: Look, effect: Effect, doing: str) -> Json:
    """Return what a decision changed in the flags of cases the caller may know of."""
    return effect_json(_cut_effect(look, effect), doing)


def _visible(look: Look, reviews: Iterable[Review]) -> list[Review]:
    listed = list(reviews)
    pairs = {one.id: (one.left, one.right) for one in listed}
    allowed = _visible_people(look, [side for pair in pairs.values() for side in pair])
    return [one for one in listed if allowed.may_see(pairs[one.id])]


def _visible_pair(look: Look, judged: Judged) -> bool:
    sides = _sides_of(look, judged)
    return len(sides) == len(judged.pair) and _visible_people(look, sides).may_see(sides)


def _sides_of(look: Look, judged: Judged | Waiting) -> list[Side]:
    return list(read_sides(look.running.store, judged.pair, look.now).values())


@dataclass(frozen=True)
class _Allowed:
    """Whom a caller may read of, who is in no area's view, and the records that know a nominal as a victim alone."""

    own: frozenset[str]
    free: frozenset[str]
    hidden: frozenset[str]

    def may_see(self, sides: Sequence[Side]) -> bool:
        """Whether both records are for the caller to see, and at least one is of somebody of their areas."""
        people = [side.person for side in sides]
        is_free = all(one in self.own or one in self.free for one in people)
        return is_free and any(one in self.own for one in people) and not {s.record for s in sides} & self.hidden


def _visible_people(look: Look, sides: Sequence[Side]) -> _Allowed:
    """Return what a caller may see of the people that records are about; nobody else is told of those in no area."""
    asked = sorted({side.person for side in sides if side.person})
    own = readable(look, asked)
    rest = [one for one in asked if one not in own and one not in look.visibility.barred]
    store = look.running.store
    # A home whose place is not known is in no area.
    rows = (row for name in _ANYWHERE for row in ask_each(store, name, rest, look.now))
    placed = {row["person"] for row in rows if row.get("area", "") is not None}
    free = frozenset(rest) - placed
    ties = [
        (row["person"], row["other"])
        for name in ("tied_people_out", "tied_people_in")
        for row in ask_each(store, name, sorted(free), look.now)
    ]
    others = sorted({other for _, other in ties})
    subjects = {row["person"] for row in ask_each(store, "cases_of_person", others, look.now)}
    # Somebody tied to a nominal is in that nominal's area; and victims are for those cleared alone.
    free -= {person for person, other in ties if other in subjects}
    if look.sees_victims():
        return _Allowed(own, free, frozenset())
    offenders = offender_sides(store, asked, look.now)
    hidden = {
        side.record
        for side in sides
        if (offender := offenders.get(side.person or "")) and side.record not in offender.records
    }
    return _Allowed(own, free - look.visibility.victims(free), frozenset(hidden))


def _told(look: Look, review: Review) -> Review:
    effect = None if review.effect is None else _cut_effect(look, review.effect)
    return replace(review, left=_cut(review.left), right=_cut(review.right), effect=effect)


def _cut(side: Side) -> Side:
    return replace(side, says={name: value for name, value in side.says.items() if name in _SHOWN})


def _cut_effect(look: Look, effect: Effect) -> Effect:
    """Leave out findings of cases that the caller may not know of."""
    findings = (*effect.added, *effect.removed)
    known = look.visibility.cases(sorted({one.case_ref for one in findings if one.case_ref}))
    added, removed = (tuple(one for one in side if one.case_ref in known) for side in (effect.added, effect.removed))
    return Effect(added, removed, tuple(case for case in effect.cases if case in known))


def _release(look: Look, sides: Iterable[Side]) -> None:
    people = [side.person for side in sides if side.person]
    victims = look.visibility.victims(people) if look.sees_victims() else frozenset()
    classes = [Sensitivity.VICTIM_IDENTITY] if victims else []
    look.trace.release([*people, *(side.ref for side in sides)], Sensitivity.PERSONAL, *classes)
