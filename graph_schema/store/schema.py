"""What a store must be able to hold: kinds, types and their columns, under one version number."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from graph_schema.kinds import NodeKind, Property, ValueType
from graph_schema.store.migrations import MIGRATIONS, VERSION, Migration
from graph_schema.vocabulary import NODE_KINDS, RELATIONSHIP_TYPES, properties_of

ID = Property("id", ValueType.TEXT, "the node's name, unique within its kind")
META = "Meta"
"""The kind of the node that says which version the store is of; `stats` leaves it out."""


@dataclass(frozen=True)
class Relationships:
    """One relationship type in the store: the pairs of kinds it joins and every column it has."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    columns: tuple[Property, ...]
    is_statement: bool


@dataclass(frozen=True)
class Schema:
    """Everything a store of one version holds, and the steps that lead there from older ones.

    `migrations` is keyed by the version a step leads to.
    """

    nodes: Mapping[str, NodeKind]
    relationships: Mapping[str, Relationships]
    version: int = VERSION
    migrations: Mapping[int, Migration] = field(default_factory=lambda: MIGRATIONS)

    def node_columns(self, label: str) -> tuple[Property, ...]:
        """Return the columns of a node kind, `id` first."""
        return (ID, *self.nodes[label].properties)

    @property
    def statement_types(self) -> tuple[str, ...]:
        """Return the relationship types that say something about the world."""
        return tuple(name for name, declared in self.relationships.items() if declared.is_statement)


@cache
def vocabulary_schema() -> Schema:
    """Return the schema of this program's vocabulary."""
    relationships = {
        name: Relationships(name, declared.pairs, properties_of(name), declared.is_statement)
        for name, declared in RELATIONSHIP_TYPES.items()
    }
    return Schema(NODE_KINDS, relationships)
