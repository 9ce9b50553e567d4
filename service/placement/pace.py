"""How long an answer takes at least, so that the time it takes says nothing."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from math import ceil


@dataclass(frozen=True)
class Pace:
    """`floor` in seconds: every answer takes that long, or a multiple of it; 0 for none. `now` tells the local time."""

    floor: float = 0.25
    now: Callable[[], datetime] = datetime.now

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Wait at the end until the next multiple of the floor, also where the work ended in an error.

        A multiple, so that a check that outlasts one floor on a busy machine still ends at a moment that others end at.
        """
        begun = time.monotonic()
        try:
            yield
        finally:
            if self.floor > 0:
                spent = time.monotonic() - begun
                time.sleep(ceil(spent / self.floor) * self.floor - spent)
