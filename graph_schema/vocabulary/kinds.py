"""Moved to graph_schema.kinds."""

from graph_schema.kinds import NodeKind, Property, RelationshipType, ValueType

__all__ = ["NodeKind", "Property", "RelationshipType", "ValueType"]
