"""The audit that the settings name, and what is kept beside it."""

from pathlib import Path

from service.audit.errors import AuditAway, WrongAudit
from service.audit.keys import KEY, find_key, read_key
from service.audit.log import AuditLog
from service.audit.opening import audit_path, open_audit
from service.settings import Settings, data_folder


def beside_audit(settings: Settings, file: str) -> Path:
    """Return where a file is kept that all who work on one store must share: beside the audit.

    Where the audit is on a server, that is beside the store.
    """
    try:
        return audit_path(settings.audit).parent / file
    except WrongAudit:
        return data_folder(settings.store) / file


def open_configured(settings: Settings, *, is_synthetic: bool) -> AuditLog:
    """Open the audit of the settings, making it and, where that is allowed, its key; raises WrongAudit or AuditAway."""
    key = find_key(audit_path(settings.audit), settings.audit_key_file, is_synthetic=is_synthetic)
    return open_audit(settings.audit, key, anchor=settings.audit_anchor_file)


def open_existing(settings: Settings) -> AuditLog:
    """Open the audit of the settings to read it; raises WrongAudit or AuditAway, also where there is none."""
    path = audit_path(settings.audit)
    if not path.exists():
        raise AuditAway(f"There is no audit at {path}: nothing was recorded yet, or RISK_NETWORK_AUDIT names another.")
    key = read_key(settings.audit_key_file or path.with_name(path.name + KEY))
    return open_audit(settings.audit, key, anchor=settings.audit_anchor_file, create=False)
