"""Finding where much happens in little time."""

from collections.abc import Sequence
from datetime import datetime, timedelta


def crowded(moments: Sequence[datetime], window: timedelta, least: int) -> list[tuple[int, int]]:
    """Return the runs, as half-open ranges of places, in which every act is one of `least` within some `window`.

    `moments` must be in order. Windows that share an act are one run; the window's two ends are both in it.
    """
    runs: list[tuple[int, int]] = []
    first = 0
    for place, moment in enumerate(moments):
        while moment - moments[first] > window:
            first += 1
        if place - first + 1 < max(least, 1):
            continue
        if runs and first < runs[-1][1]:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((first, place + 1))
    return runs
