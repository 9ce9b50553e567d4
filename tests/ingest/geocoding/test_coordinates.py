"""The conversion of degrees to National Grid metres, against the Ordnance Survey's own test points."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.geocoding.coordinates import to_degrees, to_grid

OS_POINTS = {
    "St Mary's, Isles of Scilly": (-6.29977752014, 49.92226393730, 91492.146, 11318.804),
    "Caister Water Tower": (1.716073973, 52.658007833, 651409.804, 313177.450),
}
"""Longitude, latitude, easting, northing of OSTN15's published test points."""


@pytest.mark.parametrize(("longitude", "latitude", "easting", "northing"), OS_POINTS.values(), ids=OS_POINTS)
def test_published_points_agree_to_the_millimetre(
    longitude: float, latitude: float, easting: float, northing: float
) -> None:
    eastings, northings = to_grid([longitude], [latitude])
    assert eastings[0] == pytest.approx(easting, abs=0.0011)
    assert northings[0] == pytest.approx(northing, abs=0.0011)


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(53.2, -2.8), (0.0, 0.0), (200.0, 95.0), (float("nan"), 53.0), (float("inf"), 53.0), (-2.8, 1e308)],
    ids=["swapped", "off Africa", "not on Earth", "not a number", "infinite", "huge"],
)
def test_a_position_off_the_grid_is_not_a_number_and_spoils_no_other(longitude: float, latitude: float) -> None:
    eastings, northings = to_grid([-2.8, longitude], [53.2, latitude])
    assert np.isnan([eastings[1], northings[1]]).all()
    assert np.isfinite([eastings[0], northings[0]]).all()


@given(easting=st.integers(200_000, 600_000), northing=st.integers(60_000, 600_000))
def test_there_and_back_is_the_same_place(easting: int, northing: int) -> None:
    eastings, northings = to_grid(*to_degrees([easting], [northing]))
    assert (eastings[0], northings[0]) == pytest.approx((easting, northing), abs=0.002)
