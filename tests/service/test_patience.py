"""Work is waited for as long as patience lasts, and what is left behind does not pile up."""

import threading
import time
from contextvars import ContextVar

import pytest

from service.patience import OutOfPatience, Patience

ASKED: ContextVar[str] = ContextVar("asked", default="")


def test_what_is_done_in_time_is_returned_or_raised_as_if_it_had_been_called() -> None:
    patience = Patience(60.0)
    ASKED.set("by somebody")
    assert patience.wait_for(ASKED.get) == "by somebody"
    with pytest.raises(ZeroDivisionError):
        patience.wait_for(lambda: 1 // 0)


def test_what_takes_too_long_is_left_behind() -> None:
    go_on = threading.Event()
    begun = time.monotonic()
    with pytest.raises(OutOfPatience):
        Patience(0.1).wait_for(go_on.wait)
    assert 0.1 <= time.monotonic() - begun < 30
    go_on.set()


def test_nothing_more_is_begun_while_too_much_was_left_behind_and_all_is_well_once_it_has_ended() -> None:
    patience, go_on, begun = Patience(0.05, most=3), threading.Event(), list[int]()

    def hang() -> None:
        begun.append(1)
        go_on.wait()

    for _ in range(5):
        with pytest.raises(OutOfPatience):
            patience.wait_for(hang)
    assert len(begun) == 3
    go_on.set()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            assert patience.wait_for(lambda: "well") == "well"
        except OutOfPatience:
            time.sleep(0.01)
        else:
            return
    pytest.fail("it never recovered")
