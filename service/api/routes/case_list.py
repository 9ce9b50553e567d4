"""The cases of an area, and one case: its episodes, the people closest to it, who works on it, and its next review."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import Query

from graph_schema.sensitivity import Sensitivity
from service.access import Caller
from service.access.callers import CASE_READERS, Clearance
from service.access.two_roles import offender_sides
from service.api.access import allow, guarded_router
from service.api.flags import count_open
from service.api.looking import CaseRef, Look, LookDep
from service.api.problems import not_there
from service.api.shapes import (
    AreaParameter,
    CursorParameter,
    DayParameter,
    KnownParameter,
    LimitParameter,
    Page,
    Shape,
    as_of,
    cut_page,
    example,
    known_area,
)
from service.audit import Action
from service.cases import CaseDetail, CaseSummary, describe_case, list_cases
from service.naming.labels import person as name_person

router = guarded_router("cases")


class Case(Shape):
    """One case, by the episode that holds; `subject` is the name of the nominal.

    `open_flags` counts by severity the flags that are neither closed nor dismissed.
    """

    case_ref: str
    subject: str
    area: str
    category: int | None
    level: int | None
    kind: str | None
    next_review_on: date | None
    valid_from: date
    open_flags: dict[str, int]


class Episode(Shape):
    """A time in which a case was in one area, at one category and level."""

    kind: str | None
    area: str
    category: int | None
    level: int | None
    next_review_on: date | None
    valid_from: date
    valid_to: date | None


class CasePerson(Shape):
    """Somebody of the case: the nominal first. The id is that of the case's network."""

    id: str
    label: str
    roles: tuple[str, ...]
    refs: tuple[str, ...]


class CaseWorker(Shape):
    """Somebody who works on the case, as what, for which agency."""

    id: str
    label: str
    roles: tuple[str, ...]
    agency: str | None


class WholeCase(Case):
    """One case in detail."""

    episodes: tuple[Episode, ...]
    people: tuple[CasePerson, ...]
    workers: tuple[CaseWorker, ...]


_CASE: dict[str, Any] = {
    "caseRef": "M-0001", "subject": "Invented Person", "area": "cheshire", "category": 1, "level": 2, "kind": "mappa",
    "nextReviewOn": "2027-01-15", "validFrom": "2025-01-01", "openFlags": {"critical": 1},
}  # fmt: skip
_EPISODE = {name: value for name, value in _CASE.items() if name not in {"caseRef", "subject", "openFlags"}} | {
    "validTo": None
}
_PERSON = {
    "id": "4d1f0c2b9a8e7f60", "label": "Invented Person", "roles": ["nominal", "subject"],
    "refs": ["cheshire-police:N00001"],
}  # fmt: skip
_WHOLE = _CASE | {"episodes": [_EPISODE], "people": [_PERSON], "workers": []}


@router.get("", summary="List cases", response_model=Page[Case], responses=example({"items": [_CASE]}))
def list_all(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.LIST_CASES, CASE_READERS, needs_purpose=True)],
    area: AreaParameter = None,
    level: Annotated[int | None, Query(ge=1, le=3, description="1, 2 or 3.")] = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Page[Case]:
    """List the cases that are managed today in the caller's areas, or in one of these, by reference."""
    known_area(area)
    areas = None if caller.is_national else caller.areas
    asked = areas if area is None else frozenset({area}) if caller.covers(area) else frozenset()
    found = {one.case_ref: one for one in list_cases(look.running.store, look.now, areas=asked, level=level)}
    open_ = sorted(ref for ref, one in found.items() if one.subject not in look.visibility.barred)
    question = ("cases", caller.subject, area or "", str(level))
    page, following = cut_page(open_, look.running.cursors, question, cursor, limit)
    look.trace.release([*page, *(found[ref].subject for ref in page)], Sensitivity.PERSONAL)
    counts = count_open(look, page)
    names = _names_without_victims(look, [found[ref].subject for ref in page])
    items = tuple(
        Case(**_summary(found[ref]) | names.get(found[ref].subject, {}), open_flags=counts[ref]) for ref in page
    )
    return Page[Case](items=items, next_cursor=following)


@router.get("/{caseRef:path}", summary="Read a case", response_model=WholeCase, responses=example(_WHOLE))
def read_case(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_CASE, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    day: DayParameter = None,
    known: KnownParameter = None,
) -> WholeCase:
    """Return a case with its episodes, the people one step from its nominal, and its key workers."""
    look.case(case_ref)
    running = look.running
    clearances = [clearance.value for clearance in caller.clearances]
    case = describe_case(
        running.store,
        running.policy,
        case_ref,
        as_of(day, known),
        clearances=clearances,
        barred=look.barred_in(case_ref),
    )
    if case is None:
        raise not_there()
    return _whole(look, case, count_open(look, [case_ref])[case_ref])


def _names_without_victims(look: Look, subjects: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what nominals are called, to those not cleared, whom some record knows as a victim alone."""
    if look.sees_victims():
        return {}
    sides = offender_sides(look.running.store, subjects, look.now)
    return {person: {"subject": name_person(person, dict(side.says))} for person, side in sides.items()}


def _summary(case: CaseSummary) -> dict[str, Any]:
    told = {name: value for name, value in vars(case).items() if name not in {"subject", "subject_label"}}
    return told | {"subject": case.subject_label}


def _whole(look: Look, case: CaseDetail, open_flags: dict[str, int]) -> WholeCase:
    victims = {Sensitivity.VICTIM_IDENTITY} if look.caller.is_cleared(Clearance.VICTIM) else set()
    look.trace.release(
        (ref for one in case.people for ref in one.refs), Sensitivity.PERSONAL, Sensitivity.STAFF, *victims
    )
    return WholeCase(
        **_summary(case.summary),
        open_flags=open_flags,
        episodes=tuple(Episode(**vars(one)) for one in case.episodes),
        people=tuple(CasePerson(**vars(one)) for one in case.people),
        workers=tuple(CaseWorker(**vars(one)) for one in case.workers),
    )
