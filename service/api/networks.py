"""The network of a case as one caller may see it, and as the outside reads it."""

from dataclasses import dataclass

from graph_schema.case_network import Audience, CaseNetwork
from graph_schema.periods import AsOf
from graph_schema.sensitivity import Sensitivity
from service.api.looking import Look
from service.api.problems import not_there
from service.cases import as_json, case_network
from service.flags.networks import with_lives
from visualise.layout.view import positions


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
    findings, flags = running.sweeps.of_case(case_ref, view.as_of, is_now=view.is_now)
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
        barred=look.barred_in(case_ref),
        findings=findings,
    )
    if network is None:
        raise not_there()
    shown = with_lives(network, flags)
    classes = {Sensitivity.PERSONAL, Sensitivity.LOCATION}
    if look.sees_victims() and view.audience is not Audience.VICTIM_SAFE:
        classes |= {Sensitivity.VICTIM_IDENTITY, Sensitivity.VICTIM_LOCATION}
    look.trace.release((ref for node in shown.nodes for ref in node.refs), *classes)
    return shown


def tell_network(network: CaseNetwork) -> dict[str, object]:
    """Return a network as the outside reads it, with the places of the full map."""
    return as_json(network, positions(network))
