"""A dry run as the outside reads it: counts by area and month, and examples with names and references."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.dry_run.comparing import CHANGED, Difference, DryRun, Effect, Month
from service.rules.output import as_json as findings_as_json

Json = dict[str, Any]
GROUPS: Mapping[str, frozenset[Effect]] = {
    "added": frozenset({Effect.ADDED}),
    "removed": frozenset({Effect.REMOVED}),
    "changed": CHANGED,
}


def as_json(run: DryRun, store: GraphStore, now: AsOf, *, examples: int) -> Json:
    """Return a dry run with at most `examples` flags of each kind, the worst first; for those with full sight."""
    met = {group: run.flags(*effects) for group, effects in GROUPS.items()}
    return {
        "rules": list(run.rules),
        "flags": {group: len(found) for group, found in met.items()},
        "months": [_month(one) for one in run.months],
        "examples": {group: _examples(found[:examples], store, now) for group, found in met.items()},
        "secondsPerMonth": round(sum(run.seconds) / len(run.seconds), 3) if run.seconds else 0.0,
    }


def _month(month: Month) -> Json:
    counts = {group: sum(month.effects.get(one, 0) for one in effects) for group, effects in GROUPS.items()}
    return {
        "month": month.day.isoformat()[:7],
        "asOf": month.day.isoformat(),
        "area": month.area,
        "stood": month.stood,
        "wouldStand": month.would_stand,
        **counts,
    }


def _examples(differences: Sequence[Difference], store: GraphStore, now: AsOf) -> list[Json]:
    told = findings_as_json([one.finding for one in differences], store, now)
    return [
        {
            "flagId": one.flag_id,
            "effect": one.effect.value,
            "area": one.area,
            **{name: finding[name] for name in ("rule", "caseRef", "subject", "subjectRefs", "summary", "facts")},
            "severityBefore": one.before.severity.value if one.before else None,
            "severityAfter": one.after.severity.value if one.after else None,
            "asOf": one.day.isoformat(),
        }
        for one, finding in zip(differences, told, strict=True)
    ]
