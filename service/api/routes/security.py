"""Patterns in the audit that look like a search or like prying, for auditors and nobody else."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import Request
from pydantic import AwareDatetime

from service.access import Caller
from service.api.access import allow, guarded_router
from service.api.routes.audit import AUDITORS
from service.api.running import running_of
from service.api.shapes import CursorParameter, LimitParameter, Page, Shape, cut_page, example
from service.api.trace import TraceDep
from service.audit import Action
from service.security import as_json, look_for_patterns
from service.security.catalogue import LOOK_BACK

router = guarded_router("security")


class Finding(Shape):
    """A pattern that was met: by whom, how often, and by which placement checks or entries of the audit."""

    id: str
    rule: str
    title: str
    severity: str
    pattern: str
    meaning: str
    who: tuple[str, ...]
    case_ref: str | None
    area: str | None
    count: int
    first: datetime
    last: datetime
    references: tuple[str, ...]
    next_step: str


_FINDING: dict[str, Any] = {
    "id": "0f3b9ac14d5e6f70",
    "rule": "SEC-01",
    "title": "Placement checks that close in on a place",
    "severity": "high",
    "pattern": "one_case",
    "meaning": "One officer checks so often about one case.",
    "who": ["officer-1"],
    "caseRef": "M-0001",
    "area": "cheshire",
    "count": 2,
    "first": "2026-11-23T09:30:00+00:00",
    "last": "2026-11-24T09:30:00+00:00",
    "references": ["5c6f1f0e", "77e0aa10"],
    "nextStep": "Ask the officers' managers why the checks were made.",
}


@router.get(
    "/findings", summary="Read what the audit gives away", response_model=Page[Finding],
    responses=example({"items": [_FINDING]}),
)  # fmt: skip
def list_findings(
    request: Request,
    trace: TraceDep,
    caller: Annotated[Caller, allow(Action.READ_SECURITY, AUDITORS)],
    since: AwareDatetime | None = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Page[Finding]:
    """List the patterns since a moment, by id: placement checks that close in on a place, access without a case.

    Ids and references only: nothing here says where anybody is.
    """
    running = running_of(request)
    begin = since or datetime.now().astimezone() - timedelta(days=running.policy.whole(LOOK_BACK))
    checks = running.placement.answered()
    found = {one.id: one for one in look_for_patterns(running.audit, checks, running.policy, begin)}
    question = ("security", caller.subject, str(since))
    page, following = cut_page(sorted(found), running.cursors, question, cursor, limit)
    trace.release(f"finding {id_}" for id_ in page)
    items = tuple(Finding.model_validate(one) for one in as_json(found[id_] for id_ in page))
    return Page[Finding](items=items, next_cursor=following)
