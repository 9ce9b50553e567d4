"""What a write touches, so that what rests on it can be looked at again."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph_schema.store.batch import Batch, Link

MOST_TOUCHED = 2_000
"""From how many statements on a sweep of everybody is cheaper than looking for whom they concern."""


@dataclass(frozen=True)
class Touched:
    """The statements that writes opened, closed, changed or removed: the ids of both ends, by kind of relationship."""

    ends: Mapping[Link, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Return how many ends it names."""
        return sum(len(starts) + len(stops) for starts, stops in self.ends.values())

    @classmethod
    def by(cls, batch: Batch) -> "Touched | None":
        """Return what a batch touches; None where that is too much to name, or more than statements."""
        tables = [*batch.removals.items(), *batch.closings.items(), *batch.links.items()]
        if batch.updates or sum(table.num_rows for _, table in tables) > MOST_TOUCHED:
            return None
        ends: dict[Link, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for link, table in tables:
            for named, column in zip(ends[link], ("from", "to"), strict=True):
                named.update(table[column].to_pylist())
        return cls({link: (frozenset(starts), frozenset(stops)) for link, (starts, stops) in ends.items()})

    def and_also(self, other: "Touched") -> "Touched":
        """Return what both touch."""
        nothing: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
        ends = {}
        for link in {*self.ends, *other.ends}:
            mine, theirs = self.ends.get(link, nothing), other.ends.get(link, nothing)
            ends[link] = (mine[0] | theirs[0], mine[1] | theirs[1])
        return Touched(ends)
