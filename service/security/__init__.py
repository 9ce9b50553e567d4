"""What the audit and the ledger of placement checks give away about those who ask: for the security officer alone."""

from service.security.catalogue import WATCHES, Watch
from service.security.findings import SecurityFinding
from service.security.output import as_json
from service.security.watching import look_for_patterns

__all__ = ["WATCHES", "SecurityFinding", "Watch", "as_json", "look_for_patterns"]
