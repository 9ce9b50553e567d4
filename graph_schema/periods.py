"""When something is true and when it was known: open ends, moments of knowledge, and the as-of filter."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time

MIN_DAY = date(1, 1, 1)
MAX_DAY = date(9999, 12, 31)
MIN_MOMENT = datetime(1, 1, 1)
MAX_MOMENT = datetime(9999, 12, 31)
"""Open ends: a far-past or far-future day or moment, never null, so that comparing needs no special case."""

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True)
class AsOf:
    """What was true on `day`, as it was known at `known`; an interval holds its first moment and not its last."""

    day: date
    known: datetime

    @property
    def parameters(self) -> dict[str, date | datetime]:
        """Return what `as_of_filter` asks for."""
        return {"day": self.day, "known": self.known}


def as_of_filter(variable: str) -> str:
    """Return the Cypher condition that the statement in `variable` holds as of `$day`, as known at `$known`.

    Raises ValueError when `variable` is not a plain name, since it becomes part of a query.
    """
    if not _VARIABLE.fullmatch(variable):
        raise ValueError(f"not the name of a variable: {variable!r}")
    return (
        f"{variable}.valid_from <= $day AND $day < {variable}.valid_to"
        f" AND {variable}.known_from <= $known AND $known < {variable}.known_to"
    )


def known_on(received: date) -> datetime:
    """Return when what was received on a day became known: at its very start."""
    return datetime.combine(received, time.min)


def end_of_day(day: date) -> datetime:
    """Return the last moment of a day: "as known on" a day means with all that came in on it."""
    return datetime.combine(day, time.max)
