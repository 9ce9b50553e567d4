"""Counting open flags for the coordinator's list: by area, family, severity and age."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from service.flags.flags import Flag
from service.flags.life import Status
from service.rules.findings import SEVERITIES

AGES: tuple[tuple[int, str], ...] = (
    (7, "under 7 days"), (28, "7 to 27 days"), (90, "28 to 89 days"), (0, "90 days or more"),
)  # fmt: skip
"""How long flags have been open: each band up to its first number of days, the last without one."""

NOWHERE = "no area"
"""Where flags are counted of which no area is known."""


@dataclass(frozen=True)
class Count:
    """How many flags of one area, family, severity and age are open."""

    area: str
    family: str
    severity: str
    age: str
    count: int


def is_open(flag: Flag) -> bool:
    """Whether somebody still has to do with a flag: it is neither closed nor dismissed."""
    return flag.status not in {Status.CLOSED, Status.DISMISSED}


def age_of(flag: Flag, today: date) -> str:
    """Return the band of the days since a flag was opened, or came back."""
    days = (today - flag.opened_at.date()).days
    return next((name for limit, name in AGES if days < limit), AGES[-1][1])


def count_flags(flags: Iterable[Flag], areas: Mapping[str, str], today: date) -> list[Count]:
    """Return how many of `flags` are open, by area, family, severity (the worst first) and age; `areas` by flag id."""
    counts = Counter(
        (areas.get(flag.id, NOWHERE), flag.family, flag.severity, age_of(flag, today))
        for flag in flags
        if is_open(flag)
    )
    ages = [name for _, name in AGES]
    order = sorted(counts, key=lambda key: (key[0], key[1], SEVERITIES.index(key[2]), ages.index(key[3])))
    return [Count(area, family, severity.value, age, counts[area, family, severity, age])
            for area, family, severity, age in order]  # fmt: skip
