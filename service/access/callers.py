"""Who is asking: their roles, areas, agency and clearances, as their token says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from service.access.errors import BadToken

AUTHORITY = "ROLE_RISK_NETWORK__"
NATIONAL = "*"
_LONGEST, _MOST = 200, 100


class Role(StrEnum):
    """What a person is to the service; a token names them as `ROLE_RISK_NETWORK__CHAIR` and so on."""

    CHAIR = "CHAIR"
    COORDINATOR = "COORDINATOR"
    PRACTITIONER = "PRACTITIONER"
    HOUSING_OFFICER = "HOUSING_OFFICER"
    ANALYST = "ANALYST"
    AUDITOR = "AUDITOR"
    FEED = "FEED"
    ADMIN = "ADMIN"


class Clearance(StrEnum):
    """What a person may see beyond their role."""

    VICTIM = "victim"
    VISOR = "visor"


CASE_READERS = frozenset({Role.PRACTITIONER, Role.COORDINATOR, Role.CHAIR})
"""Practitioners and up, who read cases in their areas."""


@dataclass(frozen=True)
class Caller:
    """Somebody let in. `areas` are slugs of MAPPA areas, or `*` for all; `agency` is "" where the token names none.

    `shown` is when they last showed the issuer who they are, in seconds since 1970, None where the token does not say.
    """

    subject: str
    roles: frozenset[Role] = frozenset()
    areas: frozenset[str] = frozenset()
    agency: str = ""
    clearances: frozenset[Clearance] = frozenset()
    shown: float | None = field(default=None, compare=False)

    @property
    def is_national(self) -> bool:
        """Whether their areas are all areas."""
        return NATIONAL in self.areas

    def has_any(self, roles: frozenset[Role]) -> bool:
        """Whether they have one of these roles."""
        return not self.roles.isdisjoint(roles)

    def covers(self, area: str | None) -> bool:
        """Whether an area is among theirs; an unknown one is nobody's but a national caller's."""
        return self.is_national or (area is not None and area in self.areas)

    def is_cleared(self, clearance: Clearance) -> bool:
        """Whether they have a clearance."""
        return clearance in self.clearances

    def is_named(self, username: str) -> bool:
        """Whether a limited-access record means them, however it writes their name."""
        return username.strip().casefold() == self.subject.strip().casefold()


def caller_of(claims: Mapping[str, object]) -> Caller:
    """Return the caller a verified token names.

    Authorities of other services and words nobody knows grant nothing. Raises BadToken for a claim that is not of its
    form, and where `authorities` is missing, without which it is no access token.
    """
    subject = claims.get("sub")
    if not isinstance(subject, str) or not subject.strip() or len(subject) > _LONGEST:
        raise BadToken("sub is no name")
    agency = claims.get("agency") or ""
    if not isinstance(agency, str) or len(agency) > _LONGEST:
        raise BadToken("agency is no text")
    if "authorities" not in claims:
        raise BadToken("no authorities")
    authorities = _texts(claims, "authorities")
    roles = (text.removeprefix(AUTHORITY) for text in authorities if text.startswith(AUTHORITY))
    return Caller(
        subject=subject,
        roles=frozenset(Role(name) for name in roles if name in set(Role)),
        areas=_texts(claims, "areas"),
        agency=agency,
        clearances=frozenset(Clearance(name) for name in _texts(claims, "clearances") if name in set(Clearance)),
        shown=_shown(claims),
    )


def claims_of(caller: Caller) -> dict[str, object]:
    """Return the claims that name a caller."""
    return {
        "sub": caller.subject,
        "authorities": sorted(f"{AUTHORITY}{role}" for role in caller.roles),
        "areas": sorted(caller.areas),
        "agency": caller.agency,
        "clearances": sorted(caller.clearances),
    }


def _shown(claims: Mapping[str, object]) -> float | None:
    value = claims.get("auth_time")
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadToken("auth_time is no moment")
    return float(value)


def _texts(claims: Mapping[str, object], name: str) -> frozenset[str]:
    value = claims.get(name, [])
    if value is None:
        return frozenset()
    if not isinstance(value, list) or len(value) > _MOST:
        raise BadToken(f"{name} is no list")
    if not all(isinstance(text, str) and len(text) <= _LONGEST for text in value):
        raise BadToken(f"{name} holds what is no text")
    return frozenset(value)
