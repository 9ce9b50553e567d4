"""The network of a case as one caller may see it, and as the outside reads it."""

from dataclasses import dataclass, replace
from enum import StrEnum

import networkx as nx

from graph_schema.case_network import CaseNetwork
from graph_schema.periods import AsOf
from graph_schema.sensitivity import Sensitivity
from ingest.records import public_ref
from service.api.looking import Look
from service.api.problems import not_there
from service.api.questions import ask_each
from service.cases import as_json, case_network
from visualise.layout.view import positions


class Audience(StrEnum):
    """For whom a network is shown."""

    CHAIR = "chair"
    MEETING = "meeting"
    VICTIM_SAFE = "victim-safe"


@dataclass(frozen=True)
class View:
    """How a network is asked for; `is_now` where neither another day nor another time of knowledge is."""

    as_of: AsOf
    is_now: bool = False
    hops: int = 2
    audience: Audience = Audience.CHAIR
    victim: str | None = None


def look_at_network(look: Look, case_ref: str, view: View) -> CaseNetwork:
    """Return the network of a case for a caller, redacted; raises Problem for a case they may not know of."""
    look.case(case_ref)
    running = look.running
    network = case_network(
        running.store,
        running.catalogue,
        running.policy,
        case_ref,
        view.as_of,
        hops=view.hops,
        audience=view.audience.value,
        clearances=[clearance.value for clearance in look.caller.clearances],
        victim=view.victim,
        findings=running.sweeps.of_case(case_ref, view.as_of) if view.is_now else None,
    )
    if network is None:
        raise not_there()
    shown = without(network, closed_refs(look))
    classes = {Sensitivity.PERSONAL, Sensitivity.LOCATION}
    if look.sees_victims() and view.audience is not Audience.VICTIM_SAFE:
        classes |= {Sensitivity.VICTIM_IDENTITY, Sensitivity.VICTIM_LOCATION}
    look.trace.release((ref for node in shown.nodes for ref in node.refs), *classes)
    return shown


def closed_refs(look: Look) -> frozenset[str]:
    """Return the references of everybody whose record is closed to the caller."""
    rows = ask_each(look.running.store, "records_of_person", sorted(look.visibility.barred), look.now)
    return frozenset(public_ref(row["record"]) for row in rows)


def without(network: CaseNetwork, refs: frozenset[str]) -> CaseNetwork:
    """Return a network without the people who have one of these references, and without flags that touch them."""
    closed = {node.id for node in network.nodes if node.kind == "Person" and refs.intersection(node.refs)}
    if not closed:
        return network
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.update(network.graph.subgraph([node.id for node in network.nodes if node.id not in closed]))
    flags = tuple(flag for flag in network.flags if not closed.intersection(flag.node_ids))
    return replace(network, graph=graph, flags=flags)


def tell_network(network: CaseNetwork) -> dict[str, object]:
    """Return a network as the outside reads it, with the places of the full map."""
    return as_json(network, positions(network))
