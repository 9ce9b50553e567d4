"""What a batch adds that the store does not have, found before any of it is written."""

from collections.abc import Mapping
from dataclasses import dataclass

import ladybug
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.store.batch import Batch, Link
from graph_schema.store.errors import BatchFault
from graph_schema.store.ladybug.connections import fetch, run

_IDS_AT_ONCE = 100_000


@dataclass(frozen=True)
class Additions:
    """The nodes to add, those the store has left out, the relationships to add, and whether to copy both."""

    nodes: Mapping[str, pa.Table]
    links: Mapping[Link, pa.Table]
    is_copy: bool


def find_additions(connection: ladybug.Connection, batch: Batch) -> Additions:
    """Return what a shaped batch adds to the store as the transaction under way sees it, to be added through the log.

    A copy is not in the engine's log, so what else a transaction did would survive a crash without it, and the engine's
    memory is in disorder once it has rolled one back: copies are made where nobody sees them (`rebuilding`).
    """
    nodes = {label: new_rows(connection, label, table) for label, table in batch.nodes.items()}
    return Additions(nodes, batch.links, is_copy=False)


def check_all_present(connection: ladybug.Connection, batch: Batch) -> None:
    """Raise BatchFault where a relationship of a batch names a node that the store does not have."""
    for link, table in batch.links.items():
        for label, end in ((link.from_label, "from"), (link.to_label, "to")):
            _check_present(connection, link.type, label, table[end])


def no_such_thing(title: str, row: int) -> BatchFault:
    """Return what to raise for a row, counted from 1, that touches nothing; no id is told, it may be somebody's."""
    return BatchFault(f"{title}, row {row}: the store has no such node or statement. Nothing was written.")


def new_rows(connection: ladybug.Connection, label: str, table: pa.Table) -> pa.Table:
    """Return the rows of a table of nodes that the store lacks, the first of each id."""
    if pc.count_distinct(table["id"]).as_py() < table.num_rows:
        numbered = table.append_column("row", pa.array(range(table.num_rows), pa.int64()))
        table = table.take(numbered.group_by("id").aggregate([("row", "min")])["row_min"].sort())
    if not run(connection, f"MATCH (n:`{label}`) RETURN 1 LIMIT 1"):
        return table
    return table.filter(_is_absent(connection, label, table["id"]))


def _is_absent(connection: ladybug.Connection, label: str, ids: pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    names = pa.array(ids.to_pylist(), pa.string())
    look_up = f"UNWIND $ids AS asked MATCH (n:`{label}` {{id: asked}}) RETURN n.id AS id"
    held = [
        fetch(connection, look_up, {"ids": names.slice(start, _IDS_AT_ONCE).to_pylist()})["id"].combine_chunks()
        for start in range(0, len(names), _IDS_AT_ONCE)
    ]
    return pc.invert(pc.is_in(names, value_set=pa.concat_arrays([pa.array([], pa.string()), *held])))


def _check_present(connection: ladybug.Connection, title: str, label: str, ids: pa.ChunkedArray) -> None:
    named = pc.unique(ids)
    absent = named.filter(_is_absent(connection, label, named))
    if len(absent):
        raise no_such_thing(title, pc.index(ids, absent[0]).as_py() + 1)
