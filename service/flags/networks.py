"""The flags of a case network, called as the book calls them and standing where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from graph_schema.case_network import CaseNetwork
from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.cases import case_network
from service.cases.audiences import CHAIR, VICTIM_SAFE
from service.flags.changes import Change, ChangeKind, changes
from service.flags.flags import Flag
from service.policy import Policy
from service.rules import Catalogue, Finding, sweep


def with_lives(network: CaseNetwork, flags: Iterable[Flag]) -> CaseNetwork:
    """Return a network whose flags have the numbers and statuses of `flags`: live ones, or past ones for a past day.

    A flag that is not among them keeps its status and is numbered after them. A victim-safe view stays as it is: its
    own numbers from 1 tell nothing of how many flags there are.
    """
    if network.audience == VICTIM_SAFE:
        return network
    by_id = {flag.id: flag for flag in flags}
    last = max((flag.number for flag in by_id.values()), default=0)
    others = [one.id for one in network.flags if one.id not in by_id]
    numbers = {id_: number for number, id_ in enumerate(others, last + 1)}
    named = [
        replace(one, number=by_id[one.id].number, status=by_id[one.id].status.value)
        if one.id in by_id
        else replace(one, number=numbers[one.id])
        for one in network.flags
    ]
    return replace(network, flags=tuple(sorted(named, key=lambda one: one.number)))


def with_changes(
    network: CaseNetwork, changes: Iterable[Change], since: date, numbers: Mapping[str, int]
) -> CaseNetwork:
    """Return a network whose flags are marked with what became of them since a day.

    `numbers` are what the flags that stand are called; those that are gone, where the network has them, are closed and
    numbered after them. A victim-safe view stays as it is: what is new or gone would tell of others.
    """
    if network.audience == VICTIM_SAFE:
        return network
    kinds = {change.flag_id: change.kind for change in changes}
    marked = [replace(flag, change=kinds[flag.id].value if flag.id in kinds else "") for flag in network.flags]
    standing = [replace(flag, number=numbers[flag.id]) for flag in marked if flag.id in numbers]
    gone = [flag for flag in marked if flag.id not in numbers and flag.change == ChangeKind.GONE.value]
    last = max(numbers.values(), default=0)
    ended = [replace(flag, number=number, status="closed") for number, flag in enumerate(gone, last + 1)]
    flags = (*sorted(standing, key=lambda flag: flag.number), *ended)
    return replace(network, flags=flags, since=since)


def compared_network(  # noqa: PLR0913 - what is asked, between which moments, and for whom
    store: GraphStore,
    catalogue: Catalogue,
    policy: Policy,
    case_ref: str,
    moments: tuple[AsOf, AsOf],
    *,
    with_ended: bool = False,
    audience: str = CHAIR,
    victim: str | None = None,
) -> CaseNetwork | None:
    """Return the network of a case at the later of two moments, its flags marked with what changed since the earlier.

    `with_ended` shows also the flags that are no longer found. None where no episode of the case is known to have
    begun; raises WrongView, StoreError.
    """
    before, after = moments
    found = changes(store, catalogue, policy, case_ref, before, after)
    standing = sweep(store, catalogue, policy, after, cases=[case_ref])

    def read(findings: Sequence[Finding]) -> CaseNetwork | None:
        return case_network(
            store, catalogue, policy, case_ref, after, audience=audience, victim=victim, findings=findings
        )

    plain = read(standing)
    if plain is None:
        return None
    numbers = {flag.id: flag.number for flag in plain.flags}
    ended = [change.finding for change in found if change.kind is ChangeKind.GONE] if with_ended else []
    network = read([*standing, *ended]) if ended and audience != VICTIM_SAFE else plain
    return with_changes(network or plain, found, before.day, numbers)
