"""Cases looked back on: what changed since a day, and what was known at a meeting or became known only later."""

from datetime import date
from typing import Annotated, Any

from fastapi import Query
from starlette.responses import JSONResponse, Response

from graph_schema.case_network import Audience
from graph_schema.periods import AsOf, end_of_day
from graph_schema.sensitivity import Sensitivity
from service.access import Caller
from service.access.callers import CASE_READERS
from service.api.access import allow, guarded_router
from service.api.changes import tell_changes
from service.api.looking import CaseRef, Look, LookDep
from service.api.problems import wrong_value
from service.api.routes.cases import VictimParameter
from service.api.shapes import Shape, example
from service.audit import Action
from service.flags.changes import changes
from service.replaying import Looking, find_meeting, look_back, meetings_of, show

router = guarded_router("cases")


class Meeting(Shape):
    """A meeting about a case, held or planned."""

    meeting_ref: str
    held_on: date
    kind: str | None
    is_held: bool


class Meetings(Shape):
    """The meetings of a case, the newest first."""

    items: tuple[Meeting, ...]


_MEETING = {"meetingRef": "MT-0001", "heldOn": "2026-05-10", "kind": "review"}
_REPLAY: dict[str, Any] = {
    "caseRef": "M-0001", "meeting": _MEETING, "asOf": "2026-05-10", "knownThen": "2026-05-10",
    "knownNow": "2026-11-24T09:30:00", "audience": "chair", "counts": {"learnt_later": 1}, "hiddenFlags": 0,
    "lines": [
        {
            "hindsight": "learnt_later", "flagId": "9f2c5e0a7b6d4c31", "number": 1, "rule": "ACC-02",
            "family": "accommodation", "title": "Home in the same building as a victim",
            "nextStep": "Agree another address today.",
            "guidance": [{"document": "MAPPA Guidance", "section": "17"}],
            "subject": "Invented Person", "subjectRefs": ["cheshire-police:N00001"],
            "parties": [{"role": "victim", "refs": ["cheshire-police:V00001"]}], "then": None,
            "now": {
                "severity": "critical", "outcome": "found", "facts": {"distanceM": 0},
                "summary": "A home of the nominal and a home of one of his victims are in the same building.",
            },
            "statusThen": None, "historyThen": [],
            "statements": [
                {
                    "became": "known", "at": "2026-05-12T00:00:00", "daysLater": 2, "from": "p-5c6f1f0e",
                    "fromLabel": "Invented Victim", "type": "LIVES_AT", "to": "a-77e0aa10",
                    "toLabel": "1 Invented Row, CH1 1AA", "validFrom": "2026-05-01", "validTo": None,
                    "sources": [{"agency": "cheshire-police", "feed": "cheshire-police-2026-05-12"}],
                }
            ],
        }
    ],
}  # fmt: skip


_CHANGES = {
    "caseRef": "M-0001", "since": "2026-05-10", "asOf": "2026-11-24", "audience": "chair", "counts": {"new": 1},
    "hiddenFlags": 0,
    "lines": [
        {
            "change": "new", "flagId": "9f2c5e0a7b6d4c31", "number": 1, "rule": "ACC-02", "family": "accommodation",
            "severity": "critical", "severityBefore": None, "outcome": "found",
            "title": "Home in the same building as a victim", "nextStep": "Agree another address today.",
            "summary": "A home of the nominal and a home of one of his victims are in the same building.",
            "guidance": [{"document": "MAPPA Guidance", "section": "17"}], "subject": "Invented Person",
            "subjectRefs": ["cheshire-police:N00001"], "parties": [], "facts": {"distanceM": 0}, "begun": [],
            "ended": [],
        }
    ],
}  # fmt: skip


@router.get(
    "/{caseRef:path}/meetings", summary="List the meetings of a case", response_model=Meetings,
    responses=example({"items": [_MEETING | {"isHeld": True}]}),
)  # fmt: skip
def list_meetings(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_CASE, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
) -> Meetings:
    """List the meetings of a case, planned ones too, the newest first; one that was held can be looked at again."""
    look.case(case_ref)
    held = meetings_of(look.running.store, case_ref, look.now)
    look.trace.release([case_ref, *(one.ref for one in held)], Sensitivity.PERSONAL)
    return Meetings(
        items=tuple(
            Meeting(meeting_ref=one.ref, held_on=one.held_on, kind=one.kind, is_held=one.held_on <= look.now.day)
            for one in held
        )
    )


@router.get("/{caseRef:path}/changes", summary="Read what changed in a case", responses=example(_CHANGES))
def list_changes(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_CHANGES, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    since: Annotated[date, Query(description="The day to compare with, as known at its end.")],
    audience: Audience = Audience.CHAIR,
) -> Response:
    """Return what the rules find in a case now and did not find on a day, or found otherwise: new, worse, better, gone.

    `begun` and `ended` are the statements that did it. For another audience than the chair, or without the clearance
    `victim`, none are told, nor facts about anybody.
    """
    look.case(case_ref)
    moments = AsOf(since, end_of_day(since)), look.now
    if moments[0].known > look.now.known:
        raise wrong_value("since", "must be a day before today")
    running = look.running
    found = changes(running.store, running.catalogue, running.policy, case_ref, *moments)
    told = tell_changes(look, case_ref, found, moments, audience)
    _note(look, told, audience)
    return JSONResponse(told)


@router.get("/{caseRef:path}/replay", summary="Look at a meeting of a case again", responses=example(_REPLAY))
def replay_meeting(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.REPLAY_MEETING, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    meeting: Annotated[str, Query(min_length=1, max_length=200, description="The meeting, by its reference.")],
    audience: Audience = Audience.CHAIR,
    victim: VictimParameter = None,
) -> Response:
    """Return what the rules find about the day of a meeting by what was known at its end, and by what is known now.

    `hindsight` says what later knowledge makes of each finding; `statements` are those which made the difference, with
    their feeds and when they became known. For another audience than the chair, or without the clearance `victim`,
    statements have no ends and findings no facts about anybody.
    """
    look.case(case_ref)
    running = look.running
    held = find_meeting(running.store, case_ref, meeting, look.now)
    replay = look_back(running.store, running.catalogue, running.policy, held, look.now.known)
    clearances = [clearance.value for clearance in caller.clearances]
    looking = Looking(audience.value, clearances, victim, look.barred_in(case_ref))
    told = show(replay, running.store, running.policy, running.sweeps.book, looking)
    _note(look, told, audience)
    return JSONResponse(told)


def _note(look: Look, told: dict[str, Any], audience: Audience) -> None:
    """Note in the trace whom the answer tells of."""
    refs = {ref for line in told["lines"] for ref in line["subjectRefs"]}
    others = {ref for line in told["lines"] for party in line["parties"] for ref in party["refs"]}
    classes = {Sensitivity.PERSONAL, Sensitivity.LOCATION}
    if look.sees_victims() and audience is not Audience.VICTIM_SAFE:
        classes |= {Sensitivity.VICTIM_IDENTITY, Sensitivity.VICTIM_LOCATION}
    named = [told["meeting"]["meetingRef"]] if "meeting" in told else []
    look.trace.release([*named, *refs, *others], *classes)
