"""What every statement carries beside what it says: its two clocks, and who said it, where."""

from graph_schema.kinds import Property, ValueType

SEPARATOR = ";"
"""Joins the agencies, feeds and records of a statement that rests on several; the deciding one comes first."""

CLOCKS: tuple[Property, ...] = (
    Property("valid_from", ValueType.DAY, "first day it is true in the world"),
    Property("valid_to", ValueType.DAY, "first day it is no longer true"),
    Property("known_from", ValueType.MOMENT, "when it became known"),
    Property("known_to", ValueType.MOMENT, "when it was corrected or taken back"),
)

ORIGIN: tuple[Property, ...] = (
    Property("statement", ValueType.TEXT, "which statement this is, the same over its corrections"),
    Property("source", ValueType.TEXT, "agency that said it"),
    Property("feed", ValueType.TEXT, "feed that said it"),
    Property("record", ValueType.TEXT, "record of the agency that says it"),
    Property("grading", ValueType.TEXT, "the sender's grading of the intelligence"),
    Property("handling", ValueType.TEXT, "the sender's handling marking"),
)

COMMON: tuple[Property, ...] = (*CLOCKS, *ORIGIN)
"""Every statement's common properties. An open end is a far-future day or moment, never null."""
