"""How long an answer takes at least, so that the time it takes says nothing, and how long it may take at most."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from service.patience import Patience

LONGEST_SECONDS = 10.0
"""How long a check may look at the graph: whoever houses people is at the telephone, and a referral is safe."""


@dataclass(frozen=True)
class Pace:
    """`floor` in seconds: every answer takes that long, or a multiple of it; 0 for none. `now` tells the local time.

    `patience` is how long is waited for the graph before a check is referred without it.
    """

    floor: float = 0.25
    now: Callable[[], datetime] = datetime.now
    patience: Patience = field(default_factory=lambda: Patience(LONGEST_SECONDS))

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
