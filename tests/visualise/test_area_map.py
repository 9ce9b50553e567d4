import pytest
import shapely

from tests.visualise.builders import a_case
from tests.visualise.reading import PLACES, draw_placed, parse, texts_of
from visualise.area_ground import SHEET, dots, hatch, lay_ground
from visualise.area_map import AreaPlaces, BlurredCell, PlacedAddress, PlacedZone, draw_area_map


def test_what_is_placed_is_lettered_on_the_map_and_named_beside_it() -> None:
    said = texts_of(draw_placed(a_case().build()))
    assert [said.count(letter) for letter in "ABCDEF"] == [2] * 6
    for words in (
        "22 Station Road, Widnes, WA8 2BB",
        "Proposed address",
        "Address, somewhere within 100 m",
        "Site",
        "Exclusion zone: keep out",
        "Restriction zone: stay within",
        "A protected place",
        "Blurred cell",
    ):
        assert words in said


def test_it_has_a_scale_north_and_the_name_of_its_grid_and_warns_of_measuring() -> None:
    said = " ".join(texts_of(draw_placed(a_case().build())))
    for words in ("500 m", "N", "British National Grid, a line every 1,000 m.", "Do not measure from them."):
        assert words in said


def test_metres_are_drawn_to_scale_and_north_is_up() -> None:
    ground = lay_ground((350_000, 380_000, 352_000, 383_000))
    x, y = ground.at(350_500, 381_000)
    east, south = ground.at(351_500, 381_000), ground.at(350_500, 380_000)
    assert east[0] - x == pytest.approx(1000 * ground.scale)
    assert south[1] - y == pytest.approx(1000 * ground.scale)
    for easting in (350_000, 352_000):
        for northing in (380_000, 383_000):
            x, y = ground.at(easting, northing)
            assert SHEET.left < x < SHEET.right
            assert SHEET.top < y < SHEET.bottom


def test_the_order_in_which_places_come_changes_nothing() -> None:
    turned = AreaPlaces(PLACES.addresses[::-1], PLACES.zones[::-1], PLACES.cells[::-1])
    assert draw_area_map(a_case().build(), turned) == draw_placed(a_case().build())


def test_a_polygon_and_its_text_are_drawn_alike() -> None:
    shapes = AreaPlaces(
        PLACES.addresses,
        tuple(PlacedZone(one.label, shapely.from_wkt(str(one.shape)), one.is_exclusion) for one in PLACES.zones),
        tuple(BlurredCell(one.label, shapely.from_wkt(str(one.shape))) for one in PLACES.cells),
    )
    assert draw_area_map(a_case().build(), shapes) == draw_placed(a_case().build())


def test_nothing_to_place_says_so() -> None:
    assert "Nothing to place" in texts_of(draw_area_map(a_case().build(), AreaPlaces()))


def test_one_address_alone_is_drawn_with_the_ground_about_it() -> None:
    svg = draw_area_map(a_case().build(), AreaPlaces((PlacedAddress("1 High Street", 351_200, 385_500),)))
    assert "200 m" in texts_of(svg)


def test_a_zone_too_small_to_see_is_marked() -> None:
    far = PlacedAddress("Far away", 451_200, 385_500)
    tiny = PlacedZone("Tiny", shapely.box(351_200, 385_500, 351_230, 385_530))
    svg = draw_area_map(a_case().build(), AreaPlaces((far,), (tiny,)))
    red = [one for one in parse(svg).iter() if one.get("stroke") == "#d4351c" and one.get("stroke-width") == "4"]
    assert len(red) == 2
    assert texts_of(svg).count("B") == 2


def test_more_places_than_the_key_has_room_for_are_counted() -> None:
    many = tuple(PlacedAddress(f"{number} High Street", 351_000 + 40 * number, 385_000) for number in range(60))
    said = texts_of(draw_area_map(a_case().build(), AreaPlaces(many)))
    named = sum(text.endswith(" High Street") for text in said)
    assert f"and {60 - named} more, see the table" in said


def test_patterns_stay_within_their_shape() -> None:
    shape = shapely.Polygon([(0, 0), (200, 20), (150, 180), (20, 140)])
    for commands in (hatch(shape, rises=True), hatch(shape, rises=False), dots(shape)):
        points = [piece.split("h")[0] for part in commands.split("M")[1:] for piece in part.split("L")]
        assert len(points) > 20
        assert all(shape.buffer(0.2).covers(shapely.Point(*map(float, point.split()))) for point in points)
