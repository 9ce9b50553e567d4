"""What can be wrong with the audit.

ServiceError
├── AuditAway     an entry cannot be written or read, so nothing may be answered
└── WrongAudit    the setting that says where the audit is, or its key, cannot be used
"""

from service.errors import ServiceError


class AuditAway(ServiceError):
    """The audit cannot be written or read; nothing is answered unrecorded."""


class WrongAudit(ServiceError):
    """The setting that says where the audit is, or its key, cannot be used."""
