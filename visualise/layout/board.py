"""The flag board: up to twelve big cards on a grid, so placed that few lines cross and none runs behind a card."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from visualise.cards import Box
from visualise.theme import MARGIN

COLUMNS = 3
CAPACITY = 12
CARD_WIDTH, CARD_HEIGHT = 284, 112
GAP = 106
TOP, BOTTOM = 138, 814
"""Room for the cards, in pixels from the top of the picture."""
RIGHT = MARGIN + COLUMNS * CARD_WIDTH + (COLUMNS - 1) * GAP
_ROWS_FEW, _ROWS_MANY = 3, 4
_CLEAR = 6
"""How near a line may come to a card it does not lead to, in pixels."""
_CROSSING, _BEHIND, _COLUMN = 8.0, 14.0, 0.12
_WORTH = 0.05
"""What a change of places must gain."""


@dataclass(frozen=True)
class BoardLine:
    """A line between two cards; `weight` is how much its length and its crossings matter."""

    start: str
    end: str
    weight: float


Point = tuple[float, float]
Cell = int
"""A place of the grid: column * rows + row."""


@dataclass(frozen=True)
class _Grid:
    behind: tuple[tuple[frozenset[Cell], ...], ...]
    length: tuple[tuple[float, ...], ...]
    crossings: frozenset[tuple[tuple[Cell, Cell], tuple[Cell, Cell]]]


def rows_for(count: int) -> int:
    """Return how many rows a board of `count` cards has; a full grid leaves no way around a card."""
    return _ROWS_FEW if count < COLUMNS * _ROWS_FEW else _ROWS_MANY


def cell_box(cell: tuple[int, int], rows: int) -> Box:
    """Return where the card of a (column, row) is."""
    step = (BOTTOM - TOP - CARD_HEIGHT) / (rows - 1)
    return Box(MARGIN + cell[0] * (CARD_WIDTH + GAP), TOP + cell[1] * step, CARD_WIDTH, CARD_HEIGHT)


def arrange_board(
    ids: Sequence[str], lines: Sequence[BoardLine], pinned: str | None, columns: Mapping[str, int]
) -> Mapping[str, tuple[int, int]]:
    """Return the (column, row) of each of `ids`, which come in the order in which they are to be placed.

    `pinned` stands in the middle of the first column; `columns` is where each would stand if nothing else decided.
    Each card takes the best free cell beside those placed before it; then two cards change places, or one moves, as
    long as that helps. This is done from three orders, and the best board is kept, the first of equals.
    """
    rows = rows_for(len(ids))
    busy = Counter(end for line in lines for end in (line.start, line.end))
    best: tuple[float, dict[str, Cell]] | None = None
    for order in (ids, sorted(ids, key=lambda id_: (-busy[id_], ids.index(id_))), ids[::-1]):
        placed: dict[str, Cell] = {str(pinned): (rows - 1) // 2} if pinned in ids else {}
        for id_ in order:
            if id_ not in placed:
                placed[id_] = _best_free(id_, placed, lines, columns)
        _improve(placed, lines, columns, pinned)
        cost = _cost(placed, lines, columns, rows)
        if best is None or cost < best[0] - _WORTH:
            best = cost, placed
    return {id_: divmod(cell, rows) for id_, cell in (best[1] if best else {}).items()}


def _best_free(id_: str, placed: Mapping[str, Cell], lines: Sequence[BoardLine], columns: Mapping[str, int]) -> Cell:
    rows = rows_for(len(columns))
    free = [cell for cell in range(COLUMNS * rows) if cell not in placed.values()]
    return min(free, key=lambda cell: (_cost({**placed, id_: cell}, lines, columns, rows), cell))


def _improve(
    placed: dict[str, Cell], lines: Sequence[BoardLine], columns: Mapping[str, int], pinned: str | None
) -> None:
    rows = rows_for(len(placed))
    cells = range(COLUMNS * rows)
    best = _cost(placed, lines, columns, rows)
    while True:
        held = {cell: id_ for id_, cell in placed.items()}
        found = None
        for one, other in combinations(cells, 2):
            first, second = held.get(one), held.get(other)
            if (first is None and second is None) or (pinned is not None and pinned in (first, second)):
                continue
            swapped = dict(placed)
            if first is not None:
                swapped[first] = other
            if second is not None:
                swapped[second] = one
            cost = _cost(swapped, lines, columns, rows)
            if cost < best - _WORTH:
                best, found = cost, swapped
        if found is None:
            return
        placed.update(found)


def _cost(placed: Mapping[str, Cell], lines: Sequence[BoardLine], columns: Mapping[str, int], rows: int) -> float:
    grid = _grid(rows)
    occupied = set(placed.values())
    drawn = [
        (min(placed[line.start], placed[line.end]), max(placed[line.start], placed[line.end]), line.weight)
        for line in lines
        if line.start in placed and line.end in placed and line.start != line.end
    ]
    cost = sum(_COLUMN * abs(cell // rows - columns.get(id_, 1)) for id_, cell in placed.items())
    for start, end, weight in drawn:
        cost += weight * (grid.length[start][end] + _BEHIND * len(grid.behind[start][end] & occupied))
    for (a, b, one), (c, d, other) in combinations(drawn, 2):
        if ((a, b), (c, d)) in grid.crossings:
            cost += _CROSSING * (one + other) / 2
    return cost


@lru_cache(maxsize=2)
def _grid(rows: int) -> _Grid:
    cells = range(COLUMNS * rows)
    at = [cell_box(divmod(cell, rows), rows).centre for cell in cells]
    half = (CARD_WIDTH / 2 + _CLEAR, CARD_HEIGHT / 2 + _CLEAR)
    unit = CARD_WIDTH + GAP
    behind = tuple(
        tuple(
            frozenset(
                other for other in cells if other not in (one, two) and meets_box(at[one], at[two], at[other], half)
            )
            for two in cells
        )
        for one in cells
    )
    length = tuple(
        tuple(((at[one][0] - at[two][0]) ** 2 + (at[one][1] - at[two][1]) ** 2) ** 0.5 / unit for two in cells)
        for one in cells
    )
    pairs = list(combinations(cells, 2))
    crossings = frozenset(
        (one, two)
        for one in pairs
        for two in pairs
        if not set(one) & set(two) and _crosses(at[one[0]], at[one[1]], at[two[0]], at[two[1]])
    )
    return _Grid(behind, length, crossings)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def meets_box(start: Point, end: Point, centre: Point, half: tuple[float, float]) -> bool:
    """Tell whether a segment runs through a card (the slabs of Liang and Barsky)."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        step = end[axis] - start[axis]
        near, far = centre[axis] - half[axis] - start[axis], centre[axis] + half[axis] - start[axis]
        if step == 0:
            if near > 0 or far < 0:
                return False
            continue
        first, second = sorted((near / step, far / step))
        low, high = max(low, first), min(high, second)
    return low < high
