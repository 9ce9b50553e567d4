"""Joining records by exact identifiers: who is the same, why, and which joins a person must decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice


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
    """Two records that agree on one kind of identifier while their things contradict each other in others."""

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

    def root(self, place: int) -> int:
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def contradictions(self, one: int, other: int) -> tuple[str, ...]:
        held, others = self._held[one], self._held[other]
        return tuple(kind for kind in held if kind in others and held[kind] != others[kind])

    def join(self, one: int, other: int) -> None:
        self._parent[other] = one
        for kind, values in self._held[other].items():
            self._held[one].setdefault(kind, set()).update(values)


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


def join_records(bearers: Sequence[Bearer], rule: JoinRule) -> Joined:
    """Join every pair of records that agree on an identifier, kind by kind, then by agency and reference.

    A join that would give one thing two values of an exclusive kind is refused, and the first such of each record
    listed.
    """
    ordered = sorted(bearers, key=lambda bearer: bearer.order)
    things = _Things(ordered, rule)
    basis: dict[str, str] = {}
    refused: dict[int, RefusedJoin] = {}
    for kind in rule.kinds:
        for one, other in _pairs(ordered, kind, things):
            root, other_root = things.root(one), things.root(other)
            if root == other_root:
                continue
            pair = (ordered[one].record, ordered[other].record)
            if contradicting := things.contradictions(root, other_root):
                refused.setdefault(other, RefusedJoin(pair, kind, contradicting))
                continue
            things.join(root, other_root)
            for record in pair:
                basis.setdefault(record, kind)
    members: dict[int, list[str]] = {}
    for place, bearer in enumerate(ordered):
        members.setdefault(things.root(place), []).append(bearer.record)
    return Joined(tuple(tuple(group) for group in members.values()), basis, tuple(refused.values()))
