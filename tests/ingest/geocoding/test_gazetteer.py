"""The list of live postcodes that ships: whole, in order, canonical, and in the areas of its local authorities."""

from pathlib import Path

import polars as pl

import ingest.geocoding
from graph_schema.areas import AREAS, LOCAL_AUTHORITIES
from graph_schema.identifiers.parsed import Parsed
from graph_schema.identifiers.postcode import parse_postcode
from ingest.geocoding.gazetteer import ATTRIBUTION, live_postcodes


def test_it_holds_every_live_postcode_of_england_and_wales_once_and_in_order() -> None:
    postcodes = live_postcodes()
    assert len(postcodes) == 1_605_917
    assert postcodes["postcode"].is_sorted()
    assert postcodes["postcode"].is_unique().all()
    assert postcodes.null_count().sum_horizontal().item() == 0


def test_its_columns_are_positions_authorities_and_areas() -> None:
    postcodes = live_postcodes()
    assert postcodes.columns == ["postcode", "easting", "northing", "local_authority", "area"]
    assert postcodes.filter(postcode="CH65 9DT").row(0) == ("CH65 9DT", 340771, 374854, "E06000050", "cheshire")


def test_every_authority_and_area_is_there_and_they_agree() -> None:
    pairs = live_postcodes().select(pl.col("local_authority", "area").cast(pl.String)).unique()
    assert dict(pairs.iter_rows()) == {code: authority.area for code, authority in LOCAL_AUTHORITIES.items()}
    assert set(pairs["area"]) == set(AREAS)


def test_its_postcodes_are_canonical() -> None:
    sample = live_postcodes()["postcode"].gather_every(97)
    assert [postcode for postcode in sample if parse_postcode(postcode) != Parsed(postcode)] == []


def test_it_takes_little_memory() -> None:
    assert live_postcodes().estimated_size("mb") < 50


def test_its_attribution_is_the_one_of_its_provenance() -> None:
    provenance = Path(ingest.geocoding.__file__).parent / "data" / "PROVENANCE.md"
    text = " ".join(provenance.read_text(encoding="utf-8").replace("\n> ", " ").split())
    assert ATTRIBUTION in text
