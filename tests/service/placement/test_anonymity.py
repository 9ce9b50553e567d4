"""However cleverly it is asked, no fewer households stay possible than a cell holds; and the figure that says so."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import polars as pl
import pytest
import shapely

from ingest.geocoding.gazetteer import live_postcodes
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.placement import Checked, Outcome
from service.placement.anonymity import anonymity_floor, households_left
from service.placement.cells import Cell, Cells, public_cells
from service.placement.ledger import Asked
from service.placement.places import Position, is_protected
from tests.service.placement.attacker import POSTCODE_UNCERTAINTY, RADIUS, Attacker, District, district
from tests.service.placement.landed import HOME, NOW, Office, of_probation, open_office, told

LEAST = 2_000
REFER, CLEAR = Outcome.REFER_TO_COORDINATOR, Outcome.NO_RECORDED_CONFLICT


def row_of_cells() -> Cells:
    """Ten cells of a kilometre, from west to east, with 2,000, 2,100, 2,200 and so on households."""
    return Cells(
        [Cell(f"cell {n}", 2_000 + 100 * n, shapely.box(1_000 * n, 0, 1_000 * (n + 1), 1_000)) for n in range(10)]
    )


def answered(easting: int, outcome: Outcome, case: str = "C1", reach: int = 500) -> Checked:
    asked = Asked(easting, 500, reach)
    return Checked(f"{case}-{easting}", NOW, "officer", "", case, "cheshire", "a-1", outcome, asked)


@pytest.mark.parametrize(
    ("checks", "left"),
    [
        pytest.param([], None, id="nothing asked"),
        pytest.param([answered(2_500, CLEAR)], None, id="nothing referred"),
        pytest.param([answered(2_900, REFER)], 2_200 + 2_300, id="one referral: the cells within reach of it"),
        pytest.param([answered(2_900, REFER), answered(2_100, CLEAR)], 2_300, id="one of them cleared since"),
        pytest.param(
            [answered(2_900, REFER), answered(2_100, REFER)], 2_100, id="two referrals that may differ in cause"
        ),
        pytest.param(
            [answered(2_400, REFER, reach=100), answered(2_600, CLEAR)],
            None,
            id="a referral that only others can explain",
        ),
        pytest.param([answered(2_900, REFER)] * 2, 2_200 + 2_300, id="the same asked twice"),
    ],
)
def test_what_is_left_is_the_smallest_set_of_cells_that_answer_alike(checks: list[Checked], left: int | None) -> None:
    assert households_left(checks, row_of_cells()) == left


def test_a_check_without_a_position_tells_nothing() -> None:
    unplaced = Checked("r", NOW, "officer", "", "C1", "", "", REFER)
    assert households_left([unplaced], row_of_cells()) is None


def test_the_floor_is_that_of_the_worst_case_over_all_officers() -> None:
    checks = [answered(2_900, REFER, "C1"), answered(2_100, CLEAR, "C1"), answered(8_500, REFER, "C2", 10)]
    floor = anonymity_floor(checks, row_of_cells())
    assert (floor.households, floor.case_ref, floor.checks) == (2_300, "C1", 3)
    assert anonymity_floor([], row_of_cells()).households is None


@pytest.fixture(scope="module")
def around() -> District:
    return district(HOME, 9_000)


def test_no_number_of_clever_questions_about_any_point_goes_below_a_cell(
    around: District, depth: Callable[[int, int], int]
) -> None:
    """Free coordinates, which nobody can really ask about, and answers by the region alone."""
    random = Random(3)
    for _ in range(depth(8, 60)):
        victim = around.places[random.randrange(len(around.places))]
        home = Position(int(victim[0]), int(victim[1]), POSTCODE_UNCERTAINTY)
        cell = public_cells().at(home.easting, home.northing)
        attacker = Attacker(around, random)
        for _ in range(depth(100, 1_000)):
            questions = _points(random, attacker, around)
            question = questions[attacker.choose(questions)]
            candidate = Position(int(question[0]), int(question[1]))
            attacker.learn(question, is_referred=is_protected(candidate, home, cell, RADIUS))
        # The attacker keeps to the truth and comes close to it: a blunt one would prove nothing.
        assert LEAST <= round(attacker.households_left) <= 2 * cell.households


def test_no_number_of_clever_checks_goes_below_a_cell(
    tmp_path: Path, reader: FeedReader[CheckedFeed], around: District, depth: Callable[[int, int], int]
) -> None:
    """The check itself, asked about every address that is known, in the order an attacker likes best."""
    random = Random(5)
    office, addresses = _an_estate(tmp_path, reader, around, random, depth(100, 1_000))
    for case in range(depth(2, 20)):
        attacker, left = Attacker(around, random), dict(addresses)
        while left:
            refs = list(left)
            questions = np.array([left[ref] for ref in refs], dtype=float)
            ref = refs[attacker.choose(questions)]
            referred = office.asks(ref, f"C{case}").outcome is REFER
            attacker.learn(np.array(left.pop(ref), dtype=float), is_referred=referred)
        assert round(attacker.households_left) >= LEAST
        floor = households_left(office.ledger.of_case(f"C{case}"), public_cells())
        assert floor is None or floor >= LEAST
    assert (anonymity_floor(office.ledger.all(), public_cells()).households or LEAST) >= LEAST
    office.ledger.close()
    office.store.close()


def _points(random: Random, attacker: Attacker, around: District) -> np.ndarray:
    """Draw points near homes that are still possible: where a question may tell something."""
    possible = around.places[attacker.possible]
    chosen = [possible[random.randrange(len(possible))] for _ in range(24)]
    return np.array([[x + random.randint(-3_000, 3_000), y + random.randint(-3_000, 3_000)] for x, y in chosen])


def _an_estate(
    folder: Path, reader: FeedReader[CheckedFeed], around: District, random: Random, count: int
) -> tuple[Office, dict[str, tuple[int, int]]]:
    """Land known addresses all over the district, and twenty cases with a victim each, at home in some postcode."""
    telling = told()
    addresses = {}
    for number in range(count):
        x, y = around.places[random.randrange(len(around.places))]
        addresses[f"A{number}"] = (int(x) + random.randint(-300, 300), int(y) + random.randint(-300, 300))
        telling.address(f"A{number}", addresses[f"A{number}"])
    postcodes = live_postcodes()
    for case in range(20):
        x, y = around.places[random.randrange(len(around.places))]
        here = postcodes.filter(pl.col("easting") == int(x), pl.col("northing") == int(y)).row(0)
        telling.person(f"N{case}")
        telling.person(f"V{case}")
        telling.tie(f"V{case}", "victim_of", f"N{case}")
        telling.case(f"C{case}", f"N{case}")
        telling.address(f"VH{case}", None, postcode=here[0])
        telling.home(f"V{case}", f"VH{case}")
    return open_office(folder / "estate", reader, telling.as_feed(), of_probation()), addresses
