"""Figures of areas, for practitioners and analysts: none so small, or so exact, that somebody could be found in it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from graph_schema.areas import AREAS
from service.access import Caller, Role
from service.access.callers import CASE_READERS
from service.api.access import allow, guarded_router
from service.api.looking import Look, LookDep
from service.api.questions import ask
from service.api.shapes import Shape, example
from service.audit import Action
from service.flags.areas import areas_of
from service.flags.counting import Count, count_flags

router = guarded_router("statistics")
READERS = CASE_READERS | {Role.ANALYST}

SMALLEST, NEAREST = 10, 5
"""The 10-5 rule of the Office for National Statistics: counts below 10 are left out, others rounded to 5. Leaving out
alone is undone by totals and by comparing days; each figure, totals too, is rounded for itself."""


class Figure(Shape):
    """A count of what the keys say; null where it is below ten."""

    area: str
    keys: dict[str, str]
    count: int | None


class Statistics(Shape):
    """Figures by area, as of today; only kinds of which there are any are told."""

    rule: str
    nominals: tuple[Figure, ...]
    open_marac_cases: tuple[Figure, ...]
    flags: tuple[Figure, ...]
    flag_ages: tuple[Figure, ...]


_RULE = "Counts below 10 are null, others rounded to the nearest 5; they do not add up."
_EXAMPLE: dict[str, Any] = {
    "rule": _RULE,
    "nominals": [{"area": "cheshire", "keys": {"category": "1", "level": "2"}, "count": 45}],
    "openMaracCases": [{"area": "cheshire", "keys": {}, "count": None}],
    "flags": [{"area": "cheshire", "keys": {"family": "accommodation", "severity": "high"}, "count": 15}],
    "flagAges": [{"area": "cheshire", "keys": {"age": "7 to 27 days"}, "count": 20}],
}


@router.get("", summary="Read figures", response_model=Statistics, responses=example(_EXAMPLE))
def read_statistics(look: LookDep, caller: Annotated[Caller, allow(Action.READ_STATISTICS, READERS)]) -> Statistics:
    """Return figures of the caller's areas: nominals by category and level, open MARAC cases, open flags.

    Flags are counted that are neither closed nor dismissed, by family and severity, and by how long they are open.
    """
    areas = [area for area in AREAS if caller.covers(area)]
    look.trace.release(areas)
    marac: Counter[tuple[str, ...]] = Counter(
        (str(row["area"]),) for row in ask(look.running.store, "open_marac_cases", look.now)
    )
    open_flags = look.running.sweeps.flags(look.now)
    flags = count_flags(open_flags, areas_of(open_flags, look.running.store, look.now), look.now.day)
    return Statistics(
        rule=_RULE,
        nominals=_figures(_nominals(look), ("category", "level"), areas),
        open_marac_cases=_figures(marac, (), areas),
        flags=_figures(_summed(flags, "family", "severity"), ("family", "severity"), areas),
        flag_ages=_figures(_summed(flags, "age"), ("age",), areas),
    )


def _nominals(look: Look) -> Counter[tuple[str, ...]]:
    newest: dict[str, tuple[object, ...]] = {}
    for row in sorted(
        ask(look.running.store, "nominals", look.now), key=lambda one: (one["valid_from"], one["person"])
    ):
        newest[row["case_ref"]] = (row["area"], row["category"], row["level"])
    return Counter(tuple("unknown" if part is None else str(part) for part in keys) for keys in newest.values())


def _summed(counts: Iterable[Count], *names: str) -> Counter[tuple[str, ...]]:
    """Return the counts by area and these columns alone."""
    summed: Counter[tuple[str, ...]] = Counter()
    for one in counts:
        summed[one.area, *(str(getattr(one, name)) for name in names)] += one.count
    return summed


def _figures(counts: Mapping[tuple[str, ...], int], names: tuple[str, ...], areas: Iterable[str]) -> tuple[Figure, ...]:
    covered = set(areas)
    return tuple(
        Figure(area=keys[0], keys=dict(zip(names, keys[1:], strict=True)), count=protected(count))
        for keys, count in sorted(counts.items())
        if keys[0] in covered
    )


def protected(count: int) -> int | None:
    """Return a count as it may be told; None below ten."""
    return None if count < SMALLEST else NEAREST * round(count / NEAREST)
