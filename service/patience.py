"""Work that must not keep anybody waiting: left behind where it takes too long, as with a store that stays silent."""

import threading
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import TypeVar

_Answer = TypeVar("_Answer")


class OutOfPatience(Exception):
    """The work took too long; it may still be going on."""


@dataclass
class Patience:
    """Waits `seconds` for a piece of work; of those it no longer waits for, up to `most` may be going on."""

    seconds: float
    most: int = 64
    _under_way: int = 0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def wait_for(self, work: Callable[[], _Answer]) -> _Answer:
        """Return or raise what `work` does, in a thread of its own; raises OutOfPatience where it takes too long.

        A connection that says nothing holds its thread until the system gives it up. So that such threads do not
        pile up, work is not begun while too many of them are there.
        """
        done = threading.Event()
        answers, faults = list[_Answer](), list[BaseException]()

        def run() -> None:
            try:
                answers.append(work())
            except BaseException as fault:  # noqa: BLE001 - whoever waits raises it
                faults.append(fault)
            finally:
                with self._turn:
                    self._under_way -= 1
                done.set()

        with self._turn:
            if self._under_way >= self.most:
                raise OutOfPatience
            self._under_way += 1
        # As a daemon: the end of the program does not wait for it either.
        threading.Thread(target=copy_context().run, args=(run,), daemon=True).start()
        if not done.wait(self.seconds):
            raise OutOfPatience
        if faults:
            raise faults[0]
        return answers[0]
