"""Between what and what a flag's red line runs: the rule says what it touches, a picture needs two ends."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork, NetworkFlag, NetworkNode
from visualise.wording import PLACES, is_gone, is_unchecked, own_cases

_FAR_ENDS: Mapping[str, tuple[str, ...]] = {
    "accommodation": ("Person", "Zone", "Condition", "Address", "Site"),
    "marac": ("MaracCase", "Person"),
    "transfers": ("Area", "Transfer", "Address", "MappaCase"),
    "children": ("Person", "LocalAuthority", "Address"),
}
"""Which of the touched kinds the line leads to, the most telling first, by family of rules."""
_ANY = ("Person", "MaracCase", "Address", "Site", "Zone", "Order", "Condition", "Transfer", "Meeting", "Area")
_FAMILIES = {"acc": "accommodation", "mar": "marac", "trf": "transfers", "chi": "children"}


@dataclass(frozen=True)
class FlagLine:
    """One red line: its number and its two ends, the same twice where a flag touches one thing."""

    flag_id: str
    number: int
    start: str
    end: str
    is_dashed: bool
    words: str = ""
    is_faded: bool = False

    @property
    def is_loop(self) -> bool:
        """Tell whether the flag touches one thing alone, and has a badge but no line."""
        return self.start == self.end


def find_flag_lines(network: CaseNetwork, flags: tuple[NetworkFlag, ...]) -> tuple[FlagLine, ...]:
    """Return the red lines of `flags` in the order of their numbers.

    Two places are joined to each other, since nearness is what such a flag is about; otherwise the subject is joined to
    what the family of the rule is about. A flag that touches nothing shown has no line.
    """
    nodes = {node.id: node for node in network.nodes}
    links = {link.id: (link.from_id, link.to_id) for link in network.links}
    cases = own_cases(network)
    lines: list[FlagLine] = []
    for flag in sorted(flags, key=lambda one: (one.number, one.id)):
        touched = tuple(dict.fromkeys(id_ for id_ in flag.node_ids if id_ in nodes))
        joined = [links[id_] for id_ in flag.link_ids if id_ in links]
        for start, end in _pairs(flag, [nodes[id_] for id_ in touched], joined, cases):
            lines.append(FlagLine(flag.id, flag.number, start, end, is_unchecked(flag), _distance(flag), is_gone(flag)))
    return tuple(lines)


def _pairs(
    flag: NetworkFlag, touched: list[NetworkNode], joined: list[tuple[str, str]], cases: frozenset[str]
) -> list[tuple[str, str]]:
    if not touched:
        return []
    places = [node.id for node in touched if node.kind in PLACES]
    if len(places) > 1:
        return _between_places(places, touched[0].id, joined)
    family = _family(flag)
    start = next((node for node in touched if node.kind == "Person"), touched[0])
    others = [node for node in touched if node.id != start.id]
    wanted = (*_FAR_ENDS.get(family, ()), *_ANY)
    ranked = sorted(others, key=lambda node: (node.id in cases, _place_in(wanted, node.kind)))
    return [(start.id, ranked[0].id if ranked else start.id)]


def _between_places(places: list[str], subject: str, joined: list[tuple[str, str]]) -> list[tuple[str, str]]:
    own = [place for place in places if (subject, place) in joined or (place, subject) in joined]
    own = own if own and len(own) < len(places) else places[:1]
    others = [place for place in places if place not in own]
    return [(own[0], other) for other in others] + [(extra, others[0]) for extra in own[1:]]


def _family(flag: NetworkFlag) -> str:
    family = flag.family.lower()
    return family if family in _FAR_ENDS else _FAMILIES.get(flag.rule.partition("-")[0].lower(), family)


def _place_in(wanted: tuple[str, ...], kind: str) -> int:
    return wanted.index(kind) if kind in wanted else len(wanted)


def _distance(flag: NetworkFlag) -> str:
    metres = flag.facts.get("distanceM", flag.facts.get("distance_m"))
    return f"{metres:,} m" if isinstance(metres, int) and not isinstance(metres, bool) else ""
