"""The audit, for auditors and nobody else: who saw or did what, and why."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Query, Request
from pydantic import AwareDatetime

from service.access import Caller, Role
from service.api.access import allow, guarded_router
from service.api.running import running_of
from service.api.shapes import CursorParameter, LimitParameter, Page, Shape, example
from service.api.trace import TraceDep
from service.audit import Action, Recorded, Wanted

router = guarded_router("audit")
AUDITORS = frozenset({Role.AUDITOR})


class Entry(Shape):
    """One entry: what was asked and let out, never the content."""

    number: int
    at: datetime
    who: str
    role: str
    agency: str
    areas: tuple[str, ...]
    action: str
    outcome: str
    purpose: str
    reason: str
    case_ref: str
    things: tuple[str, ...]
    classes: tuple[str, ...]
    request: str


_ENTRY: dict[str, Any] = {
    "number": 1, "at": "2026-11-24T09:30:00.000000Z", "who": "officer-1", "role": "CHAIR", "agency": "cheshire-police",
    "areas": ["cheshire"], "action": "read_case", "outcome": "answered", "purpose": "meeting", "reason": "",
    "caseRef": "M-0001", "things": ["p-5c6f1f0e"], "classes": ["personal"], "request": "3f0c9a2b7d61",
}  # fmt: skip


@router.get("", summary="Read the audit", response_model=Page[Entry], responses=example({"items": [_ENTRY]}))
def read_audit(
    request: Request,
    trace: TraceDep,
    caller: Annotated[Caller, allow(Action.READ_AUDIT, AUDITORS)],
    who: Annotated[str | None, Query(max_length=200)] = None,
    action: Action | None = None,
    case_ref: Annotated[str | None, Query(alias="caseRef", max_length=200)] = None,
    since: AwareDatetime | None = None,
    until: AwareDatetime | None = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Page[Entry]:
    """List the entries of the audit, the newest first."""
    running = running_of(request)
    question = ("audit", caller.subject, who or "", action or "", case_ref or "", str(since), str(until))
    before = int(running.cursors.read(cursor, question)) if cursor else None
    found = running.audit.entries(Wanted(who, action, case_ref, since, until), before=before, limit=limit + 1)
    page = found[:limit]
    trace.case_ref = case_ref or ""
    trace.release(f"entry {one.number}" for one in page)
    following = running.cursors.make(str(page[-1].number), question) if len(found) > limit else None
    return Page[Entry](items=tuple(map(_shaped, page)), next_cursor=following)


def _shaped(recorded: Recorded) -> Entry:
    return Entry(number=recorded.number, **vars(recorded.entry))
