"""Findings of a case as the flags of its network: numbered, and tied to the nodes and links they are about."""

from collections.abc import Iterable, Mapping, Sequence

from graph_schema.case_network import Fact, NetworkFlag
from service.cases.nodes_and_links import node_id
from service.rules.findings import Finding, Thing
from service.rules.identity import flag_id, in_order

SHOWN_KINDS = frozenset({
    "Person", "Address", "Site", "Zone", "Order", "Condition", "MaracCase", "MappaCase", "Placement", "Transfer",
})  # fmt: skip
"""The kinds of thing that are shown because a flag touches them; the rest of a path is evidence, not map."""


def flagged_things(findings: Iterable[Finding]) -> set[Thing]:
    """Return the things of SHOWN_KINDS that flags touch."""
    return {thing for finding in findings for thing in finding.things if thing.kind in SHOWN_KINDS}


def draw_flags(
    findings: Sequence[Finding], links: Mapping[tuple[object, ...], Sequence[str]]
) -> tuple[NetworkFlag, ...]:
    """Return numbered flags; `links` has the ids of the links of each statement's identity.

    A flag names every node it touches, shown or not: redaction must know what a flag is about to leave it out.
    """
    return tuple(_flag(number, finding, links) for number, finding in enumerate(in_order(findings), 1))


def _flag(number: int, finding: Finding, links: Mapping[tuple[object, ...], Sequence[str]]) -> NetworkFlag:
    steps = [(step.type, step.start, step.end, step.valid_from, step.valid_to) for step in finding.path]
    return NetworkFlag(
        id=flag_id(finding),
        number=number,
        rule=finding.rule,
        family=finding.family,
        severity=finding.severity.value,
        status="open",
        outcome=finding.outcome.value,
        title=finding.title,
        summary=finding.summary,
        next_step=finding.next_step,
        guidance=finding.guidance,
        node_ids=tuple(node_id(thing) for thing in finding.things if thing.kind in SHOWN_KINDS),
        link_ids=tuple(dict.fromkeys(id_ for step in steps for id_ in links.get(step, ()))),
        facts=_plain_facts(finding),
    )


def _plain_facts(finding: Finding) -> dict[str, Fact]:
    """Return the facts of the pair that decides; every pair of addresses is in the finding itself."""
    return {name: value for name, value in finding.facts.items() if not isinstance(value, tuple)}
