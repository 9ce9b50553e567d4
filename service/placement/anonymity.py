"""How many households stay possible for somebody who reads the answers: the floor that the cells promise, replayed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from service.placement.answers import Outcome
from service.placement.cells import Cell, Cells
from service.placement.ledger import Checked
from service.placement.overrides import Overridden
from service.placement.places import Position


@dataclass(frozen=True)
class AnonymityFloor:
    """The smallest number of households left by the answers about any one case, over all officers together.

    `households` is None where no answer has narrowed anything yet; `case_ref` is the case it is of; `checks` how many
    answers were replayed in all.
    """

    households: int | None
    case_ref: str | None
    checks: int


def households_left(checks: Iterable[Checked], cells: Cells, overridden: Sequence[Position] = ()) -> int | None:
    """Return the fewest households that somebody who knows these answers about a case can narrow a place down to.

    The reader is taken to know everything but the place: the map of cells, how the check works, and, which nobody is
    told, that every referral is owed to a protected place. To such a reader cells are alike when they would have given
    the same answers; a cell that an answer has cleared is out, and of the others the smallest set of like cells that
    a referral points to is what is left. None where there is no referral to read anything from.

    `overridden` are candidates, each with the reach of its check as its uncertainty, whose referral a co-ordinator
    overrode: the reader takes it that nobody protected is so near, and a cell counts with the share of it that is
    farther away, as if its households were spread evenly.
    """
    pointing: dict[Cell, set[int]] = {}
    cleared: set[Cell] = set()
    for number, check in enumerate(checks):
        if check.asked is None:
            continue
        near = cells.within(check.asked.easting, check.asked.northing, check.asked.reach)
        if check.outcome is Outcome.NO_RECORDED_CONFLICT:
            cleared.update(near)
            continue
        for cell in near:
            pointing.setdefault(cell, set()).add(number)
    alike: dict[frozenset[int], int] = {}
    for cell, referrals in pointing.items():
        if cell not in cleared and (left := _left_of(cell, overridden)):
            same = frozenset(referrals)
            alike[same] = alike.get(same, 0) + left
    return min(alike.values(), default=None)


def _left_of(cell: Cell, overridden: Sequence[Position]) -> int:
    if not overridden:
        return cell.households
    near = shapely.union_all([shapely.Point(one.easting, one.northing).buffer(one.uncertainty) for one in overridden])
    share = shapely.area(shapely.difference(cell.outline, near)) / shapely.area(cell.outline)
    return round(cell.households * float(share))


def anonymity_floor(checks: Sequence[Checked], cells: Cells, overrides: Sequence[Overridden] = ()) -> AnonymityFloor:
    """Replay the ledger: the smallest number of households left by the answers about any one case.

    All officers' answers are read together, since officers talk, and what co-ordinators overrode with them.
    """
    discs: dict[str, list[Position]] = {}
    for override in overrides:
        if override.around:
            discs.setdefault(override.case_ref, []).append(override.around)
    by_case: dict[str, list[Checked]] = {}
    for check in checks:
        by_case.setdefault(check.case_ref, []).append(check)
    left = {case: households_left(asked, cells, discs.get(case, ())) for case, asked in by_case.items()}
    narrowed = {case: households for case, households in left.items() if households is not None}
    if not narrowed:
        return AnonymityFloor(None, None, len(checks))
    worst = min(narrowed, key=lambda case: (narrowed[case], case))
    return AnonymityFloor(narrowed[worst], worst, len(checks))
