"""What must be flagged: rules as files, evaluated for any day and time of knowledge, with the paths that prove them."""

from service.rules.catalogue import Catalogue, Rule, load_catalogue
from service.rules.errors import WrongRule
from service.rules.evaluating import PLACEMENT_RULES, check_candidate, sweep
from service.rules.findings import Finding, Outcome, Severity

__all__ = [
    "PLACEMENT_RULES",
    "Catalogue",
    "Finding",
    "Outcome",
    "Rule",
    "Severity",
    "WrongRule",
    "check_candidate",
    "load_catalogue",
    "sweep",
]
