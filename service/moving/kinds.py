"""What a store is copied by: every kind of node, then every type of relationship between a pair of kinds.

A kind is read by ranges of a key, which every row has: a node's own id, or that of one end of a relationship. All rows
of one key go into one write, so that a copy that was stopped has all of a key or nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa

from graph_schema.store import GraphStore, Link
from graph_schema.store.schema import META, Relationships, vocabulary_schema

Held = Mapping[str, int]
"""How many rows there are of each key."""


@dataclass(frozen=True)
class Kind:
    """Rows of one shape: `what` is a label or a link, `key` the column whose ranges are asked for."""

    what: str | Link
    pattern: str
    key: str
    columns: tuple[tuple[str, str], ...]
    """The name of each column, and how a query says it."""

    @property
    def title(self) -> str:
        """Return how people read it."""
        link = self.what
        return link if isinstance(link, str) else f"{link.type} ({link.from_label} to {link.to_label})"

    def held(self, store: GraphStore) -> Held:
        """Count the rows of each key."""
        said = dict(self.columns)[self.key]
        found = store.read(f"MATCH {self.pattern} RETURN {said} AS `key`, count({said}) AS held")
        return dict(zip(found["key"].to_pylist(), found["held"].to_pylist(), strict=True))

    def rows(self, store: GraphStore, first: str, last: str) -> pa.Table:
        """Return the rows of all keys from `first` to `last`, both included, in no order."""
        said = dict(self.columns)[self.key]
        returned = ", ".join(f"{text} AS `{name}`" for name, text in self.columns)
        query = f"MATCH {self.pattern} WHERE {said} >= $first AND {said} <= $last RETURN {returned}"
        return store.read(query, {"first": first, "last": last})


def kinds_of(source: GraphStore, target: GraphStore) -> Iterator[Kind]:
    """Yield what there is in either store, nodes first, each type by the end that fewest of its relationships share.

    An agency or an area stands at one end of a hundred thousand relationships that each have another node at the other.
    """
    schema = vocabulary_schema()
    told = [store.stats() for store in (source, target)]
    for label in schema.nodes:
        if label != META and any(label in stats.nodes for stats in told):
            names = [column.name for column in schema.node_columns(label)]
            yield Kind(label, f"(n:`{label}`)", "id", tuple((name, f"n.`{name}`") for name in names))
    for declared in schema.relationships.values():
        if any(declared.name in stats.relationships for stats in told):
            for start, end in declared.pairs:
                ends = [_link_kind(declared, Link(declared.name, start, end), key) for key in ("from", "to")]
                yield min(ends, key=lambda kind: max(kind.held(source).values(), default=0))


def _link_kind(declared: Relationships, link: Link, key: str) -> Kind:
    columns = (
        ("from", "a.`id`"),
        ("to", "b.`id`"),
        *((column.name, f"s.`{column.name}`") for column in declared.columns),
    )
    return Kind(link, f"(a:`{link.from_label}`)-[s:`{link.type}`]->(b:`{link.to_label}`)", key, columns)
