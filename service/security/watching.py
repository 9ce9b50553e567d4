"""Reading the audit and the ledger through for the patterns of the security rules."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from service.audit import AuditLog, Recorded, Wanted
from service.audit.log import MOST
from service.placement.ledger import Checked
from service.policy import Policy
from service.security.findings import SecurityFinding
from service.security.probing import find_probing
from service.security.uninvited import find_uninvited


def look_for_patterns(
    audit: AuditLog, checks: Sequence[Checked], policy: Policy, since: datetime
) -> list[SecurityFinding]:
    """Return the patterns that end after `since`, a moment aware of its zone, the newest first.

    The audit is read from there on. Raises AuditAway.
    """
    found = [
        *find_probing([one for one in checks if one.at.astimezone() >= since], policy),
        *find_uninvited(_entries(audit, since), policy),
    ]
    return sorted(found, key=lambda one: (one.last, one.id), reverse=True)


def _entries(audit: AuditLog, since: datetime) -> Iterator[Recorded]:
    before: int | None = None
    while page := audit.entries(Wanted(since=since), before=before, limit=MOST):
        yield from page
        before = page[-1].number
