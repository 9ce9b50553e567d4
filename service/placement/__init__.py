"""May this person live here? Answered in one of two ways, without ever telling where a victim lives."""

from service.placement.answers import Answer, Outcome
from service.placement.candidates import Request
from service.placement.checking import Explanation, PlacementChecks
from service.placement.errors import LedgerAway
from service.placement.ledger import Checked, Ledger
from service.placement.pace import Pace

__all__ = [
    "Answer",
    "Checked",
    "Explanation",
    "Ledger",
    "LedgerAway",
    "Outcome",
    "Pace",
    "PlacementChecks",
    "Request",
]
