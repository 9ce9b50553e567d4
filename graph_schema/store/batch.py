"""What one atomic write holds: nodes to have, relationships to add, close and take back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa


class Link(NamedTuple):
    """A relationship type between one pair of node kinds."""

    type: str
    from_label: str
    to_label: str


@dataclass(frozen=True)
class Batch:
    """One write, applied whole or not at all, in the order of its fields.

    Tables are Arrow, their columns named as the vocabulary names properties:

    - `nodes[label]`: `id` and the kind's properties; a node that exists already is left as it is.
    - `updates[label]`: `id` and some properties, set on nodes that exist.
    - `removals[link]`: `from`, `to`, `statement`, `known_from`; the relationship is deleted.
    - `closings[link]`: the same and `known_to`; the relationship's `known_to` is set.
    - `links[link]`: `from`, `to` (ids of the two ends) and every property of the type; always added.
    """

    nodes: Mapping[str, pa.Table] = field(default_factory=dict)
    updates: Mapping[str, pa.Table] = field(default_factory=dict)
    removals: Mapping[Link, pa.Table] = field(default_factory=dict)
    closings: Mapping[Link, pa.Table] = field(default_factory=dict)
    links: Mapping[Link, pa.Table] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[pa.Table, ...]:
        """Return all tables, whatever is done with them."""
        of_nodes = (*self.nodes.values(), *self.updates.values())
        return (*of_nodes, *self.removals.values(), *self.closings.values(), *self.links.values())
