"""What the graph may hold and what a feed may say, declared once; the store, the checks and the docs read it here."""

from graph_schema.vocabulary.feed_tables import TABLES, Column, FeedTable
from graph_schema.vocabulary.nodes import NODE_KINDS
from graph_schema.vocabulary.relationships import RELATIONSHIP_TYPES, properties_of
from graph_schema.vocabulary.statements import FORMS, THINGS, StatementForm

__all__ = [
    "FORMS",
    "NODE_KINDS",
    "RELATIONSHIP_TYPES",
    "TABLES",
    "THINGS",
    "Column",
    "FeedTable",
    "StatementForm",
    "properties_of",
]
