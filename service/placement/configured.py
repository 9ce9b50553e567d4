"""The ledger that the settings imply: beside the audit, and where that is on a server, beside the store."""

from pathlib import Path

from service.audit.errors import WrongAudit
from service.audit.opening import audit_path
from service.placement.ledger import Ledger
from service.settings import Settings, data_folder

FILE = "placement-checks.sqlite"


def ledger_path(settings: Settings) -> Path:
    """Return the file of the ledger: all who check on one store must share it, or each had budgets of their own."""
    try:
        folder = audit_path(settings.audit).parent
    except WrongAudit:
        folder = data_folder(settings.store)
    return folder / FILE


def open_ledger(settings: Settings) -> Ledger:
    """Open the ledger of the settings, making it where there is none; raises LedgerAway."""
    return Ledger(ledger_path(settings))
