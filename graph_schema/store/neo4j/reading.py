"""Answers of the server as Arrow tables of the types that the embedded engine gives."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import neo4j
import neo4j.graph
import neo4j.time
import pyarrow as pa

from graph_schema.store.errors import QueryFault
from graph_schema.store.neo4j.columns import Columns
from graph_schema.store.neo4j.expressions import SUM, TEXT
from graph_schema.store.neo4j.sessions import Transaction
from graph_schema.store.questions import for_all_keys
from graph_schema.store.schema import META, Schema
from graph_schema.store.seam import Parameters, Stats

_KEYS_AT_ONCE = 10_000
_EPOCH = date(1970, 1, 1).toordinal()


def read(tx: Transaction, query: str, parameters: Parameters, columns: Columns) -> pa.Table:
    """Answer a query in a transaction; `columns` are the types that its text tells."""
    result = tx.run(query, dict(parameters))
    names = list(result.keys())
    rows = [record.values() for record in result]
    held = zip(*rows, strict=True) if rows else [()] * len(names)
    types = columns if len(columns) == len(names) else (None,) * len(names)
    arrays = [as_array(values, type_) for values, type_ in zip(held, types, strict=True)]
    return pa.table(arrays, names=names)


def read_each(tx: Transaction, query: str, keys: Sequence[str], parameters: Parameters, columns: Columns) -> pa.Table:
    """Answer a query for every key, once for a key named twice, all in one transaction."""
    at_once = for_all_keys(query)
    asked = list(dict.fromkeys(keys))
    starts = range(0, max(len(asked), 1), _KEYS_AT_ONCE)
    answers = [
        read(tx, at_once, {**parameters, "keys": asked[start : start + _KEYS_AT_ONCE]}, columns) for start in starts
    ]
    return pa.concat_tables(answers, promote_options="default").combine_chunks()


def as_array(values: Sequence[Any], type_: pa.DataType | None) -> pa.Array:
    """Return a column's values as an array: of the type told, else of that of its values, else of text."""
    first = next((value for value in values if value is not None), None)
    if first is None:
        return pa.nulls(len(values), type_ or TEXT)
    if isinstance(first, neo4j.time.Date):
        days = [None if value is None else value.to_ordinal() - _EPOCH for value in values]
        return pa.array(days, pa.int32()).cast(pa.date32())
    convert = _conversion(first)
    try:
        native = values if convert is None else [None if value is None else convert(value) for value in values]
        if type_ == SUM:
            native = [None if value is None else Decimal(value) for value in native]
        return pa.array(native, type_)
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError):
        if type_ is not None:
            # The text was read wrongly, or a property was kept as another type: what is there counts.
            return as_array(values, None)
        raise QueryFault("A column of the answer holds values of several types: ask for one of them.") from None


def _conversion(value: Any) -> Callable[[Any], Any] | None:
    """Return what makes such a value one that Arrow takes, None for one that it takes as it is."""
    if isinstance(value, neo4j.time.DateTime):
        return neo4j.time.DateTime.to_native
    if isinstance(value, (list, dict)):
        return _native
    if isinstance(value, (neo4j.graph.Entity, neo4j.graph.Path)):
        raise QueryFault("A query returns properties, never a whole node, relationship or path: name what is wanted.")
    return None


def _native(value: Any) -> Any:
    if isinstance(value, list):
        return [_native(part) for part in value]
    if isinstance(value, dict):
        return {name: _native(part) for name, part in value.items()}
    if isinstance(value, (neo4j.time.Date, neo4j.time.DateTime)):
        native: date | datetime = value.to_native()
        return native
    _conversion(value)
    return value


def count_all(tx: Transaction, schema: Schema) -> Stats:
    """Count the nodes of every kind and the relationships of every type, from the server's own counts."""
    nodes = {label: _count(tx, f"MATCH (n:`{label}`)") for label in schema.nodes if label != META}
    types = {name: _count(tx, f"MATCH ()-[r:`{name}`]->()") for name in schema.relationships}
    return Stats(
        {label: count for label, count in nodes.items() if count},
        {name: count for name, count in types.items() if count},
    )


def _count(tx: Transaction, pattern: str) -> int:
    query = f"{pattern} RETURN count(*) AS held"
    return int(tx.run(query).single(strict=True)["held"])
