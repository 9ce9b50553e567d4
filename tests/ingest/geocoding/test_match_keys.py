"""Match keys of many addresses at once say what the key of each one says."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.addresses import match_key, normalise
from ingest.geocoding.match_keys import match_keys, normalised

TEXT = st.one_of(
    st.none(),
    st.sampled_from(["", "-", "Flat 1", "175", " Kelpie  Row", "St. Mary's", "Tŷ Coëd", "Anne-Marie", "12½"]),
    st.text(max_size=6),
)
POSTCODE = st.sampled_from([None, "", "CH3 9FT", "ZZ99 3VZ", "LL11 1AA"])
COLUMNS = ("secondary_name", "primary_name", "street", "postcode")
SCHEMA = dict.fromkeys(COLUMNS, pl.String)


@given(addresses=st.lists(st.tuples(TEXT, TEXT, TEXT, POSTCODE), max_size=8))
def test_each_key_is_that_of_the_address_alone(
    addresses: list[tuple[str | None, str | None, str | None, str | None]],
) -> None:
    frame = pl.DataFrame(addresses, schema=SCHEMA, orient="row")
    assert match_keys(frame).to_list() == [match_key(*address) for address in addresses]


@given(texts=st.lists(TEXT, max_size=8))
def test_each_text_is_normalised_and_blank_becomes_null(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"street": texts}, schema={"street": pl.String})
    assert frame.select(normalised("street")).to_series().to_list() == [normalise(text) or None for text in texts]
