"""The flags of a case network, called as the book calls them and standing where they stand."""

from collections.abc import Iterable
from dataclasses import replace

from graph_schema.case_network import CaseNetwork
from service.cases.audiences import VICTIM_SAFE
from service.flags.flags import Flag


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
