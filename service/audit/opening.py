"""Opening the audit that a setting names."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.audit.anchor import NOTHING, Head, held_anchor
from service.audit.chain import SHORTEST_KEY, Chain
from service.audit.errors import AuditAway, WrongAudit
from service.audit.location import AuditServer, parse_audit
from service.audit.log import AuditLog
from service.audit.rows import Rows
from service.audit.sqlite import SqliteRows
from service.audit.verification import Verification, verify_noted, verify_rows

ANCHOR = ".anchor"


def open_audit(
    location: str, key: bytes, *, anchor: Path | None = None, create: bool = True, password_file: Path | None = None
) -> AuditLog:
    """Open the audit at `location` with the key its entries are signed with, making it where there is none if `create`.

    The anchor lies beside a file unless named; of an audit on a server it must be. Raises WrongAudit for a location or
    a key that cannot be used, AuditAway where the audit cannot be opened.
    """
    place = parse_audit(location)
    if len(key) < SHORTEST_KEY:
        raise WrongAudit(f"The key of the audit must have {SHORTEST_KEY} bytes or more: make another.")
    if isinstance(place, AuditServer):
        if anchor is None:
            raise WrongAudit("An audit on a server needs an anchor on this machine: name its file.")
        return _open_on_server(place, key, anchor, create=create, password_file=password_file)
    return _open_file(place.path, key, anchor or place.path.with_name(place.path.name + ANCHOR), create=create)


def _open_file(path: Path, key: bytes, anchor: Path, *, create: bool) -> AuditLog:
    is_new = not path.exists() or path.stat().st_size == 0
    if is_new and not create:
        raise AuditAway(f"There is no audit at {path}: check RISK_NETWORK_AUDIT.")
    _make_folder(path.parent)
    _begin_anchor(anchor, key, is_new=is_new)
    return AuditLog(SqliteRows(path, create=create), anchor, key)


def _open_on_server(
    place: AuditServer, key: bytes, anchor: Path, *, create: bool, password_file: Path | None
) -> AuditLog:
    rows = connect_rows(place, password_file)
    try:
        if not _is_begun(anchor):
            if not create or has_entries(rows):
                raise AuditAway(
                    f"There is no anchor of the audit on this machine, at {anchor}: restore it. A machine that is new "
                    "to an audit others write begins with `risk-network audit join`."
                )
            _make_folder(anchor.parent)
            _begin_anchor(anchor, key, is_new=True)
    except BaseException:
        rows.close()
        raise
    return AuditLog(rows, anchor, key)


def join_audit(
    location: str, key: bytes, anchor: Path, noted: Head = NOTHING, password_file: Path | None = None
) -> Verification:
    """Read an audit on a server through and, where it is sound, make this machine an anchor that ends where it does.

    `noted` is the head as another machine knows it. Raises WrongAudit for an audit that is a file, AuditAway where it
    cannot be read or the machine has an anchor already.
    """
    place = parse_audit(location)
    if not isinstance(place, AuditServer):
        raise WrongAudit("Only an audit on a server is joined: one in a file has its anchor from its first entry on.")
    if _is_begun(anchor):
        raise AuditAway(f"This machine has an anchor of the audit, {anchor}: `risk-network audit verify` reads it.")
    chain = Chain(key)
    with _connected(place, password_file) as rows:
        with rows.snapshot() as all_rows:
            found = verify_rows(all_rows, chain, NOTHING, is_shared=True)
        with rows.snapshot() as again:
            found = verify_noted(found, again, noted)
    if found.is_sound:
        _make_folder(anchor.parent)
        with held_anchor(anchor, chain, create=True) as held:
            if held.is_blank:
                held.write(found.head)
    return found


def has_entries(rows: Rows) -> bool:
    """Whether anything was ever recorded."""
    with rows.snapshot() as all_rows:
        return next(all_rows, None) is not None


def connect_rows(place: AuditServer, password_file: Path | None) -> Rows:
    """Connect to an audit on a server; raises WrongAudit where its driver is not installed, AuditAway."""
    try:
        from service.audit.postgres.rows import PostgresRows
    except ImportError:
        raise WrongAudit("An audit on a server needs psycopg: install risk-network[postgres].") from None
    return PostgresRows(place, password_file)


@contextmanager
def _connected(place: AuditServer, password_file: Path | None) -> Iterator[Rows]:
    rows = connect_rows(place, password_file)
    try:
        yield rows
    finally:
        rows.close()


def _is_begun(anchor: Path) -> bool:
    return anchor.exists() and anchor.stat().st_size > 0


def _begin_anchor(anchor: Path, key: bytes, *, is_new: bool) -> None:
    """Make the anchor of a new audit; one without an anchor gets no new one, since its end may have been cut off."""
    with held_anchor(anchor, Chain(key), create=is_new) as held:
        if is_new and held.is_blank:
            held.write(NOTHING)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    except OSError as error:
        raise AuditAway(f"The folder {folder} of the audit cannot be made ({error.strerror}): name another.") from None
