"""Which declared properties are shown of each kind of thing and link, and how sensitive each is.

Names and classes come from the vocabulary; only what is worked out here has its class written here.
"""

from collections.abc import Mapping
from functools import cache

from graph_schema.sensitivity import Sensitivity
from graph_schema.vocabulary import RELATIONSHIP_TYPES

_SHOWN: Mapping[str, tuple[str, str]] = {
    "Person": ("HAS_DETAILS", "deceased_on visor_record"),
    "Address": (
        "LOCATED_AT",
        "kind postcode area local_authority easting northing uncertainty_m precision confidential",
    ),
    "MappaCase": (
        "SUBJECT_OF",
        "kind area category level next_review_on visor_owner_area critical_public_protection_case",
    ),
    "MaracCase": ("HEARD_IN", "referred_on incident_on heard_on closed_on dash_score"),
    "Order": ("BOUND_BY", "kind renewal_decision_on"),
    "Condition": ("IMPOSES", "kind site_kind reviewed_on days from_time to_time"),
    "Zone": ("DRAWN_AS", ""),
    "Site": ("SITED_AS", "kind postcode easting northing confidential"),
    "Placement": ("PLACED_IN", "scheme referred_on starts_on ends_on decision"),
    "RiskPlan": ("MANAGED_UNDER", "agreed_on"),
    "KeyWorker": ("WORKS_FOR", "phone email"),
    "Agency": ("DESCRIBED_BY", "kind area local_authority duty spoc_name spoc_phone spoc_email"),
    "Transfer": ("TRANSFERRED_BY", "kind from_area to_area proposed_on address_checked_on completed_on"),
}
"""For each kind, the type of statement that tells of it, and what of that is shown."""

_DERIVED: Mapping[str, Mapping[str, Sensitivity]] = {
    "Person": {"date_of_birth": Sensitivity.PERSONAL, "age": Sensitivity.PERSONAL},
    "MaracCase": {"area": Sensitivity.MARAC},
    "MappaCase": {"valid_from": Sensitivity.PERSONAL, "valid_to": Sensitivity.PERSONAL},
    "Order": {"valid_from": Sensitivity.PERSONAL, "valid_to": Sensitivity.PERSONAL},
    "Zone": {"valid_from": Sensitivity.LOCATION, "valid_to": Sensitivity.LOCATION},
}

LINK_FACTS = ("role", "kind", "offence", "contact_kind", "scheme")
"""What is shown of a link, where its type carries it."""

_TOLD_BY_TYPE = frozenset({"LIVES_AT", "STAYS_AT", "PROPOSED_AT", "VISITS", "WORKS_AT", "ATTENDS"})
"""Types that say what kind of statement they are already."""


def telling_type(kind: str) -> str | None:
    """Return the type of statement that tells of a kind of thing, None for kinds of which no facts are shown."""
    return _SHOWN[kind][0] if kind in _SHOWN else None


def shown_properties(kind: str) -> tuple[str, ...]:
    """Return the properties shown of a kind of thing."""
    return tuple(_SHOWN[kind][1].split()) if kind in _SHOWN else ()


@cache
def node_classes(kind: str) -> Mapping[str, Sensitivity]:
    """Return the class of each fact shown of a kind of thing."""
    if kind not in _SHOWN:
        return {}
    type_, names = _SHOWN[kind]
    classes = _classes(type_)
    return {**{name: classes[name] for name in names.split()}, **_DERIVED.get(kind, {})}


@cache
def link_classes(type_: str) -> Mapping[str, Sensitivity]:
    """Return the class of each fact shown of a type of link."""
    classes = _classes(type_)
    shown = [name for name in LINK_FACTS if name in classes and not (name == "kind" and type_ in _TOLD_BY_TYPE)]
    return {name: classes[name] for name in shown if type_ not in _TELLING}


def _classes(type_: str) -> dict[str, Sensitivity]:
    return {carried.name: carried.sensitivity for carried in RELATIONSHIP_TYPES[type_].properties}


_TELLING = frozenset(type_ for type_, _ in _SHOWN.values())
"""Types whose facts are shown on the thing they tell of, and not on the link again."""
