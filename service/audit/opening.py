"""Opening the audit that a setting names."""

from pathlib import Path

from service.audit.anchor import NOTHING, held_anchor
from service.audit.chain import SHORTEST_KEY, Chain
from service.audit.errors import AuditAway, WrongAudit
from service.audit.log import AuditLog
from service.audit.sqlite import SqliteRows

ANCHOR = ".anchor"


def audit_path(location: str) -> Path:
    """Return the file of `sqlite:PATH`; raises WrongAudit saying what was expected."""
    scheme, colon, rest = location.strip().partition(":")
    if scheme != "sqlite" or not colon or not rest or rest.endswith("/"):
        # What was given is not repeated: the address of a server may hold a password.
        raise WrongAudit("The audit must be named as sqlite:PATH, for example sqlite:audit.sqlite: check its spelling.")
    return Path(rest).expanduser()


def open_audit(location: str, key: bytes, *, anchor: Path | None = None, create: bool = True) -> AuditLog:
    """Open the audit at `location` with the key its entries are signed with, making it where there is none if `create`.

    The anchor lies beside it unless named. Raises WrongAudit for a location or a key that cannot be used, AuditAway
    where the audit cannot be opened.
    """
    path = audit_path(location)
    if len(key) < SHORTEST_KEY:
        raise WrongAudit(f"The key of the audit must have {SHORTEST_KEY} bytes or more: make another.")
    place = anchor or path.with_name(path.name + ANCHOR)
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and not create:
        raise AuditAway(f"There is no audit at {path}: check RISK_NETWORK_AUDIT.")
    _make_folder(path.parent)
    # The anchor first: an audit without one gets no new one, since its end may have been cut off.
    with held_anchor(place, Chain(key), create=is_new) as held:
        if is_new and held.is_blank:
            held.write(NOTHING)
    return AuditLog(SqliteRows(path, create=create), place, key)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    except OSError as error:
        raise AuditAway(f"The folder {folder} of the audit cannot be made ({error.strerror}): name another.") from None
