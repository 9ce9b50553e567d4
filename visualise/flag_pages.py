"""Which flags, and which things they touch, go on which page of the flag map."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_schema.case_network import CaseNetwork, NetworkFlag, NetworkNode
from visualise.errors import NoSuchPage
from visualise.flag_lines import FlagLine, find_flag_lines
from visualise.flag_list import CAPACITY as FLAGS_A_PAGE
from visualise.layout.board import CAPACITY as NODES_A_PAGE
from visualise.wording import own_cases

_SEVERITIES = ("critical", "high", "medium", "low")


@dataclass(frozen=True)
class FlagPage:
    """One page: its flags by number, the things they touch, their red lines, and what is left to other pages."""

    flags: tuple[NetworkFlag, ...]
    nodes: tuple[NetworkNode, ...]
    lines: tuple[FlagLine, ...]
    page: int
    pages: int
    elsewhere: tuple[NetworkFlag, ...]


def find_page(network: CaseNetwork, page: int = 1) -> FlagPage:
    """Return one page of the flags, the most severe first; raise NoSuchPage beyond the last.

    A page holds as many flags as touch twelve things together, and no more than its list has room for. A flag that
    alone touches more is shown with those its red lines join.
    """
    pages = _split(network)
    if not 1 <= page <= len(pages):
        raise NoSuchPage(page, len(pages))
    flags = tuple(sorted(pages[page - 1], key=lambda flag: (flag.number, flag.id)))
    shown = {flag.id for flag in flags}
    elsewhere = tuple(flag for flag in network.flags if flag.id not in shown)
    lines = find_flag_lines(network, flags)
    ids = _touched(network, flags)
    if network.subject_id not in ids and not flags:
        ids = (network.subject_id,)
    nodes = {node.id: node for node in network.nodes}
    kept = tuple(nodes[id_] for id_ in ids if id_ in nodes)
    return FlagPage(flags, kept, lines, page, len(pages), elsewhere)


def count_pages(network: CaseNetwork) -> int:
    """Return how many pages the flag map has; one where there are no flags."""
    return len(_split(network))


def _split(network: CaseNetwork) -> list[list[NetworkFlag]]:
    pages: list[list[NetworkFlag]] = [[]]
    for flag in sorted(network.flags, key=lambda one: (_rank(one.severity), one.number, one.id)):
        together = [*pages[-1], flag]
        if pages[-1] and (len(together) > FLAGS_A_PAGE or len(_all_touched(network, together)) > NODES_A_PAGE):
            pages.append([flag])
        else:
            pages[-1] = together
    return pages


def _touched(network: CaseNetwork, flags: Sequence[NetworkFlag]) -> tuple[str, ...]:
    """Return the subject and the ends of lines first, in the order of the flags' numbers, then the rest."""
    found = _all_touched(network, flags)
    if len(found) <= NODES_A_PAGE:
        return found
    ends = [end for line in find_flag_lines(network, tuple(flags)) for end in (line.start, line.end)]
    return tuple(dict.fromkeys([*ends, *found]))[:NODES_A_PAGE]


def _all_touched(network: CaseNetwork, flags: Sequence[NetworkFlag]) -> tuple[str, ...]:
    here = {node.id for node in network.nodes}
    ordered = sorted(flags, key=lambda one: (one.number, one.id))
    lines = find_flag_lines(network, tuple(ordered))
    needed = {end for line in lines for end in (line.start, line.end)}
    # The case itself is in the title: a card of its own only where a red line leads to it.
    left_out = own_cases(network) - needed
    touched = [id_ for flag in ordered for id_ in flag.node_ids if id_ in here and id_ not in left_out]
    subject = [network.subject_id] if network.subject_id in touched else []
    return tuple(dict.fromkeys([*subject, *touched]))


def _rank(severity: str) -> int:
    return _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES)
