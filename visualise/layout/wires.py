"""What is wired in the full map: which end a line starts from, on which side of a card, and where it docks there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from visualise.flag_lines import FlagLine
from visualise.layout.lanes import PLACES, Seat

LEFT, RIGHT = -1, 1
_APART = 5.0
"""Between two docks that face each other across a gutter, in pixels: their lines must not run into each other."""


@dataclass(frozen=True)
class Wire:
    """One line to draw between two nodes: a link, by its id and type, or a flag's red line.

    The wires of a `net` that leave one card together share a trunk.
    """

    key: str
    start: str
    end: str
    net: str
    line: FlagLine | None = None

    @property
    def is_flag(self) -> bool:
        """Tell whether it is a flag's."""
        return self.line is not None


@dataclass(frozen=True)
class Harness:
    """The wires of one net that leave the card `hub` on one side."""

    hub: Seat
    side: int
    ends: tuple[tuple[Wire, Seat], ...]
    is_flag: bool

    @property
    def middle(self) -> float:
        """Return the mean height of what it leads to."""
        return sum(seat.box.centre[1] for _, seat in self.ends) / len(self.ends)


Docks = Mapping[tuple[int, str], float]
"""The height at which the harness of an index docks at a node."""


def gather_harnesses(seats: Mapping[str, Seat], wires: Iterable[Wire]) -> tuple[Harness, ...]:
    """Return the harnesses in a fixed order: the grey ones first, then the flags', each from top to bottom."""
    ends: dict[tuple[bool, str, str, int], list[tuple[Wire, Seat]]] = defaultdict(list)
    for wire in sorted(wires, key=lambda one: (one.is_flag, one.net, one.start, one.end, one.key)):
        hub, other = _order_ends(seats[wire.start], seats[wire.end], is_flag=wire.is_flag)
        side = LEFT if other.lane < hub.lane else RIGHT
        ends[wire.is_flag, wire.net, hub.node.id, side].append((wire, other))
    return tuple(Harness(seats[hub], side, tuple(found), is_flag) for (is_flag, _, hub, side), found in ends.items())


def find_docks(harnesses: Sequence[Harness]) -> Docks:
    """Return where each harness docks at each of its cards: spread over the side, in the order of what it leads to."""
    sides: dict[tuple[str, int], list[tuple[tuple[int, float], int]]] = defaultdict(list)
    seats: dict[str, Seat] = {}
    for index, harness in enumerate(harnesses):
        seats[harness.hub.node.id] = harness.hub
        sides[harness.hub.node.id, harness.side].append((_place(harness.hub, harness.middle, harness), index))
        for seat in {seat.node.id: seat for _, seat in harness.ends}.values():
            seats[seat.node.id] = seat
            side = harness.side if seat.lane == harness.hub.lane else -harness.side
            sides[seat.node.id, side].append((_place(seat, harness.hub.box.centre[1], harness), index))
    docks: dict[tuple[int, str], float] = {}
    taken: dict[int, list[float]] = defaultdict(list)
    for (id_, side), found in sorted(sides.items(), key=lambda item: (seats[item[0][0]].box.top, item[0])):
        seat = seats[id_]
        gutter = seat.lane if side == RIGHT else seat.lane - 1
        for place, (_, index) in enumerate(sorted(found)):
            wanted = seat.box.top + seat.box.height * (place + 1) / (len(found) + 1)
            docks[index, id_] = _free(wanted, seat, taken[gutter])
            taken[gutter].append(docks[index, id_])
    return docks


def _place(seat: Seat, other: float, harness: Harness) -> tuple[int, float]:
    """Return where a line docks from top to bottom, so that lines that turn back run one inside the other."""
    if any(end.lane != harness.hub.lane for _, end in harness.ends):
        return 1, other
    return (0, -other) if other < seat.box.centre[1] else (2, -other)


def _free(wanted: float, seat: Seat, taken: Sequence[float]) -> float:
    """Return the height nearest to the wanted one at which nothing docks on either side of the gutter."""
    low, high = seat.box.top + 5, seat.box.bottom - 5
    tries = [wanted + sign * step for step in range(0, int(seat.box.height), 3) for sign in (1, -1)]
    inside = [height for height in tries if low <= height <= high]
    free = (height for height in inside if all(abs(height - other) >= _APART for other in taken))
    return next(free, inside[0])


def _order_ends(start: Seat, end: Seat, *, is_flag: bool) -> tuple[Seat, Seat]:
    """Return the end whose lines share a trunk, then the other: a place, else the one further left."""
    if is_flag:
        return (start, end) if start.lane <= end.lane else (end, start)
    if (start.lane == PLACES) != (end.lane == PLACES):
        return (start, end) if start.lane == PLACES else (end, start)
    return (start, end) if start.lane <= end.lane else (end, start)
