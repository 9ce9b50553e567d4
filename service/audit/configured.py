"""The audit that the settings name, and what is kept beside it."""

from pathlib import Path

from service.audit.anchor import NOTHING, Head
from service.audit.errors import AuditAway
from service.audit.keys import KEY, find_key, read_key
from service.audit.location import AuditFile, AuditServer, parse_audit
from service.audit.log import AuditLog
from service.audit.opening import ANCHOR, connect_rows, has_entries, join_audit, open_audit
from service.audit.verification import Verification
from service.settings import Settings, data_folder

SERVED = "audit"
"""What the key and the anchor of an audit on a server are named for, in the data folder."""


def beside_audit(settings: Settings, file: str) -> Path:
    """Return where a file is kept that all who work on one store must share: beside the audit.

    Where the audit is on a server, that is beside the store.
    """
    return _own(settings).parent / file


def open_configured(settings: Settings, *, is_synthetic: bool) -> AuditLog:
    """Open the audit of the settings, making it and, where that is allowed, its key; raises WrongAudit or AuditAway."""
    key = find_key(
        _own(settings), settings.audit_key_file, is_synthetic=is_synthetic, has_entries=_has_entries(settings)
    )
    return _open(settings, key, create=True)


def open_existing(settings: Settings) -> AuditLog:
    """Open the audit of the settings to read it; raises WrongAudit or AuditAway, also where there is none."""
    place = parse_audit(settings.audit)
    if isinstance(place, AuditFile) and not place.path.exists():
        raise AuditAway(
            f"There is no audit at {place.path}: nothing was recorded yet, or RISK_NETWORK_AUDIT names another."
        )
    return _open(settings, _existing_key(settings), create=False)


def join_configured(settings: Settings, noted: Head = NOTHING) -> Verification:
    """Make this machine an anchor of the audit of the settings, which others write; raises WrongAudit or AuditAway."""
    return join_audit(settings.audit, _existing_key(settings), _anchor(settings), noted, settings.audit_password_file)


def _existing_key(settings: Settings) -> bytes:
    own = _own(settings)
    return read_key(settings.audit_key_file or own.with_name(own.name + KEY))


def _own(settings: Settings) -> Path:
    """Return what the files of the audit are named for: its own file, or where that would be."""
    place = parse_audit(settings.audit)
    return place.path if isinstance(place, AuditFile) else data_folder(settings.store) / SERVED


def _anchor(settings: Settings) -> Path:
    own = _own(settings)
    return settings.audit_anchor_file or own.with_name(own.name + ANCHOR)


def _open(settings: Settings, key: bytes, *, create: bool) -> AuditLog:
    return open_audit(
        settings.audit, key, anchor=_anchor(settings), create=create, password_file=settings.audit_password_file
    )


def _has_entries(settings: Settings) -> bool | None:
    """Whether an audit on a server has entries; None for a file, which tells it itself."""
    place = parse_audit(settings.audit)
    if not isinstance(place, AuditServer):
        return None
    rows = connect_rows(place, settings.audit_password_file)
    try:
        return has_entries(rows)
    finally:
        rows.close()
