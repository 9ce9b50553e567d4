"""May this person live here? Answered in one of two ways, without ever telling where a victim lives."""

from service.placement.answers import Answer, Outcome
from service.placement.candidates import Request
from service.placement.checking import Explanation, PlacementChecks
from service.placement.errors import LedgerAway
from service.placement.ledger import Checked, Ledger
from service.placement.overrides import Overridden, OverriddenBefore, TooMany
from service.placement.overriding import Overriding, Preview, SeenOtherwise
from service.placement.pace import Pace

__all__ = [
    "Answer",
    "Checked",
    "Explanation",
    "Ledger",
    "LedgerAway",
    "Outcome",
    "Overridden",
    "OverriddenBefore",
    "Overriding",
    "Pace",
    "PlacementChecks",
    "Preview",
    "Request",
    "SeenOtherwise",
    "TooMany",
]
