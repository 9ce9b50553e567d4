"""The match keys of many addresses at once; `graph_schema.addresses` says what they are."""

import polars as pl

from graph_schema.addresses import normalise
from graph_schema.identifiers.postcode import is_pseudo

KEY_COLUMNS = ("secondary_name", "primary_name", "street", "postcode")
"""What the key of an address is made of."""


def normalised(column: str) -> pl.Expr:
    """Return the normalised text of a column, null where nothing is left, so that two blanks never agree."""
    return pl.col(column).map_batches(_normalise_all, return_dtype=pl.String)


def match_keys(addresses: pl.DataFrame) -> pl.Series:
    """Return the match key of each address, null where it agrees with no other.

    `addresses` has KEY_COLUMNS, text or null, the postcode canonical.
    """
    parts = [normalised(column) for column in KEY_COLUMNS[:3]]
    main, postcode = parts[1], pl.col("postcode")
    can_agree = main.is_not_null() & (postcode != "") & ~postcode.map_batches(_is_pseudo_each, return_dtype=pl.Boolean)
    key = pl.concat_str(pl.concat_str(parts, separator=" ", ignore_nulls=True), postcode, separator="|")
    return addresses.select(pl.when(can_agree).then(key).alias("match_key")).to_series()


def _normalise_all(texts: pl.Series) -> pl.Series:
    """Normalise each distinct text once: names of streets recur."""
    distinct = texts.cast(pl.String).drop_nulls().unique()
    normal = pl.Series([normalise(text) or None for text in distinct], dtype=pl.String)
    return texts.cast(pl.String).replace_strict(distinct, normal, default=None, return_dtype=pl.String)


def _is_pseudo_each(postcodes: pl.Series) -> pl.Series:
    distinct = postcodes.cast(pl.String).drop_nulls().unique()
    pseudo = [postcode for postcode in distinct if is_pseudo(postcode)]
    return postcodes.cast(pl.String).is_in(pseudo)
