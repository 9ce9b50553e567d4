"""Who is signed in once they have come in: by the issuer, or, where everybody is invented, as whom they choose."""

import time

from service.access import Caller, Role
from service.access.callers import NATIONAL, Clearance
from service.access.code_flow import SignedIn, Tokens
from service.access.configured import open_issuer
from service.api.running import Running
from service.pages.sessions import SECONDS, Session

ROLES: dict[str, Role] = {
    "Chair": Role.CHAIR,
    "Co-ordinator": Role.COORDINATOR,
    "Practitioner": Role.PRACTITIONER,
    "Housing officer": Role.HOUSING_OFFICER,
}
"""Who has pages, as they are named on them; of several roles that somebody has, the first counts."""

_CLEARED = frozenset({Role.CHAIR, Role.COORDINATOR})


def sign_in(running: Running, role: str, area: str, agency: str) -> tuple[Session, Caller]:
    """Return a session with a token of the development issuer; raises NoIssuer where that may not sign any."""
    issuer = open_issuer(running.settings, is_synthetic=running.is_synthetic)
    areas = (area,) if area else (NATIONAL,)
    chosen = ROLES[role]
    clearances = frozenset({Clearance.VICTIM}) if chosen in _CLEARED else frozenset[Clearance]()
    name = f"demo-{chosen.value.lower().replace('_', '-')}"
    caller = Caller(name, frozenset({chosen}), frozenset(areas), agency, clearances)
    now = time.time()
    return Session(Tokens(issuer.sign(caller, SECONDS), now + SECONDS), name, role, areas, now), caller


def session_of(found: SignedIn) -> Session | None:
    """Return the session of somebody the issuer signed in, None where none of their roles has pages."""
    caller = found.caller
    role = next((name for name, role in ROLES.items() if role in caller.roles), None)
    if role is None:
        return None
    return Session(found.tokens, caller.subject, role, tuple(sorted(caller.areas)), found.shown)
