"""The network around a case: read, flagged, redacted for who looks at it, and kept to what can be shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph_schema.case_network import CaseNetwork, Hidden, NetworkLink
from graph_schema.periods import AsOf
from graph_schema.sensitivity import Sensitivity
from graph_schema.store import GraphStore
from service.cases.audiences import CHAIR, CLEARANCES, find_audience
from service.cases.cutting import BEYOND_HOPS, OVER_LIMIT, add_up, cut
from service.cases.flags import draw_flags, flagged_things
from service.cases.gathering import find_people, find_subject, things_around
from service.cases.landed import is_synthetic, salt_of
from service.cases.limits import Limits
from service.cases.nodes_and_links import draw_links, draw_nodes, node_id
from service.cases.reading import Reading
from service.cases.redaction import redact
from service.cases.roles import find_children, find_roles
from service.cases.statements import Statement
from service.cases.two_roles import adjusting, bared
from service.policy import Policy
from service.rules import Catalogue, Finding, sweep
from service.rules.findings import Thing

FULL = "full"
"""The audience of a network as it was read, for `redact` alone: its ids are those of the graph."""

FLAG_HOPS = 2
"""How far from the subject people may be whom a flag is about: a victim's relative, a partner's child. From so many
hops on, whoever is flagged and still not met (a past victim) is shown as well."""

MARKING = "OFFICIAL-SENSITIVE"


def case_network(  # noqa: PLR0913 - what is asked about, and how it is looked at
    store: GraphStore,
    catalogue: Catalogue,
    policy: Policy,
    case_ref: str,
    as_of: AsOf,
    *,
    hops: int = 2,
    limits: Limits | None = None,
    audience: str = CHAIR,
    clearances: Iterable[str] = CLEARANCES,
    victim: str | None = None,
    barred: Collection[str] = (),
    findings: Sequence[Finding] | None = None,
) -> CaseNetwork | None:
    """Return the network of a case for an audience, None for a case of which no episode is known to have begun.

    `findings` are those of this case where somebody has them already, else the rules are evaluated. `victim` is whom a
    victim-safe view is for. `barred` are people, by the graph's ids, whose records are closed to whoever looks: the
    network is as if they were not in the graph, and without the flags that are about them. Raises WrongView for an
    audience there is not.
    """
    find_audience(audience, clearances)
    if findings is None:
        findings = sweep(store, catalogue, policy, as_of, cases=[case_ref])
    return read_network(
        store,
        policy,
        case_ref,
        as_of,
        hops=hops,
        limits=limits,
        audience=audience,
        clearances=clearances,
        victim=victim,
        barred=barred,
        findings=findings,
    )


def read_network(  # noqa: PLR0913 - what is asked about, and how it is looked at
    store: GraphStore,
    policy: Policy,
    case_ref: str,
    as_of: AsOf,
    *,
    hops: int = 2,
    limits: Limits | None = None,
    audience: str = CHAIR,
    clearances: Iterable[str] = CLEARANCES,
    victim: str | None = None,
    barred: Collection[str] = (),
    findings: Sequence[Finding] = (),
) -> CaseNetwork | None:
    """Return the network as `case_network` does, with no flags but those of `findings` that are of this case."""
    bounds = limits or Limits()
    closed = frozenset(barred)
    reading = Reading(store, as_of, bounds.seconds, closed)
    subject = find_subject(reading, case_ref)
    if subject is None:
        return None
    own = [one for one in findings if one.case_ref == case_ref and not closed & {thing.id for thing in one.things}]
    sees_victims = find_audience(audience, clearances).shows(Sensitivity.VICTIM_IDENTITY)
    as_offender = None if sees_victims else adjusting(store, subject, as_of)
    if as_offender is not None:
        reading.adjust, hidden_rows = as_offender
        own = bared(own, hidden_rows)
    network = _read(reading, policy, Thing("MappaCase", case_ref), subject, _Scope(hops, bounds, own))
    shown = redact(network, audience, clearances, victim=victim, salt=salt_of(store))
    return cut(shown, bounds.nodes)


@dataclass(frozen=True)
class _Scope:
    hops: int
    limits: Limits
    findings: Sequence[Finding]


def _read(reading: Reading, policy: Policy, case: Thing, subject: str, scope: _Scope) -> CaseNetwork:
    """Return the whole network, before redaction and cutting."""
    people = find_people(reading, subject, scope.hops, scope.limits)
    flagged = flagged_things(scope.findings)
    if scope.hops < FLAG_HOPS:
        flagged = {thing for thing in flagged if thing.kind != "Person" or thing.id in people.hops_to}
    shown = {*people.hops_to, *(thing.id for thing in flagged if thing.kind == "Person")}
    reading.ask("person_out", shown)
    children = find_children(reading, shown, policy.whole("child.age_years"))
    things = things_around(reading, case.id, people.hops_to, {subject, *children})
    things |= flagged | {Thing("Person", person) for person in shown}
    nodes = draw_nodes(reading, things, find_roles(reading, subject, shown, children))
    links = draw_links(reading, things)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in nodes.values():
        graph.add_node(node.id, node=node)
    for link, _ in links.values():
        graph.add_edge(link.from_id, link.to_id, key=link.id, link=link)
    return CaseNetwork(
        case_ref=case.id,
        subject_id=node_id(Thing("Person", subject)),
        as_of=reading.as_of,
        audience=FULL,
        marking=MARKING,
        is_synthetic=is_synthetic(reading.store),
        graph=graph,
        flags=draw_flags(scope.findings, _by_identity(links)),
        hidden=add_up(Hidden("Person", people.beyond, BEYOND_HOPS), Hidden("Person", people.over, OVER_LIMIT)),
        is_truncated=not people.is_complete,
    )


def _by_identity(links: Mapping[str, tuple[NetworkLink, Statement]]) -> dict[tuple[object, ...], list[str]]:
    found: dict[tuple[object, ...], list[str]] = {}
    for id_, (_, statement) in links.items():
        found.setdefault(statement.identity, []).append(id_)
    return found
