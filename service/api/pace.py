"""How fast one caller may ask: a burst and a steady pace, far above what people need and below what hurts others.

It guards the service, not the data: what may be asked of whom in a day is counted elsewhere, and survives a start.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from service.api.problems import Problem

BURST, A_SECOND = 2000, 200
_MOST_KEPT = 10_000


@dataclass
class Pace:
    """Lets each key ask `burst` times at once and `per_second` times a second from then on."""

    burst: float = BURST
    per_second: float = A_SECOND
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def take(self, key: str) -> None:
        """Count one request of a caller; raises Problem, saying when to come back, for one too many."""
        now = self.clock()
        with self._turn:
            left, at = self._left.pop(key, (self.burst, now))
            left = min(self.burst, left + (now - at) * self.per_second)
            self._left[key] = (left - 1, now) if left >= 1 else (left, now)
            if len(self._left) > _MOST_KEPT:
                # The one not heard of for longest has long had its burst back.
                self._left.popitem(last=False)
        if left < 1:
            seconds = max(1, ceil((1 - left) / self.per_second))
            raise Problem(429, "You are asking too fast: wait, then go on.", {"Retry-After": str(seconds)})
