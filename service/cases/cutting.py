"""Keeping a network to what can be shown: what is nearest to the case stays, the rest is counted."""

from collections import Counter
from dataclasses import replace

import networkx as nx

from graph_schema.case_network import CaseNetwork, Hidden, NetworkNode

BEYOND_HOPS, OVER_LIMIT = "beyond the hops", "over the limit"

_FIRST = ("Person", "MappaCase", "Address", "MaracCase", "Order", "Condition", "Zone")
"""Of things equally near, these kinds stay first, then the others by name."""


def cut(network: CaseNetwork, most: int) -> CaseNetwork:
    """Return the network with at most `most` nodes: the subject, then what flags touch, then by links away from there.

    What is left out is counted by kind; flags keep their numbers and what is left of their nodes and links.
    """
    if network.graph.number_of_nodes() <= most:
        return network
    ranked = _rank(network)
    kept, left = ranked[:most], ranked[most:]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.update(network.graph.subgraph([node.id for node in kept]))
    links = {key for _, _, key in graph.edges(keys=True)}
    flags = tuple(
        replace(
            flag,
            node_ids=tuple(id_ for id_ in flag.node_ids if id_ in graph),
            link_ids=tuple(id_ for id_ in flag.link_ids if id_ in links),
        )
        for flag in network.flags
    )
    counts = Counter(node.kind for node in left)
    over = tuple(Hidden(kind, count, OVER_LIMIT) for kind, count in sorted(counts.items()))
    return replace(network, graph=graph, flags=flags, hidden=add_up(*network.hidden, *over), is_truncated=True)


def _rank(network: CaseNetwork) -> list[NetworkNode]:
    graph, subject = network.graph, network.subject_id
    away = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), subject) if subject in graph else {}
    flagged = {id_ for flag in network.flags for id_ in flag.node_ids}

    def rank(node: NetworkNode) -> tuple[int, int, int, str, str]:
        group = 0 if node.id == subject else 1 if node.id in flagged else 2
        kind = _FIRST.index(node.kind) if node.kind in _FIRST else len(_FIRST)
        return group, away.get(node.id, len(graph)), kind, node.kind, node.id

    return sorted(network.nodes, key=rank)


def add_up(*hidden: Hidden) -> tuple[Hidden, ...]:
    """Return what is hidden once for each kind and reason, sorted, with nothing that counts none."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in hidden:
        counts[one.kind, one.reason] += one.count
    return tuple(Hidden(kind, count, reason) for (kind, reason), count in sorted(counts.items()) if count)
