"""The key of the audit: a file only its owner may read, named by a setting or made on first use."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from service.audit.chain import SHORTEST_KEY
from service.audit.errors import WrongAudit

KEY = ".key"
_MOST = 4096


def read_key(path: Path) -> bytes:
    """Return the key in a file, less the white space around it; raises WrongAudit where it cannot serve."""
    try:
        status = path.stat()
        key = path.read_bytes()[: _MOST + 1].strip()
    except OSError as error:
        raise WrongAudit(f"The key of the audit, {path}, cannot be read ({error.strerror}).") from None
    if status.st_mode & 0o077:
        raise WrongAudit(f"The key of the audit, {path}, may be read by others: chmod 600 it.")
    if not SHORTEST_KEY <= len(key) <= _MOST:
        raise WrongAudit(f"The key of the audit, {path}, must have {SHORTEST_KEY} to {_MOST} bytes.")
    return key


def make_key(path: Path) -> bytes:
    """Make a key file that only its owner may read, and return the key; one that another process made first wins."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as writer:
            writer.write(secrets.token_hex(SHORTEST_KEY).encode() + b"\n")
            writer.flush()
            os.fsync(writer.fileno())
        # Unlike a rename, a link never replaces what is there: no audit loses its key.
        with suppress(FileExistsError):
            os.link(fresh, path)
    except OSError as error:
        raise WrongAudit(f"The key of the audit, {path}, cannot be made ({error.strerror}).") from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    return read_key(path)


def find_key(audit: Path, named: Path | None, *, is_synthetic: bool, has_entries: bool | None = None) -> bytes:
    """Return the key of the audit at `audit`, or of one on a server, told by `has_entries`, whose files lie there.

    `named` is the file a setting names; made there on first use, as long as nothing was recorded. Without one a key is
    made beside the audit, for a store of invented people alone: beside real ones the key must lie where whoever can
    write the audit cannot read it. Raises WrongAudit.
    """
    if has_entries is None:
        has_entries = audit.exists() and audit.stat().st_size > 0
    path = named or audit.with_name(audit.name + KEY)
    if path.exists() and (named or is_synthetic):
        return read_key(path)
    if named is None and not is_synthetic:
        raise WrongAudit(
            "RISK_NETWORK_AUDIT_KEY_FILE must name the file of the audit's key, since this store is not marked "
            "synthetic: name one outside the folder of the audit; it is made, for its owner alone, on first use."
        )
    if has_entries:
        raise WrongAudit(f"The audit has entries and its key {path} is missing: restore the key.")
    return make_key(path)
