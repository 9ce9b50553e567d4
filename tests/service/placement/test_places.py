"""The protected region: no true conflict escapes it, and it tells the cell and nothing within it."""

from collections.abc import Callable
from math import cos, hypot, pi, sin
from random import Random

import numpy as np
import pytest
import shapely

from ingest.geocoding.gazetteer import live_postcodes
from service.placement.cells import Cell, public_cells
from service.placement.places import Position, is_protected
from tests.service.placement.landed import HOME

RADIUS = 1000
SQUARE = Cell("square", 2000, shapely.box(0, 0, 500, 500))


@pytest.mark.parametrize(
    ("candidate", "place", "is_inside"),
    [
        pytest.param(Position(1500, 250), Position(0, 0), True, id="just the radius from the cell"),
        pytest.param(Position(1501, 250), Position(499, 250), False, id="a metre more, though nearer to the place"),
        pytest.param(Position(1501, 250, 1), Position(0, 0), True, id="a metre more, but that much unsure"),
        pytest.param(Position(1600, 250), Position(0, 0, 100), True, id="as far as the place is unsure"),
        pytest.param(Position(1700, 250, 100), Position(0, 0, 100), True, id="as far as both are unsure together"),
        pytest.param(Position(1701, 250, 100), Position(0, 0, 100), False, id="a metre more than both are unsure"),
        pytest.param(Position(250, 1700), Position(250, 700), True, id="near a place that lies outside its cell"),
    ],
)
def test_the_region_is_the_radius_around_the_cell(candidate: Position, place: Position, *, is_inside: bool) -> None:
    assert is_protected(candidate, place, SQUARE, RADIUS) is is_inside


def test_no_true_conflict_is_outside_the_region(depth: Callable[[int, int], int]) -> None:
    """Homes, coordinates without a home, corners of cells; any uncertainty; up to the very limit."""
    random, cells = Random(20261124), public_cells()
    corners = shapely.get_coordinates([cell.outline for cell in cells])
    homes = live_postcodes().select("easting", "northing").to_numpy()
    escaped = 0
    for _ in range(depth(20_000, 1_000_000)):
        place = _place(random, homes, corners)
        candidate, radius = _conflicting(random, place)
        escaped += not is_protected(candidate, place, cells.at(place.easting, place.northing), radius)
    assert escaped == 0


def test_all_places_of_a_cell_have_the_same_region() -> None:
    random, cells = Random(7), public_cells()
    here = cells.at(*HOME)
    west, south, east, north = here.outline.bounds
    places = [
        Position(x, y)
        for x, y in ((random.randint(int(west), int(east)), random.randint(int(south), int(north))) for _ in range(400))
        if here.distance(x, y) == 0
    ]
    assert len(places) > 50
    told_apart = 0
    for _ in range(400):
        candidate = Position(random.randint(int(west) - 2000, int(east) + 2000), random.randint(int(south), int(north)))
        told_apart += len({is_protected(candidate, place, here, RADIUS) for place in places}) - 1
    assert told_apart == 0


def _place(random: Random, homes: np.ndarray, corners: np.ndarray) -> Position:
    drawn = random.choice((homes, homes, corners))
    easting, northing = drawn[random.randrange(len(drawn))].tolist()
    stray = random.choice((0, 0, 1, 50, 5_000))
    return Position(
        round(easting) + random.randint(-stray, stray),
        round(northing) + random.randint(-stray, stray),
        random.choice((0, 100, random.randint(0, 2_000))),
    )


def _conflicting(random: Random, place: Position) -> tuple[Position, int]:
    """Draw a candidate that is within the radius of a place by the definition of a distance, often only just."""
    radius = random.choice((500, 1000, 2000))
    unsure = random.choice((0, 100, random.randint(0, 2_000)))
    limit = radius + place.uncertainty + unsure
    while True:
        metres = limit * random.choice((1, 1, random.random()))
        angle = random.random() * 2 * pi
        candidate = Position(
            place.easting + round(metres * cos(angle)), place.northing + round(metres * sin(angle)), unsure
        )
        # Whole metres may lie a little beyond what was drawn.
        if hypot(candidate.easting - place.easting, candidate.northing - place.northing) <= limit:
            return candidate, radius
