"""Flags: what the rules find just now, each with the path that proves it and the next step."""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Header, Path, Query
from pydantic import Field
from starlette.responses import JSONResponse, Response

from service.access import Caller, Role
from service.access.callers import CASE_READERS
from service.api.access import allow, guarded_router
from service.api.flags import closed_flags, tell_flags, visible_flags
from service.api.looking import Look, LookDep
from service.api.problems import not_there
from service.api.shapes import AreaParameter, CursorParameter, LimitParameter, Shape, cut_page, example, known_area
from service.api.versions import is_as_read, tell_versioned
from service.audit import Action
from service.flags import Decision, Flag, FlagChanged, Judgement, Status, decide
from service.flags.areas import areas_of
from service.rules import Severity

router = guarded_router("flags")
DECIDERS = frozenset({Role.CHAIR, Role.COORDINATOR})


_IF_MATCH = "The `ETag` of the flag as it was read; beside or instead of `version`."


class Family(StrEnum):
    """What a rule is about."""

    ACCOMMODATION = "accommodation"
    VICTIMS = "victims"
    MARAC = "marac"
    TRANSFERS = "transfers"
    CHILDREN = "children"
    ORDERS = "orders"
    DISCLOSURE = "disclosure"
    KEY_WORKERS = "key_workers"
    MEETINGS = "meetings"
    LEVELS = "levels"
    DATA_QUALITY = "data_quality"


_FLAG: dict[str, Any] = {
    "id": "9f2c5e0a7b6d4c31",
    "number": 1,
    "status": "open",
    "version": 1,
    "openedAt": "2026-11-24T09:30:00",
    "until": None,
    "dismissalProposedBy": [],
    "closedBecause": None,
    "history": [{"at": "2026-11-24T09:30:00", "what": "opened", "status": "open"}],
    "rule": "ACC-02",
    "family": "accommodation",
    "severity": "critical",
    "outcome": "found",
    "subject": "Invented Person",
    "subjectRefs": ["cheshire-police:N00001"],
    "caseRef": "M-0001",
    "title": "Home in the same building as a victim",
    "summary": "A home of the nominal and a home of one of his victims are in the same building.",
    "nextStep": "Agree another address today.",
    "guidance": [{"document": "MAPPA Guidance", "section": "17"}],
    "facts": {},
    "parties": [{"role": "victim", "refs": ["cheshire-police:V00001"]}],
    "path": [],
    "nodes": [],
    "asOf": "2026-11-24",
    "knownAt": "2026-11-24T09:30:00",
}


class AskedDecision(Shape):
    """A decision about a flag; `until` is the last day of an acceptance, `version` the one that was looked at."""

    decision: Decision
    note: str = Field(default="", max_length=4000)
    until: date | None = None
    version: int | None = Field(default=None, ge=1)


@router.get("", summary="List flags", responses=example({"items": [_FLAG], "nextCursor": None}))
def list_flags(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.LIST_FLAGS, CASE_READERS, needs_purpose=True)],
    family: Family | None = None,
    rule: Annotated[str | None, Query(max_length=20)] = None,
    severity: Severity | None = None,
    status: Status | None = None,
    area: AreaParameter = None,
    case_ref: Annotated[str | None, Query(alias="caseRef", max_length=200)] = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Response:
    """List the flags of the caller's areas; without the clearance `victim`, their titles and next steps alone."""
    known_area(area)
    look.trace.case_ref = case_ref or ""
    asked = {"family": family, "rule": rule, "severity": severity, "case_ref": case_ref}
    wanted = {name: str(value) for name, value in asked.items() if value is not None}
    flags = closed_flags(look) if status is Status.CLOSED else visible_flags(look)
    flags = {id_: one for id_, one in flags.items() if status in {None, one.status}}
    kept = {id_: one for id_, one in flags.items() if all(str(getattr(one, name)) == wanted[name] for name in wanted)}
    if area is not None:
        areas = areas_of(kept.values(), look.running.store, look.now)
        kept = {id_: one for id_, one in kept.items() if areas.get(id_) == area}
    question = (
        "flags",
        caller.subject,
        status or "",
        area or "",
        *(f"{name}={wanted[name]}" for name in sorted(wanted)),
    )
    page, following = cut_page(sorted(kept), look.running.cursors, question, cursor, limit)
    return JSONResponse({"items": tell_flags(look, {id_: kept[id_] for id_ in page}), "nextCursor": following})


@router.get("/{id}", summary="Read a flag", responses=example(_FLAG))
def read_flag(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_FLAG, CASE_READERS, needs_purpose=True)],
    id_: Annotated[str, Path(alias="id", max_length=64)],
) -> Response:
    """Return one flag, with the path of statements that proves it."""
    flag = _find(look, id_)
    return _answer(look, flag)


@router.post("/{id}/decisions", summary="Decide about a flag", responses=example(_FLAG))
def decide_flag(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.DECIDE_FLAG, DECIDERS)],
    id_: Annotated[str, Path(alias="id", max_length=64)],
    asked: AskedDecision,
    if_match: Annotated[str | None, Header(alias="If-Match", max_length=200, description=_IF_MATCH)] = None,
) -> Response:
    """Confirm, dismiss, accept until a day, start or reopen a flag, and return it as it then stands.

    409 where it has changed since the version, or the `ETag`, that was decided upon.
    """
    flag = _find(look, id_)
    if if_match is not None and not is_as_read(if_match, str(flag.version)):
        raise FlagChanged(
            f"The flag has changed since it was read: it is at version {flag.version}. Look at it again, then decide."
        )
    case = look.visibility.case(flag.case_ref) if flag.case_ref else None
    area = case.area if case else None
    judgement = Judgement(asked.decision.value, caller.subject, asked.note, asked.until, area)
    version = flag.version if asked.version is None else asked.version
    running = look.running
    life = decide(running.sweeps.book, id_, judgement, version, running.policy)
    look.trace.reason = asked.decision.value
    return _answer(look, replace(flag, life=life))


def _answer(look: Look, flag: Flag) -> Response:
    return tell_versioned(tell_flags(look, {flag.id: flag})[0], str(flag.version))


def _find(look: Look, id_: str) -> Flag:
    flag = visible_flags(look).get(id_) or closed_flags(look).get(id_)
    if flag is None:
        raise not_there()
    look.trace.case_ref = flag.case_ref or ""
    return flag
