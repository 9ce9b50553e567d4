"""What a node kind, a relationship type and a property are, as the vocabulary declares them."""

from dataclasses import dataclass, field
from enum import StrEnum

from graph_schema.sensitivity import Sensitivity


class ValueType(StrEnum):
    """The native types that both engines store and compare alike."""

    TEXT = "text"
    INTEGER = "integer"
    DAY = "day"
    MOMENT = "moment"
    TRUTH = "truth"


@dataclass(frozen=True)
class Property:
    """One property of a node or a relationship: its type, unit, meaning and sensitivity."""

    name: str
    type: ValueType
    meaning: str = ""
    unit: str = ""
    codes: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC


@dataclass(frozen=True)
class NodeKind:
    """One kind of node. Every node has `id`, text, unique within its kind; `properties` are the others."""

    label: str
    meaning: str
    properties: tuple[Property, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC


@dataclass(frozen=True)
class RelationshipType:
    """One relationship type: the pairs of kinds it joins and what it carries beside clocks and provenance."""

    name: str
    meaning: str
    pairs: tuple[tuple[str, str], ...]
    properties: tuple[Property, ...] = ()
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    is_statement: bool = field(default=True)
    """Statements carry the two clocks and provenance; the bookkeeping of records does not."""
