"""Who saw or did what, and why: kept so that a change to it shows."""

from service.audit.anchor import Head
from service.audit.entries import Action, Entry, Recorded, Wanted
from service.audit.errors import AuditAway, WrongAudit
from service.audit.log import AuditLog
from service.audit.opening import open_audit
from service.audit.verification import Verification

__all__ = [
    "Action",
    "AuditAway",
    "AuditLog",
    "Entry",
    "Head",
    "Recorded",
    "Verification",
    "Wanted",
    "WrongAudit",
    "open_audit",
]
