"""A run of linkage over the store: what the model proposes, joined or put before people in one write."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph_schema.store import GraphStore
from ingest.judging.deciding import now
from ingest.judging.runs import Run, RunResult, Standing, work_out_run
from ingest.judging.writing import write
from ingest.linkage.proposals import Proposal
from service.policy import Policy

WITHIN_AGENCY = "linkage.join_within_agency"
WORK = "linking records"
Propose = Callable[[GraphStore, Standing, str], Iterable[Proposal]]
"""What compares the records of a store: given what stands before and the name of the run, it says all it proposes."""


@dataclass(frozen=True)
class Order:
    """What run is wanted: its name, when, and whether policy lets a model join records of one agency."""

    name: str
    at: datetime
    within_agency: bool

    @classmethod
    def under(cls, policy: Policy) -> "Order":
        """Return the order of a run as of now; its name tells when it was."""
        at = now()
        within = policy.threshold(WITHIN_AGENCY).value is True
        return cls(f"run-{at:%Y%m%d-%H%M%S}", at, within)


def run_linkage(store: GraphStore, order: Order, propose: Propose) -> RunResult:
    """Compare, then write every join, what no longer is one, and what waits, at once; a stopped run leaves nothing."""
    with store.lease(WORK):
        result = try_linkage(store, order, propose)
        write(store, result.worked)
    return result


def try_linkage(store: GraphStore, order: Order, propose: Propose) -> RunResult:
    """Compare, and work out what a run would change; nothing is written."""
    standing = Standing.of(store)
    proposals = propose(store, standing, order.name)
    run = Run(order.name, within_agency=order.within_agency, at=order.at)
    return work_out_run(store, proposals, standing, run)


def propose_by(model: Any = None) -> Propose:
    """Return what compares by a model, or by the one that ships; loads the libraries of linkage."""
    from ingest.linkage.matching.proposing import propose
    from ingest.linkage.matching.records import read_records

    def compare(store: GraphStore, standing: Standing, run: str) -> Iterable[Proposal]:
        found = propose(
            read_records(store), model=model, joined=standing.joined, kept_apart=standing.kept_apart, run=run
        )
        return found.proposals

    return compare
