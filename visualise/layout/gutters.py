"""The ways of the lines of the full map: along the gutters between lanes, and through the gaps between cards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from visualise.layout.lanes import GAP, LANE_LEFT, LANE_WIDTH, LANES, Seat
from visualise.layout.wires import RIGHT, Docks, Harness, Wire, find_docks, gather_harnesses
from visualise.theme import WIDTH

Point = tuple[float, float]
_EDGE = 13
"""Between a card and the first line along it, in pixels."""
_STEP = 13.0
_BETWEEN = 10.0
"""Between the ends of two lines on one track."""
_THIN, _THICK = 5.0, 8.0
"""What a line through a gap keeps free above and below."""


@dataclass(frozen=True)
class Way:
    """Where one wire runs: its corners, the ends at the edges of two cards."""

    wire: Wire
    points: tuple[Point, ...]


@dataclass
class _Stretch:
    """The upright part of a harness in one gutter, and the heights it joins on the left and on the right of it."""

    harness: int
    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)

    @property
    def span(self) -> tuple[float, float]:
        """Return the highest and the lowest point."""
        heights = [*self.left, *self.right]
        return min(heights), max(heights)

    @property
    def rank(self) -> tuple[int, float]:
        """Return where it belongs from left to right, so that few lines cross.

        A line that turns back runs inside a longer one; of two that rise the upper turns first, of two that fall the
        lower does.
        """
        low, high = self.span
        if not self.right:
            return 0, high - low
        if not self.left:
            return 3, low - high
        rises = sum(self.right) / len(self.right) < sum(self.left) / len(self.left)
        return (1, low) if rises else (2, -low)


def route_wires(seats: Iterable[Seat], wires: Iterable[Wire]) -> tuple[Way, ...]:
    """Return the way of each wire. No way runs behind a card; where a gutter is full its lines come closer."""
    by_id = {seat.node.id: seat for seat in seats}
    harnesses = gather_harnesses(by_id, wires)
    docks = find_docks(harnesses)
    passes = _find_passes(harnesses, docks, by_id.values())
    stretches = _find_stretches(harnesses, docks, passes)
    tracks = _lay_tracks(stretches)
    ways: list[Way] = []
    for index, harness in enumerate(harnesses):
        for wire, seat in harness.ends:
            ways.append(Way(wire, _walk(index, harness, seat, (docks, passes, tracks))))
    return tuple(ways)


Passes = Mapping[tuple[int, int], float]
"""The height at which the harness of an index passes through a lane."""
Tracks = Mapping[tuple[int, int], float]
"""Where, from the left, the harness of an index runs along a gutter."""


def _find_passes(harnesses: Sequence[Harness], docks: Docks, seats: Iterable[Seat]) -> Passes:
    gaps = _gaps(seats)
    taken: dict[int, list[tuple[float, float]]] = defaultdict(list)
    passes: dict[tuple[int, int], float] = {}
    for index, harness in enumerate(harnesses):
        need = _THICK if harness.is_flag else _THIN
        start = docks[index, harness.hub.node.id]
        for lane in _lanes_between(harness):
            far = [docks[index, seat.node.id] for _, seat in harness.ends if _is_beyond(seat.lane, lane, harness.side)]
            wanted = (start + sum(far) / len(far)) / 2
            height = _free_gap(wanted, need, gaps[lane], taken[lane])
            passes[index, lane] = height
            taken[lane].append((height, need))
            start = height
    return passes


def _gaps(seats: Iterable[Seat]) -> Mapping[int, list[float]]:
    """Return for each lane the heights between its cards, and plenty below the last."""
    lanes: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        lanes[seat.lane].append(seat)
    found: dict[int, list[float]] = {}
    for lane in range(len(LANES)):
        stacked = sorted(lanes[lane], key=lambda seat: seat.box.top)
        between = [
            (upper.box.bottom + lower.box.top) / 2
            for upper, lower in pairwise(stacked)
            if lower.box.top - upper.box.bottom >= GAP - 1
        ]
        last = stacked[-1].box.bottom if stacked else 0.0
        found[lane] = [*between, *(last + 14 + 9 * step for step in range(40))]
    return found


def _free_gap(wanted: float, need: float, gaps: Sequence[float], taken: Sequence[tuple[float, float]]) -> float:
    options = [gap + aside for gap in gaps for aside in (0.0, -4.0, 4.0)]
    free = [
        height for height in options if all(abs(height - other) >= (need + room) / 2 for other, room in taken)
    ] or options
    return min(free, key=lambda height: (abs(height - wanted), height))


def _find_stretches(harnesses: Sequence[Harness], docks: Docks, passes: Passes) -> Mapping[int, Mapping[int, _Stretch]]:
    gutters: dict[int, dict[int, _Stretch]] = defaultdict(dict)

    def join(gutter: int, index: int, height: float, *, is_left: bool) -> None:
        stretch = gutters[gutter].setdefault(index, _Stretch(index))
        (stretch.left if is_left else stretch.right).append(height)

    for index, harness in enumerate(harnesses):
        goes_right = harness.side == RIGHT
        first = harness.hub.lane if goes_right else harness.hub.lane - 1
        join(first, index, docks[index, harness.hub.node.id], is_left=goes_right)
        for _, seat in harness.ends:
            is_same = seat.lane == harness.hub.lane
            gutter = seat.lane if is_same or not goes_right else seat.lane - 1
            join(gutter, index, docks[index, seat.node.id], is_left=is_same or not goes_right)
        for lane in _lanes_between(harness):
            height = passes[index, lane]
            join(lane - 1, index, height, is_left=False)
            join(lane, index, height, is_left=True)
    return gutters


def _lay_tracks(gutters: Mapping[int, Mapping[int, _Stretch]]) -> Tracks:
    found: dict[tuple[int, int], float] = {}
    for gutter, stretches in gutters.items():
        tracks: list[list[tuple[float, float]]] = []
        chosen: dict[int, int] = {}
        for stretch in sorted(stretches.values(), key=lambda one: (one.rank, one.harness)):
            low, high = stretch.span
            free = (
                place
                for place, used in enumerate(tracks)
                if all(high + _BETWEEN < other_low or other_high + _BETWEEN < low for other_low, other_high in used)
            )
            place = next(free, len(tracks))
            if place == len(tracks):
                tracks.append([])
            tracks[place].append((low, high))
            chosen[stretch.harness] = place
        left, room = _gutter(gutter)
        step = min(_STEP, room / max(1, len(tracks) - 1))
        begin = left + (room - step * (len(tracks) - 1)) / 2 if gutter < len(LANES) - 1 else left
        found |= {(harness, gutter): begin + step * place for harness, place in chosen.items()}
    return found


def _gutter(gutter: int) -> tuple[float, float]:
    """Return where the first line of a gutter may run, and the room to the last."""
    left = LANE_LEFT[gutter] + LANE_WIDTH[gutter] + _EDGE
    right = LANE_LEFT[gutter + 1] if gutter + 1 < len(LANES) else WIDTH
    return left, right - _EDGE - left


def _walk(index: int, harness: Harness, seat: Seat, plan: tuple[Docks, Passes, Tracks]) -> tuple[Point, ...]:
    docks, passes, tracks = plan
    goes_right = harness.side == RIGHT
    hub = harness.hub.box
    height = docks[index, harness.hub.node.id]
    points = [(hub.right if goes_right else hub.left, height)]
    gutter = harness.hub.lane if goes_right else harness.hub.lane - 1
    for lane in _lanes_between(harness):
        if not _is_beyond(seat.lane, lane, harness.side):
            break
        track = tracks[index, gutter]
        points += [(track, height), (track, passes[index, lane])]
        height = passes[index, lane]
        gutter += harness.side
    track = tracks[index, gutter]
    end = docks[index, seat.node.id]
    is_same = seat.lane == harness.hub.lane
    edge = seat.box.right if is_same == goes_right else seat.box.left
    return (*points, (track, height), (track, end), (edge, end))


def _lanes_between(harness: Harness) -> range:
    """Return the lanes a harness passes through, in the order in which it meets them."""
    lanes = [seat.lane for _, seat in harness.ends]
    if harness.side == RIGHT:
        return range(harness.hub.lane + 1, max(lanes))
    return range(harness.hub.lane - 1, min(lanes), -1)


def _is_beyond(lane: int, passed: int, side: int) -> bool:
    return lane > passed if side == RIGHT else lane < passed
