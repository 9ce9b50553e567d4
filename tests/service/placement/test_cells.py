"""The public cells: every place has one, the same on every run, and it holds a whole neighbourhood."""

from random import Random

import pytest
import shapely

from service.placement.cells import Cell, Cells, public_cells
from service.policy import load_policy

SCILLY = "Isles of Scilly 001"


def squares() -> Cells:
    """Three cells in a row, ten metres each, the third beyond a gap."""
    boxes = {"b": (0, 0, 10, 10), "a": (10, 0, 20, 10), "c": (30, 0, 40, 10)}
    return Cells([Cell(name, 2000, shapely.box(*corners)) for name, corners in boxes.items()])


@pytest.mark.parametrize(
    ("point", "name"),
    [
        pytest.param((5, 5), "b", id="within one"),
        pytest.param((10, 5), "a", id="on the edge of two: the first by name"),
        pytest.param((24, 5), "a", id="in a gap: the nearest"),
        pytest.param((26, 5), "c", id="in a gap, nearer to the other side"),
        pytest.param((25, 5), "a", id="in the middle of a gap: the first by name"),
        pytest.param((-9_000, 0), "b", id="far outside: the nearest"),
    ],
)
def test_a_place_is_in_one_cell(point: tuple[int, int], name: str) -> None:
    assert squares().at(*point).name == name


def test_every_cell_but_one_holds_the_households_that_policy_asks_for() -> None:
    least = load_policy().whole("accommodation.placement.min_households")
    assert [cell.name for cell in public_cells() if cell.households < least] == [SCILLY]
    assert len(public_cells()) == 7200


def test_the_index_finds_what_looking_at_every_cell_finds(depth: object) -> None:
    assert callable(depth)
    cells = list(public_cells())
    outlines = [cell.outline for cell in cells]
    for point in _points(cells, Random(1), depth(60, 5_000)):
        # Cells come by name: the first of the smallest distances is the one.
        distances = shapely.distance(outlines, shapely.Point(*point)).tolist()
        assert public_cells().at(*point) == cells[distances.index(min(distances))]
        near = [cell for cell, metres in zip(cells, distances, strict=True) if metres <= 1_000]
        assert list(public_cells().within(*point, 1_000)) == near


def _points(cells: list[Cell], random: Random, count: int) -> list[tuple[float, float]]:
    """Draw points anywhere in the country and at sea, and corners where cells meet."""
    drawn: list[tuple[float, float]] = []
    while len(drawn) < count:
        drawn.append((random.randint(80_000, 660_000), random.randint(5_000, 660_000)))
        corners = shapely.get_coordinates(random.choice(cells).outline)
        drawn.append(tuple(corners[random.randrange(len(corners))].tolist()))
    return drawn
