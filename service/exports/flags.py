"""Every flag as a row: what is flagged, where it stands, and what was last decided about it."""

import json
from datetime import date

import polars as pl

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.flags import Flag, FlagBook, kept_flags, sweep_flags
from service.flags.areas import areas_of
from service.flags.output import as_json
from service.flags.recalling import recall
from service.policy import Policy
from service.rules import Catalogue

SCHEMA = {
    "id": pl.String, "case_ref": pl.String, "number": pl.Int64, "area": pl.String, "rule": pl.String,
    "family": pl.String, "severity": pl.String, "outcome": pl.String, "status": pl.String, "title": pl.String,
    "summary": pl.String, "next_step": pl.String, "subject_refs": pl.String, "facts": pl.String,
    "opened_at": pl.String, "until": pl.String, "last_decision": pl.String, "decided_by": pl.String,
    "decided_at": pl.String, "note": pl.String, "version": pl.Int64,
}  # fmt: skip
"""The columns; `facts` is JSON, `subject_refs` separated by `;`, times are local and in ISO form."""


def export_flags(book: FlagBook, store: GraphStore, catalogue: Catalogue, policy: Policy, as_of: AsOf) -> pl.DataFrame:
    """Return every flag there is and was, by case and number, the closed ones as they were last seen.

    `as_of` must be now. Raises BookAway.
    """
    live = {flag.id: flag for flag in sweep_flags(book, store, catalogue, policy, as_of)}
    flags = recall([live.get(flag.id, flag) for flag in kept_flags(book, as_of)], store, catalogue, policy)
    areas = areas_of(flags, store, as_of)
    told = as_json(flags, store, as_of)
    rows = [_row(flag, one, areas.get(flag.id)) for flag, one in zip(flags, told, strict=True)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _row(flag: Flag, told: dict[str, object], area: str | None) -> tuple[object, ...]:
    decided = next((one for one in reversed(flag.history) if one.by), None)
    until: date | None = flag.life.until
    refs = told["subjectRefs"]
    return (
        flag.id, flag.case_ref, flag.number, area, flag.rule, flag.family, flag.severity.value, flag.outcome.value,
        flag.status.value, told["title"], told["summary"] or None, told["nextStep"] or None,
        ";".join(map(str, refs)) if isinstance(refs, list) else None, json.dumps(told["facts"], ensure_ascii=False),
        told["openedAt"], until.isoformat() if until else None, decided.what if decided else None,
        decided.by if decided else None, decided.at.isoformat(timespec="seconds") if decided else None,
        decided.note if decided else None, flag.version,
    )  # fmt: skip
