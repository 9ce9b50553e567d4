"""The ledger that the settings imply: beside the audit, and where that is on a server, beside the store."""

from pathlib import Path

from service.audit.configured import beside_audit
from service.placement.ledger import Ledger
from service.settings import Settings

FILE = "placement-checks.sqlite"


def ledger_path(settings: Settings) -> Path:
    """Return the file of the ledger: all who check on one store must share it, or each had budgets of their own."""
    return beside_audit(settings, FILE)


def open_ledger(settings: Settings) -> Ledger:
    """Open the ledger of the settings, making it where there is none; raises LedgerAway."""
    return Ledger(ledger_path(settings))
