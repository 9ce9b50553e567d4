"""Every statement of the graph, one row each, with its clocks and where it is from."""

from collections.abc import Iterator

import polars as pl

from graph_schema.provenance import COMMON
from graph_schema.store import GraphStore
from graph_schema.vocabulary import RELATIONSHIP_TYPES

COLUMNS = ("type", "from_kind", "from", "to_kind", "to", *(common.name for common in COMMON), "properties")


def export_statements(store: GraphStore) -> Iterator[pl.DataFrame]:
    """Yield COLUMNS for one relationship type and pair of kinds at a time, ordered; `properties` is JSON."""
    for name, declared in sorted(RELATIONSHIP_TYPES.items()):
        if not declared.is_statement:
            continue
        own = [carried.name for carried in declared.properties]
        returned = ", ".join(f"s.`{carried}` AS `{carried}`" for carried in [*(common.name for common in COMMON), *own])
        for from_kind, to_kind in sorted(declared.pairs):
            query = (
                f"MATCH (a:`{from_kind}`)-[s:`{name}`]->(b:`{to_kind}`) RETURN a.id AS `from`, b.id AS `to`, {returned}"
            )
            held = pl.DataFrame(store.read(query))
            if held.is_empty():
                continue
            properties = pl.struct(own).struct.json_encode() if own else pl.lit("{}")
            kinds = {"type": name, "from_kind": from_kind, "to_kind": to_kind}
            columns = [pl.lit(value).alias(column) for column, value in kinds.items()]
            yield (
                held.with_columns(*columns, properties.alias("properties"))
                .select(COLUMNS)
                .sort("from", "to", "statement", "known_from")
            )
