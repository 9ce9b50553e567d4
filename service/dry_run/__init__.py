"""A policy or rule change tried over the past: which flags it would have added, removed, changed. It writes nothing."""

from service.dry_run.comparing import Difference, DryRun, Effect, Month, try_change
from service.dry_run.months import month_ends
from service.dry_run.output import as_json
from service.dry_run.rulebooks import Rulebook, touched_rules

__all__ = [
    "Difference",
    "DryRun",
    "Effect",
    "Month",
    "Rulebook",
    "as_json",
    "month_ends",
    "touched_rules",
    "try_change",
]
