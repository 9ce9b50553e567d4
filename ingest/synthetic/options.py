"""What to invent: which areas, how many nominals, over how many months of feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from graph_schema.areas import AREAS
from ingest.synthetic.errors import CannotGenerate
from ingest.synthetic.marginals import caseloads

ALL_AREAS = "all"
CHUNK = 5_000
"""At most this many nominals are held in memory at one time."""

MOST_IN_AN_AREA = 50_000
"""More would run out of synthetic reference numbers; the largest real area has about 9,500."""


class Format(StrEnum):
    """How a feed is written."""

    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Options:
    """What to invent; the same options always give the same bytes.

    `areas` are slugs, or `("all",)`; `offenders` is the number of nominals over all of them, shared out like real
    caseloads; the feeds are received in the `history_months` months up to that of `last_month`.
    Raises CannotGenerate for an unknown area or a number out of bounds.
    """

    areas: tuple[str, ...] = ("cheshire",)
    offenders: int = 2_000
    seed: int = 1
    history_months: int = 24
    format: Format = Format.CSV
    last_month: date = date(2026, 10, 1)

    def __post_init__(self) -> None:
        unknown = [area for area in self.areas if area not in AREAS and area != ALL_AREAS]
        if unknown or not self.areas:
            raise CannotGenerate(f"No MAPPA area is called {', '.join(unknown)}: use slugs such as cheshire, or all.")
        if self.offenders < 1 or self.seed < 0 or not 1 <= self.history_months <= 120:
            raise CannotGenerate("Ask for at least one offender, a seed from 0 on, and 1 to 120 months of history.")
        if max(self.shares.values()) > MOST_IN_AN_AREA:
            raise CannotGenerate(
                f"At most {MOST_IN_AN_AREA:,} offenders fit in one area: ask for fewer, or more areas."
            )
        object.__setattr__(self, "format", Format(self.format))

    @property
    def shares(self) -> Mapping[str, int]:
        """Return the number of nominals of each chosen area, in the order of the slugs; they add up to `offenders`."""
        chosen = list(AREAS) if ALL_AREAS in self.areas else sorted(set(self.areas))
        weights = np.array([sum(caseloads()[area]) for area in chosen], dtype=np.float64)
        exact = weights / weights.sum() * self.offenders
        whole = np.floor(exact).astype(int)
        left_over = np.argsort(whole - exact, kind="stable")[: self.offenders - int(whole.sum())]
        whole[left_over] += 1
        return dict(zip(chosen, whole.tolist(), strict=True))
