"""The classes of sensitivity: declared here once, read by everything that redacts."""

from enum import StrEnum


class Sensitivity(StrEnum):
    """Who may be harmed when this is seen by the wrong eyes; the access matrix is keyed by it."""

    VICTIM_LOCATION = "victim_location"
    VICTIM_IDENTITY = "victim_identity"
    CHILD_IDENTITY = "child_identity"
    VISOR = "visor"
    MARAC = "marac"
    HEALTH = "health"
    STAFF = "staff"
    PERSONAL = "personal"
    LOCATION = "location"
    PUBLIC = "public"

    @property
    def is_personal(self) -> bool:
        """Whether a value of this class may not be repeated in a report, a log or an error."""
        return self is not Sensitivity.PUBLIC


class Role(StrEnum):
    """The roles a person may have at a date; the same fact weighs more about some of them."""

    OFFENDER = "offender"
    VICTIM = "victim"
    CHILD = "child"


_RAISED = {
    (Sensitivity.PERSONAL, Role.VICTIM): Sensitivity.VICTIM_IDENTITY,
    (Sensitivity.LOCATION, Role.VICTIM): Sensitivity.VICTIM_LOCATION,
    (Sensitivity.PERSONAL, Role.CHILD): Sensitivity.CHILD_IDENTITY,
    (Sensitivity.LOCATION, Role.CHILD): Sensitivity.VICTIM_LOCATION,
}


def classes_about(declared: Sensitivity, roles: frozenset[Role]) -> frozenset[Sensitivity]:
    """Return every class a fact belongs to when it is about a person with these roles.

    A person who is both offender and victim keeps a victim's protection: the caller must be cleared for all.
    """
    raised = {_RAISED[declared, role] for role in roles if (declared, role) in _RAISED}
    return frozenset(raised or {declared})
