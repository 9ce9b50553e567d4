"""A network as the outside reads it: JSON in camelCase, days in ISO form."""

from collections.abc import Mapping
from datetime import date

from graph_schema.case_network import CaseNetwork, Fact, NetworkFlag, NetworkLink, NetworkNode
from service.rules.output import known_text

Json = dict[str, object]
Positions = Mapping[str, tuple[float, float]]
"""Where each node stands in a picture, by id; in the picture's own units, from its upper left corner."""


def as_json(network: CaseNetwork, positions: Positions | None = None) -> Json:
    """Return a network as JSON; nodes without a position have none."""
    placed = positions or {}
    return {
        "caseRef": network.case_ref,
        "subjectId": network.subject_id,
        "asOf": network.as_of.day.isoformat(),
        "knownAt": known_text(network.as_of.known),
        "audience": network.audience,
        "marking": network.marking,
        "synthetic": network.is_synthetic,
        "nodes": [_node(node, placed) for node in network.nodes],
        "links": [_link(link) for link in network.links],
        "flags": [_flag(flag) for flag in network.flags],
        "hidden": [{"kind": one.kind, "count": one.count, "reason": one.reason} for one in network.hidden],
        "truncated": network.is_truncated,
    }


def _node(node: NetworkNode, placed: Positions) -> Json:
    place = placed.get(node.id)
    return {
        "id": node.id,
        "kind": node.kind,
        "roles": list(node.roles),
        "label": node.label,
        "refs": list(node.refs),
        "facts": _facts(node.facts),
        "x": place[0] if place else None,
        "y": place[1] if place else None,
    }


def _link(link: NetworkLink) -> Json:
    return {
        "id": link.id,
        "type": link.type,
        "from": link.from_id,
        "to": link.to_id,
        "validFrom": _plain(link.valid_from),
        "validTo": _plain(link.valid_to),
        "sources": list(link.sources),
        "label": link.label,
        "facts": _facts(link.facts),
    }


def _flag(flag: NetworkFlag) -> Json:
    return {
        "id": flag.id,
        "number": flag.number,
        "rule": flag.rule,
        "family": flag.family,
        "severity": flag.severity,
        "status": flag.status,
        "outcome": flag.outcome,
        "title": flag.title,
        "summary": flag.summary,
        "nextStep": flag.next_step,
        "guidance": [{"document": one.document, "section": one.section} for one in flag.guidance],
        "nodeIds": list(flag.node_ids),
        "linkIds": list(flag.link_ids),
        "facts": _facts(flag.facts),
    }


def _facts(facts: Mapping[str, Fact]) -> Json:
    return {camel(name): _plain(value) for name, value in sorted(facts.items())}


def _plain(value: Fact) -> object:
    return value.isoformat() if isinstance(value, date) else value


def camel(name: str) -> str:
    """Return a name of the inside as the outside writes it."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
