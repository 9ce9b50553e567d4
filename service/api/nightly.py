"""Every night all cases are swept anew beside what was brought up to date by day: a difference is an alarm."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import structlog

from graph_schema.periods import AsOf
from graph_schema.store import StoreError
from service.api.faults import class_and_place
from service.api.metrics import Metrics
from service.api.sweeps import Sweeps

_LOG = structlog.get_logger("service.api")
_HOUR = 3
"""The hour of the night, by the clock of the machine, when few ask."""


@dataclass
class NightlyCheck:
    """Compares once a night, for as long as it is entered."""

    sweeps: Sweeps
    metrics: Metrics
    now: Callable[[], datetime] = datetime.now
    _ended: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Begin to wait for the night."""
        self._thread = threading.Thread(target=self._run, name="nightly check", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End; a comparison that is under way is finished first."""
        self._ended.set()
        if self._thread:
            self._thread.join()

    def compare(self) -> bool:
        """Compare now; return whether both say the same, having raised the alarm where they do not.

        The alarm is an error in the log, with the ids of the flags that only one side has or has otherwise, and the
        metric `risk_network_sweep_differences`. What is served from then on is the full sweep.
        """
        now = self.now()
        kept, swept = self.sweeps.compare(AsOf(now.date(), now))
        self.metrics.note_differences(len({*kept, *swept}))
        if kept or swept:
            _LOG.error("sweeps differ", kept=sorted(kept), swept=sorted(swept))
        return not (kept or swept)

    def _run(self) -> None:
        while not self._ended.wait(seconds_until_night(self.now())):
            try:
                self.compare()
            except StoreError as away:
                _LOG.error("sweeps not compared", reason=type(away).__name__)
            except Exception as fault:  # noqa: BLE001  # a night's fault must not end the nights after it
                _LOG.error("sweeps not compared", fault=class_and_place(fault))


def seconds_until_night(now: datetime) -> float:
    """Return how long it is to the next full hour of the night."""
    night = now.replace(hour=_HOUR, minute=0, second=0, microsecond=0)
    if night <= now:
        night += timedelta(days=1)
    return (night - now).total_seconds()
