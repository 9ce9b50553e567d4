"""Signing in to the pages of a demonstration: choose who you are, where everybody is invented anyway."""

import time

from service.access import Caller, Role
from service.access.callers import NATIONAL, Clearance
from service.access.configured import open_issuer
from service.api.running import Running
from service.pages.sessions import SECONDS, Session

ROLES: dict[str, Role] = {
    "Chair": Role.CHAIR,
    "Co-ordinator": Role.COORDINATOR,
    "Practitioner": Role.PRACTITIONER,
    "Housing officer": Role.HOUSING_OFFICER,
}
"""Who has pages, as the sign-in page names them."""

_CLEARED = frozenset({Role.CHAIR, Role.COORDINATOR})


def sign_in(running: Running, role: str, area: str, agency: str) -> Session:
    """Return a session with a token of the development issuer; raises NoIssuer where that may not sign any."""
    issuer = open_issuer(running.settings, is_synthetic=running.is_synthetic)
    areas = (area,) if area else (NATIONAL,)
    chosen = ROLES[role]
    clearances = frozenset({Clearance.VICTIM}) if chosen in _CLEARED else frozenset[Clearance]()
    name = f"demo-{chosen.value.lower().replace('_', '-')}"
    caller = Caller(name, frozenset({chosen}), frozenset(areas), agency, clearances)
    return Session(issuer.sign(caller, SECONDS), name, role, areas, time.monotonic() + SECONDS)
