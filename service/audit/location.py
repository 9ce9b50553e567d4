"""Where an audit is kept: a file of this machine, or a database that several machines share."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from service.audit.errors import WrongAudit

_SECRETS = frozenset({"password", "sslpassword"})

EXPECTED = (
    "The audit must be named as sqlite:PATH or postgresql://USER@HOST/DATABASE, for example sqlite:audit.sqlite: "
    "check its spelling."
)


@dataclass(frozen=True)
class AuditFile:
    """A SQLite file."""

    path: Path


@dataclass(frozen=True)
class AuditServer:
    """A PostgreSQL database. `address` is a libpq URI without a secret in it; `place` is what a sentence may tell."""

    address: str
    place: str


def parse_audit(location: str) -> AuditFile | AuditServer:
    """Return where `sqlite:PATH` or `postgresql://...` is; raises WrongAudit, which repeats nothing of a wrong one."""
    scheme, colon, rest = location.strip().partition(":")
    if scheme == "postgresql" and rest.startswith("//"):
        return _parse_server(location.strip())
    if scheme != "sqlite" or not colon or not rest or rest.endswith("/"):
        raise WrongAudit(EXPECTED)
    return AuditFile(Path(rest).expanduser())


def _parse_server(address: str) -> AuditServer:
    try:
        parts = urlsplit(address)
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
    except ValueError:
        raise WrongAudit(EXPECTED) from None
    login, _, place = parts.netloc.rpartition("@")
    if ":" in login or _SECRETS & options.keys():
        raise WrongAudit(
            "The address of the audit's server must not hold a password: put it into a file, and name that by "
            "RISK_NETWORK_AUDIT_PASSWORD_FILE."
        )
    if parts.fragment or not parts.path.strip("/"):
        raise WrongAudit(EXPECTED)
    return AuditServer(address, place or "this machine")
