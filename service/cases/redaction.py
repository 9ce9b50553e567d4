"""A new network for one audience: what it may not see is not in it, and nothing has an id of the graph."""

import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from string import ascii_uppercase

import networkx as nx

from graph_schema.case_network import CaseNetwork, Fact, Hidden, NetworkFlag, NetworkLink, NetworkNode
from graph_schema.sensitivity import Sensitivity, classes_about
from service.cases.audiences import Sight, find_audience
from service.cases.facts import link_classes
from service.cases.roles import CHILD, NOMINAL, PARTNER, PERSON, SUBJECT, VICTIM
from service.cases.sights import RESIDENCES, Seen, look
from service.cases.wording import link_label
from service.naming.labels import NAMELESS

NOT_FOR_AUDIENCE = "not for this audience"

_SALT = secrets.token_bytes(32)
_ID_CHARACTERS = 16
_SAFE_FLAG_FACTS = frozenset({"proposed", "missing"})
"""Facts of a flag that tell of nobody's place, identity or case, whatever the rule."""

_NARROW_ROLES = frozenset({SUBJECT, PARTNER})


def redact(
    network: CaseNetwork,
    audience: str,
    clearances: Iterable[str],
    *,
    victim: str | None = None,
    salt: bytes | None = None,
) -> CaseNetwork:
    """Return the network for an audience: a new graph with new ids, holding only what it may see.

    Ids are the same for the same salt, case, audience and `victim`, and tell nothing of the graph's; without a salt
    they last as long as the process. `victim` is whom a victim-safe view is for, by id or `agency:ref`; without it,
    it shows no victim at all. Raises WrongView.
    """
    who = find_audience(audience, clearances)
    seen = look(network, who, victim)
    # A view for one victim must not be told from another's by its ids alone.
    secret = hmac.digest(salt or _SALT, "\x1f".join((audience, network.case_ref, victim or "")).encode(), "sha256")
    return _Redaction(seen, secret).network()


@dataclass(frozen=True)
class _Redaction:
    seen: Seen
    secret: bytes

    def network(self) -> CaseNetwork:
        """Build the new network."""
        old, who = self.seen.network, self.seen.audience
        flags, hidden = self._flags()
        counted = () if who.is_narrow else (*old.hidden, *hidden)
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node in sorted(self._nodes(), key=lambda one: one.id):
            graph.add_node(node.id, node=node)
        for link in sorted(self._links(), key=lambda one: one.id):
            graph.add_edge(link.from_id, link.to_id, key=link.id, link=link)
        return replace(
            old,
            subject_id=self._new(old.subject_id),
            audience=who.name,
            graph=graph,
            flags=flags,
            hidden=counted,
        )

    def _new(self, id_: str) -> str:
        return hmac.digest(self.secret, id_.encode(), "sha256").hex()[:_ID_CHARACTERS]

    def _nodes(self) -> list[NetworkNode]:
        return [self._node(node) for id_, node in self.seen.nodes.items() if self.seen.is_visible(id_)]

    def _node(self, node: NetworkNode) -> NetworkNode:
        is_veiled = self.seen.sights[node.id] is Sight.VEILED and node.kind != "KeyWorker"
        facts: dict[str, Fact] = {name: value for name, value in node.facts.items() if self.seen.shows_fact(node, name)}
        is_referred = not is_veiled and (not self.seen.audience.is_narrow or node.kind == "MappaCase")
        return NetworkNode(
            self._new(node.id),
            node.kind,
            self._labels[node.id],
            self._roles(node),
            node.refs if is_referred else (),
            facts,
        )

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """Return the label of every visible node; places last, since theirs may name people."""
        shown = [node for id_, node in self.seen.nodes.items() if self.seen.is_visible(id_)]
        labels = {node.id: node.label for node in shown}
        veiled = [node for node in shown if self.seen.sights[node.id] is Sight.VEILED]
        labels |= self._people([node for node in veiled if node.kind == "Person"])
        plain = {"MaracCase": "MARAC case", "Placement": "Placement", "Site": "Site", "Zone": "Zone"}
        labels |= {node.id: plain[node.kind] for node in veiled if node.kind in plain}
        for node in veiled:
            if node.kind == "Address":
                homes = [link.from_id for link in self.seen.links_at[node.id] if link.type in RESIDENCES]
                living = [one for one in self.seen.people_at(node.id) if one in homes]
                subject = self.seen.network.subject_id
                who = [labels[one] for one in sorted(living, key=lambda one: (one != subject, labels[one]))]
                labels[node.id] = f"Home of {', '.join(who)}" if who else "Address"
        return labels

    def _people(self, veiled: list[NetworkNode]) -> dict[str, str]:
        shows_victims = self.seen.audience.shows(Sensitivity.VICTIM_IDENTITY)
        victims = [node for node in veiled if self.seen.is_victim(node.id) and not shows_victims]
        labels = {
            node.id: f"Victim {_letters(number)}"
            for number, node in enumerate(sorted(victims, key=lambda one: self._new(one.id)))
        }
        for node in veiled:
            is_child = CHILD in node.roles and (shows_victims or not self.seen.is_victim(node.id))
            labels.setdefault(node.id, _initials(node.label) if is_child else "Person close to a victim")
        return labels

    def _roles(self, node: NetworkNode) -> tuple[str, ...]:
        if not self.seen.audience.is_narrow or node.kind != "Person":
            return node.roles
        kept = set(node.roles) & (_NARROW_ROLES | ({NOMINAL} if SUBJECT in node.roles else {CHILD}))
        kept |= {VICTIM} if node.id in self.seen.own and self.seen.is_victim(node.id) else set()
        return tuple(sorted(kept or {PERSON}))

    def _links(self) -> list[NetworkLink]:
        return [self._link(link) for link in self.seen.network.links if self.seen.is_link_visible(link)]

    def _link(self, link: NetworkLink) -> NetworkLink:
        who, classes = self.seen.audience, link_classes(link.type)
        renamed = replace(link, id=self._new(link.id), from_id=self._new(link.from_id), to_id=self._new(link.to_id))
        if who.sees_all:
            return renamed
        roles = self.seen.roles(link.from_id) | self.seen.roles(link.to_id)
        is_own = bool({link.from_id, link.to_id} & self.seen.own)
        facts = {
            name: value
            for name, value in link.facts.items()
            if is_own or who.shows(*classes_about(classes[name], roles)) or (name == "role" and _is_staff(link))
        }
        # Who says it may tell as much as what is said: a MARAC, a victim liaison unit.
        names_sources = who.shows(Sensitivity.MARAC, Sensitivity.VICTIM_IDENTITY)
        return replace(
            renamed,
            label=link_label(link.type, facts),
            sources=link.sources if names_sources else (),
            facts=facts,
        )

    def _flags(self) -> tuple[tuple[NetworkFlag, ...], tuple[Hidden, ...]]:
        flags = self.seen.network.flags
        told = [flag for flag in flags if self._may_tell(flag)]
        drawn = [self._flag(flag) for flag in told]
        if self.seen.audience.is_narrow:
            drawn = [replace(flag, number=number) for number, flag in enumerate(drawn, 1)]
        hidden = len(flags) - len(told)
        return tuple(drawn), (Hidden("Flag", hidden, NOT_FOR_AUDIENCE),) if hidden else ()

    def _may_tell(self, flag: NetworkFlag) -> bool:
        who = self.seen.audience
        if not who.shows(Sensitivity.VISOR) and any("visor" in name.lower() for name in flag.facts):
            return False
        if who.is_narrow:
            return bool(self.seen.own & set(flag.node_ids)) and all(map(self.seen.is_visible, flag.node_ids))
        return True

    def _flag(self, flag: NetworkFlag) -> NetworkFlag:
        shown = [id_ for id_ in flag.node_ids if self.seen.is_visible(id_)]
        links = {link.id: link for link in self.seen.network.links}
        kept = [id_ for id_ in flag.link_ids if id_ in links and self.seen.is_link_visible(links[id_])]
        is_plain = not self.seen.audience.shows(
            Sensitivity.VICTIM_LOCATION, Sensitivity.VICTIM_IDENTITY, Sensitivity.MARAC, Sensitivity.CHILD_IDENTITY
        )
        safe = {name: value for name, value in flag.facts.items() if name in _SAFE_FLAG_FACTS}
        return replace(
            flag,
            summary=f"{flag.title}." if is_plain else flag.summary,
            facts=safe if is_plain else dict(flag.facts),
            node_ids=tuple(map(self._new, shown)),
            link_ids=tuple(map(self._new, kept)),
        )


def _is_staff(link: NetworkLink) -> bool:
    """A worker's part in a case is not how to reach them."""
    return link.type == "ASSIGNED_TO"


def _initials(name: str) -> str:
    """Return a child's name as it may be read from a projector."""
    return "Child" if name == NAMELESS else " ".join(f"{part[0].upper()}." for part in name.split())


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    rest, last = divmod(number, len(ascii_uppercase))
    return (_letters(rest - 1) if rest else "") + ascii_uppercase[last]
