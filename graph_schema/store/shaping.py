"""Batches checked against the schema and cast to the types the engines keep, before anything is written."""

from collections.abc import Mapping, Sequence

import pyarrow as pa

from graph_schema.kinds import Property, ValueType
from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import BatchFault
from graph_schema.store.schema import ID, Relationships, Schema

ARROW_TYPES: Mapping[ValueType, pa.DataType] = {
    ValueType.TEXT: pa.string(),
    ValueType.INTEGER: pa.int64(),
    ValueType.DAY: pa.date32(),
    ValueType.MOMENT: pa.timestamp("us"),
    ValueType.TRUTH: pa.bool_(),
}

_ENDS = (Property("from", ValueType.TEXT), Property("to", ValueType.TEXT))
_NEVER_NULL = frozenset({"id", "from", "to", "statement", "valid_from", "valid_to", "known_from", "known_to"})
"""Columns without which a node or statement could not be found again; a null clock would hide it from every reader."""


def shape_batch(batch: Batch, schema: Schema) -> Batch:
    """Return `batch` with every table's columns in declared order and type, empty tables left out.

    Raises BatchFault for a label, type, pair or column the schema does not have, a column that is missing, a value of
    another type, and a null where there must be a value.
    """
    return Batch(
        nodes=_shape_nodes(batch.nodes, schema, partial=False),
        updates=_shape_nodes(batch.updates, schema, partial=True),
        removals=_shape_links(batch.removals, schema, ("statement", "known_from")),
        closings=_shape_links(batch.closings, schema, ("statement", "known_from", "known_to")),
        links=_shape_links(batch.links, schema, None),
    )


def _shape_nodes(tables: Mapping[str, pa.Table], schema: Schema, *, partial: bool) -> dict[str, pa.Table]:
    shaped = {}
    for label, table in tables.items():
        if label not in schema.nodes:
            raise BatchFault(f"The vocabulary has no node kind {label!r}.")
        columns = schema.node_columns(label)
        if partial:
            columns = tuple(column for column in columns if column == ID or column.name in table.column_names)
            if columns == (ID,):
                raise BatchFault(f"{label}: an update must name at least one property beside id.")
        if table.num_rows:
            shaped[label] = _shape(label, table, columns)
    return shaped


def _shape_links(tables: Mapping[Link, pa.Table], schema: Schema, names: Sequence[str] | None) -> dict[Link, pa.Table]:
    shaped = {}
    for link, table in tables.items():
        declared = _relationships(link, schema)
        columns = declared.columns
        if names is not None:
            columns = tuple(column for column in columns if column.name in names)
            if len(columns) != len(names):
                raise BatchFault(f"{link.type} has no clock of knowledge: it cannot be closed or taken back.")
        if table.num_rows:
            shaped[link] = _shape(_title(link), table, (*_ENDS, *columns))
    return shaped


def _relationships(link: Link, schema: Schema) -> Relationships:
    declared = schema.relationships.get(link.type)
    if declared is None or (link.from_label, link.to_label) not in declared.pairs:
        raise BatchFault(f"The vocabulary has no {_title(link)}.")
    return declared


def _title(link: Link) -> str:
    return f"{link.type} from {link.from_label} to {link.to_label}"


def _shape(title: str, table: pa.Table, columns: Sequence[Property]) -> pa.Table:
    names = [column.name for column in columns]
    if missing := [name for name in names if name not in table.column_names]:
        raise BatchFault(f"{title}: the table lacks {', '.join(missing)}.")
    if unknown := [name for name in table.column_names if name not in names]:
        raise BatchFault(f"{title}: the table has columns the vocabulary does not: {', '.join(unknown)}.")
    return pa.table({column.name: _cast(title, table[column.name], column) for column in columns})


def _cast(title: str, values: pa.ChunkedArray, column: Property) -> pa.ChunkedArray:
    try:
        if pa.types.is_timestamp(values.type) and values.type.tz is not None:
            raise pa.ArrowInvalid("the clocks are local")
        cast = values.cast(ARROW_TYPES[column.type])
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        # Arrow's own message repeats the value.
        raise BatchFault(f"{title}: column {column.name} is {values.type} and cannot be made {column.type}.") from None
    if column.name in _NEVER_NULL and cast.null_count:
        raise BatchFault(f"{title}: column {column.name} must have a value in every row.")
    return cast
