"""Whether the text an agency sent for an identifier is one, and its one canonical form."""

from graph_schema.identifiers.registry import IDENTIFIERS

__all__ = ["IDENTIFIERS"]
