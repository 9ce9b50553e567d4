"""Where much happens in little time, held against looking at every window."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.security.windows import crowded

BEGUN = datetime(2026, 5, 4)


@given(st.lists(st.integers(0, 40), max_size=25), st.integers(1, 10), st.integers(1, 6))
def test_a_run_holds_exactly_the_acts_that_are_in_a_crowded_window(hours: list[int], window: int, least: int) -> None:
    moments = [BEGUN + timedelta(hours=hour) for hour in sorted(hours)]
    width = timedelta(hours=window)
    crowd = set()
    for start in range(len(moments)):
        inside = [place for place in range(start, len(moments)) if moments[place] - moments[start] <= width]
        crowd |= set(inside) if len(inside) >= least else set()
    runs = crowded(moments, width, least)
    assert {place for first, stop in runs for place in range(first, stop)} == crowd
    assert all(one[1] <= other[0] for one, other in pairwise(runs))
