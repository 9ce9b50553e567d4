"""What a picture says of what it leaves out: nothing is cut in silence."""

from collections import Counter
from collections.abc import Iterable

from graph_schema.case_network import CaseNetwork, NetworkNode
from visualise.inert import make_inert
from visualise.theme import kind_in_words


def count_kinds(nodes: Iterable[NetworkNode]) -> str:
    """Return how many there are of each kind: `2 addresses, 1 key worker`; nothing for none."""
    counts = Counter(node.kind for node in nodes)
    return ", ".join(kind_in_words(kind, counts[kind]) for kind in sorted(counts))


def say_left_out(network: CaseNetwork) -> list[str]:
    """Return what the network itself leaves out, one sentence for each reason, and whether it was cut."""
    reasons: dict[str, list[str]] = {}
    for hidden in sorted(network.hidden, key=lambda one: (one.reason, one.kind)):
        reasons.setdefault(make_inert(hidden.reason), []).append(kind_in_words(hidden.kind, hidden.count))
    said = [f"Left out ({reason.replace('_', ' ')}): {', '.join(counted)}." for reason, counted in reasons.items()]
    return said + (["The network was cut at its limit of size."] if network.is_truncated else [])
