"""Opening a case that is closed to the caller, in an emergency, and looking at it afterwards."""

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import Field

from graph_schema.sensitivity import Sensitivity
from service.access import Caller
from service.access.break_glass import (
    BREAKERS,
    FRESH_SECONDS,
    SHORTEST_TEXT,
    Emergency,
    Notice,
    Review,
    Verdict,
    is_fresh,
    new_grant,
)
from service.access.grants import AlreadyReviewed
from service.api.access import allow, guarded_router
from service.api.looking import Look, LookDep
from service.api.problems import Problem, not_there
from service.api.shapes import CursorParameter, LimitParameter, Page, Shape, cut_ranked, example
from service.audit import Action

router = guarded_router("break-glass")

_SHOW = "This needs a sign-in of the last 15 minutes: sign in again, then ask once more."
_CHALLENGE = f'Bearer error="insufficient_user_authentication", max_age={FRESH_SECONDS:.0f}'
"""As RFC 9470 has it, so that a client knows what to ask its issuer for."""


class OpenCase(Shape):
    """Which case, why it must be seen now, and in words what happens."""

    case_ref: str = Field(min_length=1, max_length=200)
    reason: Emergency
    text: str = Field(min_length=SHORTEST_TEXT, max_length=1000)


class ReviewGrant(Shape):
    """Whether it was justified, and a note."""

    verdict: Verdict
    note: str = Field(min_length=1, max_length=1000)


class GrantReview(Shape):
    """What somebody else thought of it afterwards."""

    reviewer: str
    at: datetime
    verdict: Verdict
    note: str


class OpenedCase(Shape):
    """A case that somebody opened; `review` is null until somebody else has looked at it."""

    id: str
    case_ref: str
    area: str
    who: str
    agency: str
    reason: Emergency
    text: str
    begun: datetime
    until: datetime
    review: GrantReview | None = None


_OPENED: dict[str, Any] = {
    "id": "0b9c1f6f0a3e4d5c8b7a69584736251f", "caseRef": "M-0001", "area": "cheshire", "who": "officer-1",
    "agency": "merseyside-police", "reason": "threat_to_life", "text": "A threat was made by telephone an hour ago.",
    "begun": "2026-11-24T09:30:00Z", "until": "2026-11-24T13:30:00Z", "review": None,
}  # fmt: skip
_REVIEW: dict[str, Any] = {
    "reviewer": "officer-2",
    "at": "2026-11-25T09:00:00Z",
    "verdict": "justified",
    "note": "Rung.",
}


@router.post("", status_code=201, summary="Open a case in an emergency", response_model=OpenedCase,
             responses=example(_OPENED, 201))  # fmt: skip
def break_glass(
    look: LookDep, caller: Annotated[Caller, allow(Action.BREAK_GLASS, BREAKERS, needs_purpose=True)], asked: OpenCase
) -> OpenedCase:
    """Open one case to the caller for four hours; those who look after its area are told at once.

    It opens cases of other areas, and records that are open to named people alone, as long as they are looked at
    through this case. It does not open a record that is closed to the caller by name, and clears for nothing.
    """
    look.trace.case_ref, look.trace.reason = asked.case_ref, f"{asked.reason.value}: {asked.text}"
    if not is_fresh(caller, time.time()):
        raise Problem(401, _SHOW, {"WWW-Authenticate": _CHALLENGE})
    standing = look.visibility.openable(asked.case_ref)
    if standing is None:
        raise not_there()
    look.trace.outcome = "opened"
    grant = new_grant(caller, asked.case_ref, standing.area, (asked.reason, asked.text), datetime.now(UTC))
    look.trace.release([grant.id])
    # Written down before it counts: no case is open of which nobody hears.
    entry = look.running.audit.record(look.trace.entry(201))
    kept = replace(grant, entry=entry)
    look.running.grants.keep(kept)
    look.trace.outcome = "answered"
    return _told(Notice(kept))


@router.get("", summary="List cases that were opened in an emergency", response_model=Page[OpenedCase],
            responses=example({"items": [_OPENED]}))  # fmt: skip
def list_opened(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_BREAK_GLASS, BREAKERS, needs_purpose=True)],
    unreviewed: Annotated[bool, Query(description="Only those that nobody has looked at yet.")] = False,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Page[OpenedCase]:
    """List who opened which case of the caller's areas, the newest first."""
    areas = None if caller.is_national else caller.areas
    found = look.running.grants.notices(areas, unreviewed=unreviewed)
    known = look.visibility.cases({one.grant.case_ref for one in found})
    notices = {one.grant.id: one for one in found if one.grant.case_ref in known}
    question = ("break-glass", caller.subject, str(unreviewed))
    page, following = cut_ranked(list(notices), look.running.cursors, question, cursor, limit)
    look.trace.release(page, Sensitivity.STAFF)
    return Page[OpenedCase](items=tuple(_told(notices[id_]) for id_ in page), next_cursor=following)


@router.post("/{id}/review", status_code=200, summary="Say what you think of a case that was opened",
             response_model=OpenedCase, responses=example(_OPENED | {"review": _REVIEW}))  # fmt: skip
def review_opened(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.REVIEW_BREAK_GLASS, BREAKERS, needs_purpose=True)],
    id_: Annotated[str, Path(alias="id", max_length=64)],
    said: ReviewGrant,
) -> OpenedCase:
    """Write down whether somebody else was right to open a case; once, and not about oneself."""
    notice = _known(look, id_)
    look.trace.case_ref, look.trace.reason = notice.grant.case_ref, f"{said.verdict.value}: {said.note}"
    if notice.grant.subject == caller.subject:
        raise Problem(403, "You opened this case: somebody else looks at it.")
    review = Review(caller.subject, datetime.now(UTC), said.verdict, said.note)
    try:
        look.running.grants.review(id_, review)
    except AlreadyReviewed:
        raise Problem(409, "Somebody has looked at this before you.") from None
    look.trace.release([id_])
    return _told(Notice(notice.grant, review))


def _known(look: Look, id_: str) -> Notice:
    notice = look.running.grants.find(id_)
    if notice is None or look.visibility.case(notice.grant.case_ref) is None:
        raise not_there()
    return notice


def _told(notice: Notice) -> OpenedCase:
    grant, review = notice.grant, notice.review
    return OpenedCase(
        id=grant.id,
        case_ref=grant.case_ref,
        area=grant.area,
        who=grant.subject,
        agency=grant.agency,
        reason=grant.reason,
        text=grant.words,
        begun=grant.begun,
        until=grant.until,
        review=GrantReview(**vars(review)) if review else None,
    )
