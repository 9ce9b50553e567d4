"""How much an audience sees of each node of a network, before anything is counted, laid out or drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graph_schema.case_network import CaseNetwork, NetworkLink, NetworkNode
from graph_schema.sensitivity import Role, Sensitivity, classes_about
from service.cases.audiences import Audience, Sight
from service.cases.errors import WrongView
from service.cases.facts import node_classes
from service.cases.roles import CHILD, FAMILY, PAST_VICTIM, VICTIM

RESIDENCES = frozenset({"LIVES_AT", "STAYS_AT", "PROPOSED_AT"})
_PLACES = RESIDENCES | {"VISITS", "WORKS_AT", "ATTENDS"}
_REFUGES = frozenset({"refuge", "womens_service"})

_GROWS_TO = RESIDENCES | {
    "BOUND_BY", "IMPOSES", "MANAGED_UNDER", "TRANSFERRED_BY", "PLACED_IN", "PLACED_AT", "WORKS_FOR", "ON_PLAN",
    "BOUNDED_BY", "NAMED_IN",
}  # fmt: skip
_GROWS_FROM = frozenset({"ASSIGNED_TO", "LEADS"})
"""Where a narrow view goes on from what it shows: along statements, and against them."""

_PLACE = Sensitivity.LOCATION


_TELLS_THE_PLACE = frozenset({"OFFERED_BY", "STANDS_AT", "NAMES"})
"""Statements by which a place could be told although it is veiled: whose premises it is, what stands there."""


@dataclass(frozen=True)
class Seen:
    """A network as one audience looks at it.

    A narrow view is for `whom`, if anybody; `own` are that person and that person's children, whose names it may show,
    but not where they are without that person.
    """

    network: CaseNetwork
    audience: Audience
    whom: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()

    @cached_property
    def nodes(self) -> Mapping[str, NetworkNode]:
        """Return all nodes by id."""
        return {node.id: node for node in self.network.nodes}

    @cached_property
    def links_at(self) -> Mapping[str, tuple[NetworkLink, ...]]:
        """Return the links at each node."""
        at: dict[str, list[NetworkLink]] = {id_: [] for id_ in self.nodes}
        for link in self.network.links:
            for end in {link.from_id, link.to_id}:
                at[end].append(link)
        return {id_: tuple(links) for id_, links in at.items()}

    @cached_property
    def sights(self) -> Mapping[str, Sight]:
        """Return how much is seen of each node."""
        if self.audience.sees_all:
            return dict.fromkeys(self.nodes, Sight.SHOWN)
        if self.audience.is_narrow:
            shown = self._grow()
            return {id_: self._narrow_sight(id_) if id_ in shown else Sight.HIDDEN for id_ in self.nodes}
        return {id_: self._sight(node) for id_, node in self.nodes.items()}

    def is_visible(self, id_: str) -> bool:
        """Whether a node is seen at all."""
        return self.sights.get(id_, Sight.HIDDEN) is not Sight.HIDDEN

    def is_link_visible(self, link: NetworkLink) -> bool:
        """Whether a link is seen: both its ends are, and it does not tell what or where a veiled place is."""
        ends = (link.from_id, link.to_id)
        if not all(map(self.is_visible, ends)):
            return False
        return link.type not in _TELLS_THE_PLACE or all(self.sights[end] is Sight.SHOWN for end in ends)

    def roles(self, id_: str) -> frozenset[Role]:
        """Return what protects a person: being a victim, the family of one, or a child."""
        node = self.nodes[id_]
        is_subject = id_ == self.network.subject_id
        if node.kind != "Person" or id_ in self.own or (self.audience.is_narrow and is_subject):
            return frozenset()
        found = {Role.CHILD} if CHILD in node.roles else set()
        sees_victims = self.audience.shows(Sensitivity.VICTIM_IDENTITY, Sensitivity.VICTIM_LOCATION)
        is_close = not sees_victims and self._is_close_to_a_victim(id_)
        return frozenset(found | ({Role.VICTIM} if self.is_victim(id_) or is_close else set()))

    def is_victim(self, id_: str) -> bool:
        """Whether a person is or was a victim."""
        return bool({VICTIM, PAST_VICTIM} & set(self.nodes[id_].roles))

    def people_at(self, id_: str) -> list[str]:
        """Return the visible people of an address: who has a home there, will have, works there or attends."""
        found: set[str] = set()
        for link in self.links_at[id_]:
            if link.type in _PLACES:
                found.add(link.from_id)
            elif link.type in {"PLACED_AT", "MOVES_ON_TO"}:
                found |= {one.from_id for one in self.links_at[link.from_id] if one.type == "PLACED_IN"}
        subject = self.network.subject_id
        return sorted((one for one in found if self._is_seen_person(one)), key=lambda one: (one != subject, one))

    def is_guarded(self, node: NetworkNode) -> bool:
        """Whether a place is one that is never shown outside the clearance, whoever is there."""
        return bool(node.facts.get("confidential")) or node.facts.get("kind") in _REFUGES

    def classes(self, node: NetworkNode, declared: Sensitivity) -> frozenset[Sensitivity]:
        """Return every class a fact about a node belongs to."""
        if node.kind == "Person":
            return classes_about(declared, self.roles(node.id))
        if node.kind in {"Address", "Site"}:
            if self.whom & set(self.people_at(node.id)):
                return frozenset({Sensitivity.PUBLIC})
            roles = frozenset(role for one in self.people_at(node.id) for role in self.roles(one))
            roles |= {Role.VICTIM} if self.is_guarded(node) else frozenset()
            return classes_about(declared, roles)
        return frozenset({declared})

    def shows_fact(self, node: NetworkNode, name: str) -> bool:
        """Whether a fact of a node that is seen may be told; of a veiled place not even what kind it is."""
        declared = node_classes(node.kind).get(name)
        if declared is None or self.audience.sees_all:
            return declared is not None
        is_veiled = self.sights[node.id] is Sight.VEILED
        if node.kind == "Address" and is_veiled and Sensitivity.VICTIM_LOCATION in self.classes(node, _PLACE):
            return False
        return self.audience.shows(*self.classes(node, declared))

    def _sight(self, node: NetworkNode) -> Sight:
        if node.id == self.network.subject_id:
            return Sight.SHOWN
        declared = {"Person": Sensitivity.PERSONAL, "MaracCase": Sensitivity.MARAC, "KeyWorker": Sensitivity.STAFF}
        place = _PLACE if node.kind in {"Address", "Zone", "Placement"} else Sensitivity.PUBLIC
        if node.kind == "Site" and self.is_guarded(node):
            place = _PLACE
        return self.audience.sight(*self.classes(node, declared.get(node.kind, place)))

    def _narrow_sight(self, id_: str) -> Sight:
        node = self.nodes[id_]
        if node.kind in {"Address", "Placement"} and not self.whom & set(self._people_of(node)):
            return Sight.VEILED
        return Sight.SHOWN

    def _people_of(self, node: NetworkNode) -> list[str]:
        if node.kind == "Address":
            return self.people_at(node.id)
        return [link.from_id for link in self.links_at[node.id] if link.type == "PLACED_IN"]

    def _is_seen_person(self, id_: str) -> bool:
        return not self.audience.is_narrow or id_ in self.own or id_ == self.network.subject_id

    def _is_close_to_a_victim(self, id_: str) -> bool:
        if id_ == self.network.subject_id:
            return False
        ends = {end for link in self.links_at[id_] if link.type in FAMILY for end in (link.from_id, link.to_id)}
        return any(self.is_victim(end) for end in ends - {id_, self.network.subject_id})

    def _grow(self) -> set[str]:
        """Return what a narrow view shows: the case, the subject, who it is for, and what is theirs."""
        case = f"MappaCase/{self.network.case_ref}"
        cases = {
            id_ for id_, node in self.nodes.items() if node.kind == "MappaCase" and self.network.case_ref in node.refs
        }
        shown = {self.network.subject_id, *self.own, *cases, *({case} & set(self.nodes))}
        edge = set(shown)
        while edge:
            met = {other for id_ in edge for link in self.links_at[id_] if (other := self._next(id_, link))}
            edge = met - shown
            shown |= edge
        return shown

    def _next(self, id_: str, link: NetworkLink) -> str | None:
        """Return where a link leads a narrow view on to, None where it may not go."""
        if id_ == link.from_id and link.type in _GROWS_TO:
            node = self.nodes[link.to_id]
        elif id_ == link.to_id and link.type in _GROWS_FROM:
            node = self.nodes[link.from_id]
        else:
            return None
        return node.id if self._may_see(node, id_) else None

    def _may_see(self, node: NetworkNode, from_id: str) -> bool:
        if node.kind == "Address":
            is_subject = from_id not in self.own
            return from_id in self.whom or (is_subject and not self.is_guarded(node))
        if node.kind == "MaracCase":
            return any(
                link.type == "NAMED_IN" and link.from_id in self.whom and link.facts.get("role") == VICTIM
                for link in self.links_at[node.id]
            )
        if node.kind == "Condition":
            return self._protects_own(node.id)
        if node.kind == "Zone":
            return self._protects_own(from_id)
        if node.kind == "LocalAuthority":
            return from_id in self.own
        return node.kind != "Person"

    def _protects_own(self, condition: str) -> bool:
        protected = {link.to_id for link in self.links_at[condition] if link.type == "PROTECTS"}
        return bool(protected) and protected <= self.own


def look(network: CaseNetwork, audience: Audience, victim: str | None) -> Seen:
    """Return a network as an audience sees it; a narrow view is for `victim`, an id or a reference of that person.

    Raises WrongView where nobody in the network has that reference and is or was a victim.
    """
    seen = Seen(network, audience)
    if not audience.is_narrow or victim is None:
        return seen
    names = {victim, f"Person/{victim}"}
    found = [id_ for id_, node in seen.nodes.items() if node.kind == "Person" and names & {id_, *node.refs}]
    if not found or not seen.is_victim(found[0]):
        raise WrongView("The person the view is for is no victim in this network. Name one by agency:ref.")
    children = {
        link.to_id
        for link in seen.links_at[found[0]]
        if link.type == "PARENT_OF" and link.from_id == found[0] and CHILD in seen.nodes[link.to_id].roles
    }
    subject = {network.subject_id}
    return Seen(network, audience, frozenset(found[:1]) - subject, frozenset({found[0], *children}) - subject)
