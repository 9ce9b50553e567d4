"""What a flag is called: its id in links, and the order in which the flags of a case get their numbers."""

from collections.abc import Iterable
from hashlib import sha256

from service.rules.findings import SEVERITIES, Finding

_ID_CHARACTERS = 16


def flag_id(finding: Finding) -> str:
    """Return the id of a finding's flag: short, and the same in every sweep, after every start and on every engine."""
    return sha256("\x1f".join(finding.key).encode()).hexdigest()[:_ID_CHARACTERS]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings in the order in which new ones are numbered: the worst first, then by rule and key."""
    ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
    return sorted(findings, key=lambda one: (ranks[one.severity], one.rule, one.key, one.outcome))
