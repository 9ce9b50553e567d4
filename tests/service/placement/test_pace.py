"""An answer takes a whole number of floors, whatever the work took."""

import time

import pytest

from service.placement import Pace


@pytest.mark.parametrize(
    ("work", "least"),
    [
        pytest.param(0.0, 0.05, id="work that takes no time takes one floor"),
        pytest.param(0.06, 0.1, id="work that outlasts a floor takes two"),
    ],
)
def test_an_answer_waits_for_the_next_floor(work: float, least: float) -> None:
    begun = time.monotonic()
    with Pace(0.05).kept():
        time.sleep(work)
    assert time.monotonic() - begun >= least


def test_an_answer_that_fails_waits_too() -> None:
    begun = time.monotonic()
    with pytest.raises(ValueError, match="failed"), Pace(0.05).kept():
        raise ValueError("failed")
    assert time.monotonic() - begun >= 0.05
