"""What a drawing becomes: the same area in metres, mended where need be, or a reason a person can act on."""

import json
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray

from ingest.geocoding.coordinates import to_degrees
from ingest.zones.geometry import parse_geometry, parse_geometry_text
from ingest.zones.outcomes import Rejected, Repaired
from ingest.zones.reference_systems import Crs

SQUARE = [[340000, 374000], [342000, 374000], [342000, 376000], [340000, 376000], [340000, 374000]]
HOLE = [[340500, 374500], [341000, 374500], [341000, 375000], [340500, 375000], [340500, 374500]]
FAR = [[350000, 374000], [351000, 374000], [351000, 375000], [350000, 374000]]
BOW_TIE = [[340000, 374000], [342000, 376000], [342000, 374000], [340000, 376000], [340000, 374000]]
LOOP = [[0, 0], [40, 0], [40, 30], [10, 30], [10, 10], [30, 10], [30, 40], [0, 40], [0, 0]]
NAN = float("nan")


def _polygon(*rings: list[Any]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def _multipolygon(*polygons: list[Any]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": list(polygons)}


def _degrees(ring: list[list[int]]) -> list[list[float]]:
    longitudes, latitudes = to_degrees([corner[0] for corner in ring], [corner[1] for corner in ring])
    return [[float(x), float(y)] for x, y in zip(longitudes, latitudes, strict=True)]


def _accepted(geometry: object, crs: Crs = Crs.NATIONAL_GRID) -> tuple[shapely.Polygon | shapely.MultiPolygon, str]:
    outcome = parse_geometry(geometry, crs)
    assert isinstance(outcome, Repaired), outcome
    zone = shapely.from_wkt(outcome.wkt)
    assert isinstance(zone, shapely.Polygon | shapely.MultiPolygon)
    assert zone.is_valid
    assert not zone.is_empty
    return zone, outcome.notice


SOUND = {
    "a polygon": (_polygon(SQUARE), 4_000_000),
    "a polygon with a hole": (_polygon(SQUARE, HOLE), 3_750_000),
    "a polygon drawn clockwise": (_polygon(SQUARE[::-1]), 4_000_000),
    "two polygons, one with a hole": (_multipolygon([SQUARE, HOLE], [FAR]), 4_250_000),
    "a polygon with heights": (_polygon([[*position, 12.5] for position in SQUARE]), 4_000_000),
    "a polygon with a point repeated": (_polygon([SQUARE[0], *SQUARE]), 4_000_000),
}


@pytest.mark.parametrize(("geometry", "area"), SOUND.values(), ids=SOUND)
def test_sound_drawing_in_metres_is_kept_as_it_is(geometry: object, area: int) -> None:
    zone, notice = _accepted(geometry)
    assert (zone.area, notice) == (area, "")


def test_corners_in_whole_metres_stay_where_they_are() -> None:
    zone, _ = _accepted(_polygon(SQUARE, HOLE))
    assert shapely.equals(zone, shapely.Polygon(SQUARE, [HOLE]))
    assert zone.touches(shapely.Point(342000, 375000))


@pytest.mark.parametrize(
    ("in_degrees", "in_metres"),
    [
        (_polygon(_degrees(SQUARE), _degrees(HOLE)), _polygon(SQUARE, HOLE)),
        (_multipolygon([_degrees(SQUARE)], [_degrees(FAR)]), _multipolygon([SQUARE], [FAR])),
    ],
    ids=["a polygon with a hole", "two polygons"],
)
def test_degrees_and_metres_give_the_same_zone(in_degrees: object, in_metres: object) -> None:
    first, notice = _accepted(in_degrees, Crs.WGS84)
    second, _ = _accepted(in_metres)
    assert notice == ""
    assert shapely.hausdorff_distance(first, second) < 0.005


MENDED = {
    "a bow-tie is its two halves": (_polygon(BOW_TIE), 2_000_000, "mended"),
    "overlapping parts count once": (_multipolygon([SQUARE], [HOLE]), 4_000_000, "mended"),
    "a part drawn twice counts once": (_multipolygon([SQUARE], [SQUARE]), 4_000_000, "mended"),
    "a hole across the edge cuts what is inside": (
        _polygon(SQUARE, [[341000, 375000], [343000, 375000], [343000, 375500], [341000, 375500], [341000, 375000]]),
        3_500_000,
        "mended",
    ),
    "a spike is cut off": (_polygon([*SQUARE[:3], [342000, 379000], *SQUARE[2:]]), 4_000_000, "mended"),
    "an open ring is closed": (_polygon(SQUARE[:-1]), 4_000_000, "closed"),
    "a loop over itself counts once": (
        _polygon([[340000 + 100 * x, 374000 + 100 * y] for x, y in LOOP]),
        15_000_000,
        "mended",
    ),
}


@pytest.mark.parametrize(("geometry", "area", "word"), MENDED.values(), ids=MENDED)
def test_slip_of_the_hand_is_mended_and_said(geometry: object, area: float, word: str) -> None:
    zone, notice = _accepted(geometry)
    assert zone.area == pytest.approx(area, abs=1)
    assert word in notice


REJECTED: dict[str, tuple[object, str]] = {
    "nothing": (None, "no geometry"),
    "a list": ([], "no geometry"),
    "a point": ({"type": "Point", "coordinates": [340000, 374000]}, "no area"),
    "a collection": ({"type": "GeometryCollection", "geometries": [_polygon(SQUARE)]}, "no area"),
    "a polygon without coordinates": ({"type": "Polygon"}, "no rings"),
    "a polygon of no rings": (_polygon(), "no rings"),
    "a multipolygon of no polygons": (_multipolygon(), "empty"),
    "a polygon given as a multipolygon": ({"type": "MultiPolygon", "coordinates": [SQUARE]}, "pair of numbers"),
    "a multipolygon given as a polygon": ({"type": "Polygon", "coordinates": [[SQUARE]]}, "pair of numbers"),
    "a ring of texts": (_polygon([["340000", "374000"]] * 4), "pair of numbers"),
    "a ring of truths": (_polygon([[True, False]] * 4), "pair of numbers"),
    "positions of one number": (_polygon([[340000], [342000], [342000]]), "pair of numbers"),
    "a ring of two points": (_polygon([SQUARE[0], SQUARE[1], SQUARE[0]]), "three different points"),
    "a ring of one point four times": (_polygon([SQUARE[0]] * 4), "three different points"),
    "an empty ring": (_polygon([]), "three different points"),
    "points in a line": (_polygon([[340000, 374000], [341000, 374000], [342000, 374000]]), "no area"),
    "a hole over the whole of it": (_polygon(SQUARE, SQUARE), "no area"),
    "an area below a square millimetre": (_polygon([[3e5, 3e5], [3e5 + 1e-4, 3e5], [3e5, 3e5 + 1e-4]]), "no area"),
    "a number that is none": (_polygon([[NAN, 374000], *SQUARE]), "not finite"),
    "an infinite number": (_polygon([[float("inf"), 374000], *SQUARE]), "not finite"),
    "an integer that no float can hold": (_polygon([[10**400, 374000], *SQUARE]), "not finite"),
    "a huge number": (_polygon([[1e300, 374000], *SQUARE]), "outside the National Grid"),
    "a negative easting": (_polygon([[-1, 374000], *SQUARE[1:-1], [-1, 374000]]), "outside the National Grid"),
    "degrees said to be metres": (_polygon(_degrees(SQUARE)), "looks like degrees"),
    "too many points": (_polygon([[300000 + i % 100, 300000 + i // 100] for i in range(100_001)]), "simplify"),
}


@pytest.mark.parametrize(("geometry", "words"), REJECTED.values(), ids=REJECTED)
def test_what_is_no_zone_is_refused_with_the_reason(geometry: object, words: str) -> None:
    outcome = parse_geometry(geometry, Crs.NATIONAL_GRID)
    assert isinstance(outcome, Rejected), outcome
    assert words in outcome.reason


REJECTED_DEGREES: dict[str, tuple[object, str]] = {
    "latitude first": (_polygon([[y, x] for x, y in _degrees(SQUARE)]), "swapped"),
    "metres said to be degrees": (_polygon(SQUARE), "EPSG:27700"),
    "in France": (_polygon([[2.2, 48.8], [2.4, 48.8], [2.4, 48.9]]), "outside Great Britain"),
    "half in the Atlantic": (_polygon([[-2.8, 53.2], [-2.7, 53.2], [-20.0, 53.3]]), "outside Great Britain"),
    "a huge number": (_polygon([[1e300, 53.2], [-2.7, 53.2], [-2.7, 53.3]]), "outside Great Britain"),
}


@pytest.mark.parametrize(("geometry", "words"), REJECTED_DEGREES.values(), ids=REJECTED_DEGREES)
def test_degrees_that_are_none_are_refused_with_the_likely_mistake(geometry: object, words: str) -> None:
    outcome = parse_geometry(geometry, Crs.WGS84)
    assert isinstance(outcome, Rejected), outcome
    assert words in outcome.reason


@pytest.mark.parametrize("points", [2_000, 99_000], ids=["two thousand points", "nearly as many points as may be"])
def test_scribble_that_would_take_minutes_to_mend_is_refused(points: int) -> None:
    ring = (np.random.default_rng(1).random((points, 2)) * 1_000 + 300_000).tolist()
    outcome = parse_geometry(_polygon(ring), Crs.NATIONAL_GRID)
    assert isinstance(outcome, Rejected)
    assert "cross" in outcome.reason


def test_text_is_degrees_unless_it_says_otherwise() -> None:
    in_degrees = parse_geometry_text(json.dumps(_polygon(_degrees(SQUARE))))
    in_metres = parse_geometry_text(json.dumps({**_polygon(SQUARE), "crs": "EPSG:27700"}))
    assert isinstance(in_degrees, Repaired)
    assert isinstance(in_metres, Repaired)
    assert shapely.hausdorff_distance(shapely.from_wkt(in_degrees.wkt), shapely.from_wkt(in_metres.wkt)) < 0.005


TEXTS = {
    "no text": "",
    "no JSON": "POLYGON ((0 0, 1 0, 1 1, 0 0))",
    "half of it": json.dumps(_polygon(SQUARE))[:-5],
    "a hostile nesting": "[" * 200_000,
    "a hostile nesting of coordinates": '{"type":"Polygon","coordinates":' + "[" * 100_000 + "]" * 100_000 + "}",
    "a number of many digits": '{"type":"Polygon","coordinates":[[[' + "9" * 5_000 + ",1]]]}",
    "another system": json.dumps({**_polygon(SQUARE), "crs": "EPSG:3857"}),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_text_that_is_no_geometry_is_refused(text: str) -> None:
    assert isinstance(parse_geometry_text(text), Rejected)


@settings(deadline=None)
@given(corners=hnp.arrays(np.int64, st.tuples(st.integers(3, 30), st.just(2)), elements=st.integers(0, 60)))
def test_any_ring_is_a_valid_zone_or_refused(corners: NDArray[np.int64]) -> None:
    outcome = parse_geometry(_polygon((corners * 50 + 340_000).tolist()), Crs.NATIONAL_GRID)
    if isinstance(outcome, Rejected):
        assert "area" in outcome.reason
        return
    zone = shapely.from_wkt(outcome.wkt)
    assert zone.is_valid
    assert zone.geom_type in {"Polygon", "MultiPolygon"}
    again = parse_geometry(json.loads(shapely.to_geojson(zone)), Crs.NATIONAL_GRID)
    assert isinstance(again, Repaired)
    assert shapely.equals(shapely.from_wkt(again.wkt), zone)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.sampled_from(["Polygon", "MultiPolygon"])),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(["type", "coordinates", "crs"]), inner, max_size=3),
    ),
)


@given(kind=st.sampled_from(["Polygon", "MultiPolygon"]), coordinates=JSON, crs=st.sampled_from(list(Crs)))
def test_whatever_is_sent_nothing_breaks(kind: str, coordinates: object, crs: Crs) -> None:
    assert isinstance(parse_geometry({"type": kind, "coordinates": coordinates}, crs), Repaired | Rejected)
    assert isinstance(parse_geometry(coordinates, crs), Repaired | Rejected)
