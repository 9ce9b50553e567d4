"""The flags of a case grouped by whom they are about, so that what is said of one person stands together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.pages.rendering import SEVERITIES

THE_CASE = "The nominal and the case"
_FIRST = ("victim", "past_victim", "child", "partner", "relative", "associate")
"""By which roles the person a flag is about is found among all it touches, the first that is there."""

Flag = Mapping[str, Any]


@dataclass(frozen=True)
class Group:
    """Flags about one person, or about the nominal and the case alone; `label` as the network names them."""

    label: str
    flags: tuple[Flag, ...]


def group_flags(network: Mapping[str, Any]) -> list[Group]:
    """Return the flags of a network, as the API tells it, grouped: the group with the worst flag first."""
    nodes = {node["id"]: node for node in network["nodes"]}
    people = {id_: node for id_, node in nodes.items() if node["kind"] == "Person" and id_ != network["subjectId"]}
    flags_of: dict[str, list[Flag]] = {}
    for flag in network["flags"]:
        touched = [people[id_] for id_ in flag["nodeIds"] if id_ in people]
        about = min(touched, key=_rank, default=None)
        flags_of.setdefault(about["id"] if about else "", []).append(flag)
    groups = [
        Group(nodes[id_]["label"] if id_ else THE_CASE, tuple(sorted(flags, key=lambda one: one["number"])))
        for id_, flags in flags_of.items()
    ]
    return sorted(groups, key=lambda group: (_worst(group.flags), group.flags[0]["number"]))


def _rank(person: Mapping[str, Any]) -> tuple[int, str]:
    places = [_FIRST.index(role) for role in person["roles"] if role in _FIRST]
    return min(places, default=len(_FIRST)), person["id"]


def _worst(flags: Sequence[Flag]) -> int:
    return min(SEVERITIES.index(flag["severity"]) for flag in flags)
