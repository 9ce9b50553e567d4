"""Whatever the rules find about a placement, or cannot check, the answer is never that no conflict is recorded."""

from pathlib import Path
from random import Random

import pytest
import shapely

from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.placement import Outcome
from service.placement.cells import Cell, public_cells
from service.rules import PLACEMENT_RULES, load_catalogue, sweep
from tests.conftest import SOAK
from tests.service.placement.landed import AS_OF, of_probation, open_office
from tests.service.placement.random_area import RADIUS, Drawn, RandomArea

PLACEMENTS = 2_000
"""Drawn in each area; `make soak` draws fifty areas."""


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", range(50 if SOAK else 1))
def test_no_answer_contradicts_the_rules_or_the_regions(
    tmp_path: Path, reader: FeedReader[CheckedFeed], seed: int
) -> None:
    """The rules are asked of everybody at once, by a sweep in which each address is a home that is proposed already."""
    area = RandomArea(Random(seed))
    for _ in range(PLACEMENTS):
        area.draw()
    office = open_office(tmp_path / "area", reader, area.telling.as_feed(), of_probation())
    found = sweep(office.store, load_catalogue(), office.policy, AS_OF, rules=PLACEMENT_RULES)
    against = {finding.case_ref for finding in found}
    wrong: list[str] = []
    outcomes: dict[Outcome, int] = dict.fromkeys(Outcome, 0)
    for one in area.drawn:
        answer = office.asks(one.address, one.case)
        outcomes[answer.outcome] += 1
        must_refer = one.case in against or not one.is_whole or is_in_a_region(one)
        if (answer.outcome is Outcome.REFER_TO_COORDINATOR) is not must_refer:
            explained = office.checks.explain(answer.reference)
            wrong.append(f"{one.case}: {answer.outcome} {sorted(explained.causes if explained else ())}")
    office.ledger.close()
    office.store.close()
    assert wrong == []
    # Otherwise the area was drawn so that one answer was always right.
    assert min(outcomes.values()) > PLACEMENTS // 10


def is_in_a_region(one: Drawn) -> bool:
    """Whether a placement lies in a protected region, or where none can be drawn, by looking at every cell there is."""
    if one.at is None or shapely.distance(OUTLINES, shapely.Point(one.at)).min() > RADIUS:
        return True
    point = shapely.Point(one.at)
    return any(shapely.distance(cell_of(at).outline, point) <= RADIUS for at in one.protected)


def cell_of(at: tuple[int, int]) -> Cell:
    distances: list[float] = shapely.distance(OUTLINES, shapely.Point(at)).tolist()
    return CELLS[distances.index(min(distances))]


CELLS = list(public_cells())
OUTLINES = [cell.outline for cell in CELLS]
