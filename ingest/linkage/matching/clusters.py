"""Bringing records together one join at a time, so that no person ends up with what one person cannot have."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.linkage.matching.guards import APART_BEYOND, CONTRADICTION_BEYOND, ONE_TO_ONE, Guard


@dataclass
class _Held:
    members: list[int]
    agencies: set[str]
    identifiers: dict[str, str] = field(default_factory=dict)


class Clusters:
    """Records by place, each alone at first.

    `identifiers` are by record the settling ones, by kind; `apart` are pairs of places that must not come together.
    """

    def __init__(
        self, agencies: Sequence[str], identifiers: Sequence[Mapping[str, str]], apart: Iterable[tuple[int, int]]
    ) -> None:
        self._root = list(range(len(agencies)))
        self._held = [
            _Held([place], {agency}, dict(held))
            for place, (agency, held) in enumerate(zip(agencies, identifiers, strict=True))
        ]
        self._apart: dict[int, set[int]] = {}
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def root(self, place: int) -> int:
        """Return the place that stands for all that this one has come together with."""
        while self._root[place] != place:
            self._root[place] = self._root[self._root[place]]
            place = self._root[place]
        return place

    def are_together(self, one: int, other: int) -> bool:
        """Return whether two records have come together."""
        return self.root(one) == self.root(other)

    def agencies_of(self, place: int) -> set[str]:
        """Return the agencies of all that a record has come together with, its own included."""
        return self._held[self.root(place)].agencies

    def members_of(self, place: int) -> Sequence[int]:
        """Return all that a record has come together with, itself included."""
        return self._held[self.root(place)].members

    def objection(self, one: int, other: int, *, is_agency_sure: bool) -> Guard | None:
        """Return what forbids bringing two records and all with them together, None where nothing does.

        With `is_agency_sure` an agency may have several records of the person: it says so itself, by an identifier.
        """
        left, right = self._held[self.root(one)], self._held[self.root(other)]
        if any(right.identifiers.get(kind, value) != value for kind, value in left.identifiers.items()):
            return CONTRADICTION_BEYOND
        fewer, more = sorted((left, right), key=lambda held: len(held.members))
        members = set(more.members)
        if any(self._apart.get(place, set()) & members for place in fewer.members):
            return APART_BEYOND
        if not is_agency_sure and left.agencies & right.agencies:
            return ONE_TO_ONE
        return None

    def bring_together(self, one: int, other: int) -> None:
        """Bring two records and all with them together, whatever objects."""
        root, joined = self.root(one), self.root(other)
        if root == joined:
            return
        if len(self._held[root].members) < len(self._held[joined].members):
            root, joined = joined, root
        self._root[joined] = root
        held, others = self._held[root], self._held[joined]
        held.members += others.members
        held.agencies |= others.agencies
        held.identifiers = {**others.identifiers, **held.identifiers}
