"""Breaking the glass: somebody opens one case that is closed to them, says why, and others are told at once."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from service.access.callers import Caller, Role

BREAKERS = frozenset({Role.COORDINATOR, Role.CHAIR})
"""Who may open a case, and who is told of it and looks at it afterwards."""

LASTS = timedelta(hours=4)
FRESH_SECONDS = 900.0
"""How long ago somebody may have shown who they are (OWASP ASVS 5.0, 7.5.3 asks for it anew without a figure)."""
CLOCK_SECONDS = 10.0
SHORTEST_TEXT = 15


class Emergency(StrEnum):
    """Why a case must be seen now."""

    THREAT_TO_LIFE = "threat_to_life"
    CHILD_AT_RISK = "child_at_risk"
    OTHER = "other"


class Verdict(StrEnum):
    """What somebody else thought of it afterwards."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


@dataclass(frozen=True)
class Grant:
    """One case opened to one person until a moment. `entry` numbers it in the audit; moments have their zone."""

    id: str
    subject: str
    agency: str
    case_ref: str
    area: str
    reason: Emergency
    words: str
    begun: datetime
    until: datetime
    entry: int


@dataclass(frozen=True)
class Review:
    """What somebody else wrote down about it."""

    reviewer: str
    at: datetime
    verdict: Verdict
    note: str


@dataclass(frozen=True)
class Notice:
    """A grant as those hear of it who look after the case's area; `review` is None until one of them looked."""

    grant: Grant
    review: Review | None = None


def is_fresh(caller: Caller, now: float) -> bool:
    """Whether somebody showed who they are a moment ago, as their token says (`auth_time`, RFC 9068)."""
    return caller.shown is not None and now - FRESH_SECONDS <= caller.shown <= now + CLOCK_SECONDS


def new_grant(caller: Caller, case_ref: str, area: str, why: tuple[Emergency, str], now: datetime) -> Grant:
    """Return a grant that begins now; it counts once it has its entry in the audit and is kept."""
    reason, words = why
    moment = now.astimezone(UTC)
    id_ = secrets.token_hex(16)
    return Grant(id_, caller.subject, caller.agency, case_ref, area, reason, words, moment, moment + LASTS, 0)
