"""The identity of a record: one agency's row, the same over all its corrections."""

from collections.abc import Sequence
from hashlib import blake2b

import polars as pl

from graph_schema.vocabulary import TABLES, FeedTable
from graph_schema.vocabulary.feed_tables import STATEMENT_REF

_ESCAPES = {"%": "%25", "|": "%7C", ";": "%3B", "=": "%3D"}
"""Keeps a reference that holds a separator from reading like two parts of a key."""

UNIT_SEPARATOR = "\x1f"
"""Stands between the values of a row kept as one text; reading takes it out of what is sent."""

OWN_IDS = {"persons": "p-", "addresses": "a-"}
"""Tables whose things may span agencies' records: the prefix of the id of a thing of a record's own."""


def encode(part: str) -> str:
    """Return a part of a key with the separators of keys escaped."""
    for character, escape in _ESCAPES.items():
        part = part.replace(character, escape)
    return part


def decode(part: str) -> str:
    """Return the part of a key that `encode` was given."""
    for character, escape in reversed(_ESCAPES.items()):
        part = part.replace(escape, character)
    return part


def record_id(agency: str, table: str, key: str) -> str:
    """Return the id of the record that `key` names; `key` is encoded already."""
    return f"{agency}:{table}:{key}"


def public_ref(record: str) -> str:
    """Return `agency:ref`, as the outside knows the record with this id."""
    agency, _, key = record.split(":", 2)
    return f"{agency}:{decode(key)}"


def encoded(column: str) -> pl.Expr:
    """Return a column with the separators of keys escaped."""
    expression = pl.col(column)
    for character, escape in _ESCAPES.items():
        expression = expression.str.replace_all(character, escape, literal=True)
    return expression


def decoded(column: pl.Expr) -> pl.Expr:
    """Return a column with the separators of keys as they were before `encoded` escaped them."""
    for character, escape in reversed(_ESCAPES.items()):
        column = column.str.replace_all(escape, character, literal=True)
    return column


def key_of(table: FeedTable) -> pl.Expr:
    """Return the key of each row: its own key, its statement's reference, or its identity's parts joined by `|`."""
    if len(table.identity) == 1:
        return encoded(table.identity[0])
    parts = pl.concat_str([encoded(name).fill_null("") for name in table.identity], separator="|")
    if not table.has_statement_ref:
        return parts
    return pl.when(pl.col(STATEMENT_REF).is_not_null()).then("=" + encoded(STATEMENT_REF)).otherwise(parts)


def own_id(table: str, record: pl.Expr) -> pl.Expr:
    """Return the id of the thing a record is about while it is joined to none: stable, and telling nothing."""
    return OWN_IDS[table] + record.map_batches(_digests, return_dtype=pl.String)


def _digests(records: pl.Series) -> pl.Series:
    return pl.Series([blake2b(record.encode(), digest_size=10).hexdigest() for record in records], dtype=pl.String)


def reference_record(table: str, agency: pl.Expr, ref: pl.Expr) -> pl.Expr:
    """Return the id of the record of `table` that a reference of an agency names; null where it is blank."""
    if len(TABLES[table].identity) != 1:
        raise ValueError(f"rows of {table} are not named by one reference")
    for character, escape in _ESCAPES.items():
        ref = ref.str.replace_all(character, escape, literal=True)
    return pl.concat_str([agency, pl.lit(f":{table}:"), ref])


def packed_values(table: FeedTable) -> pl.Expr:
    """Return all values of a row as one text, in the order of the table's columns, blanks empty."""
    return pl.concat_str([pl.col(name).fill_null("") for name in table.column_names], separator=UNIT_SEPARATOR)


def unpacked(table: FeedTable, versions: pl.DataFrame, columns: Sequence[str] = ()) -> pl.DataFrame:
    """Return versions of records of one table with a column for each of the table's, or of `columns`; null where blank.

    A row kept before a column was added to the table has nothing there.
    """
    parts = pl.col("values").str.split_exact(UNIT_SEPARATOR, len(table.column_names) - 1).alias("@parts")
    places = {name: f"field_{place}" for place, name in enumerate(table.column_names)}
    wanted = [pl.col("@parts").struct.field(places[name]).alias(name) for name in columns or table.column_names]
    return (
        versions.lazy()
        .with_columns(parts)
        .with_columns(*wanted)
        .drop("@parts")
        .with_columns(pl.when(pl.col(name) != "").then(pl.col(name)) for name in columns or table.column_names)
        .collect()
    )
