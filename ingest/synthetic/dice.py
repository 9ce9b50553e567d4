"""The random choices of one part of an area, always the same for the same seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Truth = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Texts = NDArray[np.str_]


@dataclass(frozen=True)
class Dice:
    """A generator with the few questions that invention asks of it, each answered for a whole column."""

    generator: np.random.Generator

    @classmethod
    def for_part(cls, seed: int, area: int, part: int) -> "Dice":
        """Return the dice of one part of one area, which do not depend on any other part."""
        return cls(np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, area, part]))))

    def chance(self, probability: float | NDArray[np.float64], count: int) -> Truth:
        """Return for each of `count` whether it happens."""
        return self.generator.random(count) < probability

    def whole(self, low: int, high: int, count: int) -> Whole:
        """Return whole numbers from `low` up to but not including `high`."""
        return self.generator.integers(low, high, count, dtype=np.int64)

    def up_to(self, limits: Whole) -> Whole:
        """Return for each limit a whole number from 0 up to but not including it (0 where the limit is below 1)."""
        return np.floor(self.generator.random(len(limits)) * np.maximum(limits, 1)).astype(np.int64)

    def weighted(self, weights: NDArray[np.float64], count: int) -> Whole:
        """Return positions among `weights`, the heavier the more often."""
        cumulative = np.cumsum(weights)
        drawn = self.generator.random(count) * cumulative[-1]
        return np.asarray(np.searchsorted(cumulative, drawn, side="right"), dtype=np.int64)

    def one_of(self, options: Sequence[str] | Mapping[str, float], count: int) -> Texts:
        """Return options, in equal parts or by their weights."""
        weights = list(options.values()) if isinstance(options, Mapping) else [1.0] * len(options)
        return np.array(list(options))[self.weighted(np.array(weights, dtype=np.float64), count)]

    def days_before(self, day: date | Days, low: int, high: int, count: int) -> Days:
        """Return days that lie `low` up to `high` days before `day`."""
        start = np.datetime64(day, "D") if isinstance(day, date) else day
        return np.asarray(start - self.whole(low, high, count), dtype="datetime64[D]")
