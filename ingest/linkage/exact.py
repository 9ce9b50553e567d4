"""Joining records by exact identifiers and judgements: who is the same, why, and which joins a person must decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from ingest.linkage.judgements import AGENCY, APART, MODEL, Ruling


@dataclass(frozen=True)
class JoinRule:
    """What joins records of one kind of thing.

    `kinds` join where two records agree, tried in this order; no joined thing holds two values of an `exclusive` one.
    """

    kinds: tuple[str, ...]
    exclusive: frozenset[str]


PERSON_RULE = JoinRule(
    ("pnc", "cro", "crn", "prison_number", "nhs_number"),
    frozenset({"pnc", "cro", "crn", "prison_number", "nhs_number"}),
)
ADDRESS_RULE = JoinRule(("uprn", "text"), frozenset({"uprn"}))


@dataclass(frozen=True)
class Bearer:
    """A record and the identifiers it bears at one time of knowledge, by kind; `order` is its agency and reference."""

    record: str
    order: tuple[str, str]
    identifiers: Mapping[str, str]


@dataclass(frozen=True)
class RefusedJoin:
    """Two records that one kind of identifier or a judgement would join while their things contradict each other.

    `contradicting` names kinds of identifier, APART for what a person keeps apart, and AGENCY for two records of one
    agency that a model alone would join.
    """

    records: tuple[str, str]
    agreeing: str
    contradicting: tuple[str, ...]


@dataclass(frozen=True)
class Joined:
    """The things records make up: a tuple of records each, the kind that joined each record, the joins refused."""

    things: tuple[tuple[str, ...], ...]
    basis: Mapping[str, str]
    refused: tuple[RefusedJoin, ...]


class _Things:
    def __init__(self, bearers: Sequence[Bearer], rule: JoinRule) -> None:
        self._parent = list(range(len(bearers)))
        self._held = [
            {kind: {value} for kind, value in bearer.identifiers.items() if kind in rule.exclusive}
            for bearer in bearers
        ]
        self._agencies = [frozenset({bearer.order[0]}) for bearer in bearers]
        self._foes: dict[int, set[int]] = {}

    def keep_apart(self, one: int, other: int) -> None:
        self._foes.setdefault(one, set()).add(other)
        self._foes.setdefault(other, set()).add(one)

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def contradictions(self, one: int, other: int) -> tuple[str, ...]:
        held, others = self._held[one], self._held[other]
        kinds = tuple(kind for kind in held if kind in others and held[kind] != others[kind])
        return (*kinds, APART) if any(self.root(foe) == other for foe in self._foes.get(one, ())) else kinds

    def share_an_agency(self, one: int, other: int) -> bool:
        return not self._agencies[one].isdisjoint(self._agencies[other])

    def join(self, one: int, other: int) -> None:
        self._parent[other] = one
        for kind, values in self._held[other].items():
            self._held[one].setdefault(kind, set()).update(values)
        self._agencies[one] |= self._agencies[other]
        if foes := self._foes.pop(other, None):
            self._foes.setdefault(one, set()).update(foes)


def _pairs(ordered: Sequence[Bearer], kind: str, things: _Things) -> Iterator[tuple[int, int]]:
    groups: dict[str, list[int]] = {}
    for place, bearer in enumerate(ordered):
        if kind in bearer.identifiers:
            groups.setdefault(bearer.identifiers[kind], []).append(place)
    taken = dict.fromkeys(groups, 0)
    for place, bearer in enumerate(ordered):
        value = bearer.identifiers.get(kind)
        if value is None or value not in groups:
            continue
        taken[value] += 1
        later = islice(groups[value], taken[value], None)
        yield from ((place, other) for other in later)
        if taken[value] == 1 and len({things.root(member) for member in groups[value]}) == 1:
            del groups[value]  # all are joined: thousands may bear one value, and no pair of them is left


@dataclass(frozen=True)
class _Attempt:
    """Two places whose records may be joined, on what ground, and whether two records of one agency forbid it."""

    basis: str
    one: int
    other: int
    is_one_to_one: bool = False


def _identified(ordered: Sequence[Bearer], rule: JoinRule, things: _Things) -> Iterator[_Attempt]:
    for kind in rule.kinds:
        yield from (_Attempt(kind, one, other) for one, other in _pairs(ordered, kind, things))


def _judged(places: Mapping[str, int], ruled: Sequence[Ruling]) -> Iterator[_Attempt]:
    """Yield what judgements join: persons' before models', the surer before the less sure, then in the order."""
    ties = []
    for ruling in ruled:
        if ruling.is_same:
            one, other = sorted((places[ruling.left], places[ruling.right]))
            is_model = ruling.voice == MODEL
            attempt = _Attempt(ruling.voice, one, other, is_model and not ruling.within_agency)
            ties.append((is_model, -ruling.score if is_model else 0, one, other, attempt))
    yield from (tie[-1] for tie in sorted(ties, key=lambda tie: tie[:-1]))


def join_records(bearers: Sequence[Bearer], rule: JoinRule, ruled: Sequence[Ruling] = ()) -> Joined:
    """Join every pair of records that agree on an identifier, kind by kind, then by agency and reference.

    Then those that `ruled` judges to be the same, persons' judgements before models'. A join that would give one thing
    two values of an exclusive kind, or bring together what a person keeps apart, is refused, and the first such of each
    record listed, but for the very two records that are kept apart: of these somebody has decided.
    """
    ordered = sorted(bearers, key=lambda bearer: bearer.order)
    things = _Things(ordered, rule)
    places = {bearer.record: place for place, bearer in enumerate(ordered)}
    apart = {tuple(sorted((places[r.left], places[r.right]))) for r in ruled if not r.is_same}
    for one, other in apart:
        things.keep_apart(one, other)
    basis: dict[str, str] = {}
    refused: dict[int, RefusedJoin] = {}
    for attempt in chain(_identified(ordered, rule, things), _judged(places, ruled)):
        one, other = attempt.one, attempt.other
        root, other_root = things.root(one), things.root(other)
        if root == other_root or (one, other) in apart:
            continue
        pair = (ordered[one].record, ordered[other].record)
        contradicting = things.contradictions(root, other_root)
        if attempt.is_one_to_one and things.share_an_agency(root, other_root):
            contradicting = (*contradicting, AGENCY)
        if contradicting:
            refused.setdefault(other, RefusedJoin(pair, attempt.basis, contradicting))
            continue
        things.join(root, other_root)
        for record in pair:
            basis.setdefault(record, attempt.basis)
    members: dict[int, list[str]] = {}
    for place, bearer in enumerate(ordered):
        members.setdefault(things.root(place), []).append(bearer.record)
    return Joined(tuple(tuple(group) for group in members.values()), basis, tuple(refused.values()))
