"""Where an address is: as sent, by its live postcode, or not known; and in which area that is."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.geocoding import neighbours
from ingest.geocoding.gazetteer import live_postcodes
from ingest.geocoding.neighbours import nearest_postcodes
from ingest.geocoding.positions import live_rows, locate

SCHEMA = {"easting": pl.Int64, "northing": pl.Int64, "postcode": pl.String}
NOWHERE = (None, None, None, None, None, "none")


def _locate(*addresses: tuple[int | None, int | None, str | None]) -> list[tuple[Any, ...]]:
    return locate(pl.DataFrame(addresses, schema=SCHEMA, orient="row")).rows()


CASES = {
    "sent coordinates are exact and their area is the nearest postcode's": (
        (376218, 360076, None),
        (376218, 360076, 0, "E06000049", "cheshire", "coordinates"),
    ),
    "a live postcode places an address within 100 m": (
        (None, None, "CH65 9DT"),
        (340771, 374854, 100, "E06000050", "cheshire", "postcode"),
    ),
    "with both the coordinates place it and the postcode says the area": (
        (376218, 360076, "AL1 1AG"),
        (376218, 360076, 0, "E07000240", "hertfordshire", "coordinates"),
    ),
    "a postcode that is not live leaves the area to the position": (
        (376218, 360076, "CH65 0ZZ"),
        (376218, 360076, 0, "E06000049", "cheshire", "coordinates"),
    ),
    "an easting alone is no coordinate": (
        (1, None, "CH65 9DT"),
        (340771, 374854, 100, "E06000050", "cheshire", "postcode"),
    ),
    "a northing alone is no coordinate": ((None, 1, None), NOWHERE),
    "a pseudo postcode is nowhere": ((None, None, "ZZ99 3VZ"), NOWHERE),
    "a postcode that is not live is nowhere": ((None, None, "CH65 0ZZ"), NOWHERE),
    "a postcode after the last one is nowhere": ((None, None, "ZZ9 9ZZ"), NOWHERE),
    "a blank postcode is nowhere": ((None, None, ""), NOWHERE),
    "nothing sent is nowhere": ((None, None, None), NOWHERE),
    "a position in the far north is in the area nearest to it": (
        (400000, 1200000, None),
        (400000, 1200000, 0, "E06000057", "northumbria", "coordinates"),
    ),
    "a position at sea is in the area nearest to it": (
        (0, 0, None),
        (0, 0, 0, "E06000053", "devon-and-cornwall", "coordinates"),
    ),
}


@pytest.mark.parametrize(("address", "expected"), CASES.values(), ids=CASES)
def test_where_an_address_is(address: tuple[int | None, int | None, str | None], expected: tuple[object, ...]) -> None:
    assert _locate(address) == [expected]


def test_many_addresses_keep_their_order() -> None:
    assert _locate(*(address for address, _ in CASES.values())) == [expected for _, expected in CASES.values()]


def test_no_addresses_are_located_nowhere_with_the_same_columns() -> None:
    none = locate(pl.DataFrame(schema=SCHEMA))
    assert none.schema == locate(pl.DataFrame([(1, 1, None)], schema=SCHEMA, orient="row")).schema
    assert len(none) == 0


def test_columns_without_any_value_may_have_no_type() -> None:
    assert locate(pl.DataFrame({"easting": [None], "northing": [None], "postcode": [None]})).rows() == [NOWHERE]


@settings(deadline=None)
@given(rows=st.lists(st.integers(0, 1_605_916), max_size=20))
def test_every_live_postcode_is_found_at_its_row(rows: list[int]) -> None:
    asked = live_postcodes()["postcode"].gather(rows)
    assert live_rows(asked).to_list() == rows


@settings(deadline=None)
@given(easting=st.integers(80_000, 660_000), northing=st.integers(5_000, 660_000))
def test_no_live_postcode_is_nearer_than_the_nearest(easting: int, northing: int) -> None:
    found = nearest_postcodes(pl.Series([easting]), pl.Series([northing])).item()
    metres = live_postcodes().select(pl.col("easting", "northing").cast(pl.Int64))
    squares = metres.select((pl.col("easting") - easting) ** 2 + (pl.col("northing") - northing) ** 2).to_series()
    assert found == squares.arg_min()


def test_very_many_positions_are_found_as_each_by_itself() -> None:
    asked = live_postcodes().select(pl.col("easting", "northing").cast(pl.Int64) + 37).gather_every(700)
    assert len(asked) > neighbours._FEW  # noqa: SLF001  # from here on the tree is asked
    by_tree = nearest_postcodes(asked["easting"], asked["northing"])
    some = asked.with_row_index("at").gather_every(23)
    by_each = nearest_postcodes(some["easting"], some["northing"])
    assert by_each.to_list() == by_tree.gather(some["at"]).to_list()
