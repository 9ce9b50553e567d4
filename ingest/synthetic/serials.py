"""Which numbers of a limited range belong to which part of an area, so that no two people ever share one."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from graph_schema.areas import AREAS
from ingest.synthetic.dice import Whole
from ingest.synthetic.marginals import caseloads

_FOR_SCENARIOS = 0.05
"""The last part of every range is for planted scenarios."""


@cache
def _begin_shares() -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return where each area's part begins, as a share of the range; areas have parts like their caseloads."""
    sizes = np.array([sum(caseloads()[area]) for area in AREAS], dtype=np.float64)
    return np.concatenate([[0.0], np.cumsum(sizes) / sizes.sum()])


@dataclass(frozen=True)
class Range:
    """Numbers from 0 up to `size`; a chunk may take at most `per_chunk` of its area's part."""

    size: int
    per_chunk: int

    def allot(self, area: int, chunk: int, count: int) -> Whole:
        """Return `count` numbers of a chunk, -1 for those the range has none left for."""
        usable = self.size * (1 - _FOR_SCENARIOS)
        begin, end = (int(share * usable) for share in _begin_shares()[area : area + 2])
        places = np.arange(count, dtype=np.int64)
        numbers = begin + chunk * self.per_chunk + places
        return np.where((places < self.per_chunk) & (numbers < end), numbers, -1)

    def for_scenario(self, area: int, place: int) -> int:
        """Return the number of the `place`-th person in the planted scenarios of an area."""
        begin = int(self.size * (1 - _FOR_SCENARIOS)) + 1
        each = (self.size - begin) // len(AREAS)
        if place >= each:
            raise ValueError(f"the scenarios of an area may number {each} people, not more")
        return begin + area * each + place
