"""The network around a case, as it is handed from the service to the pictures: typed, sorted, already redacted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from graph_schema.periods import AsOf

if TYPE_CHECKING:
    # Named alone here: who only wants to say where a rule comes from need not load it.
    import networkx as nx

Fact = str | int | bool | date | None


class Audience(StrEnum):
    """For whom a network is shown."""

    CHAIR = "chair"
    MEETING = "meeting"
    VICTIM_SAFE = "victim-safe"


@dataclass(frozen=True)
class NetworkNode:
    """One thing shown. `kind` is a label of the vocabulary; `roles` are a person's roles as of the day, sorted.

    Roles: subject, nominal, victim, past_victim, child, partner, relative, associate, perpetrator, person.
    """

    id: str
    kind: str
    label: str
    roles: tuple[str, ...] = ()
    refs: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class NetworkLink:
    """One statement shown, in the direction it was declared; the same said by several agencies has several sources."""

    id: str
    type: str
    from_id: str
    to_id: str
    label: str
    valid_from: date | None = None
    valid_to: date | None = None
    sources: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class Guidance:
    """Where a rule comes from."""

    document: str
    section: str


@dataclass(frozen=True)
class NetworkFlag:
    """One flag of the case; `number` is what the meeting calls it. `node_ids` begin with the subject, if shown.

    `change` is what became of it since the day compared with: new, worse, better, changed or gone; else "".
    """

    id: str
    number: int
    rule: str
    family: str
    severity: str
    status: str
    outcome: str
    title: str
    summary: str
    next_step: str
    guidance: tuple[Guidance, ...] = ()
    node_ids: tuple[str, ...] = ()
    link_ids: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    change: str = ""


@dataclass(frozen=True)
class Hidden:
    """What is left out, counted by kind, and why: beyond the hops, over the limit, or not for this audience."""

    kind: str
    count: int
    reason: str


@dataclass(frozen=True)
class CaseNetwork:
    """A case network for one audience, as of a day and a time of knowledge.

    `graph` keys nodes by id with the attribute `node` (NetworkNode) and edges by link id with `link` (NetworkLink).
    """

    case_ref: str
    subject_id: str
    as_of: AsOf
    audience: str
    marking: str
    is_synthetic: bool
    graph: "nx.MultiDiGraph[str]"
    flags: tuple[NetworkFlag, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    is_truncated: bool = False
    since: date | None = None
    """The day that the flags are compared with, as it was known at its end; None where they are not compared."""

    @property
    def nodes(self) -> tuple[NetworkNode, ...]:
        """Return the nodes, sorted by kind and id whatever order they came in."""
        found: list[NetworkNode] = [data["node"] for _, data in self.graph.nodes(data=True)]
        return tuple(sorted(found, key=lambda node: (node.kind, node.id)))

    @property
    def links(self) -> tuple[NetworkLink, ...]:
        """Return the links, sorted by type, ends and id."""
        found: list[NetworkLink] = [data["link"] for _, _, data in self.graph.edges(data=True)]
        return tuple(sorted(found, key=lambda link: (link.type, link.from_id, link.to_id, link.id)))
