"""Transfers of cases between areas, for practitioners and up of either."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Query

from graph_schema.sensitivity import Sensitivity
from service.access import Caller
from service.access.callers import CASE_READERS
from service.access.visibility import standings
from service.api.access import allow, guarded_router
from service.api.looking import Look, LookDep
from service.api.questions import Row, ask
from service.api.shapes import (
    AreaParameter,
    CursorParameter,
    LimitParameter,
    Page,
    Shape,
    cut_page,
    example,
    known_area,
)
from service.audit import Action

router = guarded_router("transfers")


class Status(StrEnum):
    """How far a transfer is."""

    OPEN = "open"
    REJECTED = "rejected"
    COMPLETED = "completed"


class Transfer(Shape):
    """A transfer with its days; a day that has not come, or is not known, is null."""

    transfer_ref: str
    case_ref: str
    kind: str | None
    from_area: str | None
    to_area: str | None
    status: Status
    proposed_on: date | None
    sent_on: date | None
    acknowledged_on: date | None
    address_checked_on: date | None
    accepted_on: date | None
    rejected_on: date | None
    moved_on: date | None
    completed_on: date | None


_DAYS = (
    "proposed_on", "sent_on", "acknowledged_on", "address_checked_on", "accepted_on", "rejected_on", "moved_on",
    "completed_on",
)  # fmt: skip
_TRANSFER: dict[str, Any] = {
    "transferRef": "T-0001",
    "caseRef": "M-0001",
    "kind": "case",
    "fromArea": "cheshire",
    "toArea": "merseyside",
    "status": "open",
    "proposedOn": "2026-11-02",
    "sentOn": None,
    "acknowledgedOn": None,
    "addressCheckedOn": None,
    "acceptedOn": None,
    "rejectedOn": None,
    "movedOn": None,
    "completedOn": None,
}


@router.get("", summary="List transfers", response_model=Page[Transfer], responses=example({"items": [_TRANSFER]}))
def list_transfers(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.LIST_TRANSFERS, CASE_READERS, needs_purpose=True)],
    area: AreaParameter = None,
    status: Annotated[Status | None, Query(description="open, rejected or completed.")] = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Page[Transfer]:
    """List transfers that leave, enter or concern a case of the caller's areas; `area` keeps those of one of these."""
    known_area(area)
    rows = _newest(ask(look.running.store, "transfers", look.now))
    found = {row["transfer"]: _shaped(row, look.now.day) for row in _visible(look, rows, area)}
    kept = sorted(ref for ref, one in found.items() if status is None or one.status is status)
    question = ("transfers", caller.subject, area or "", status or "")
    page, following = cut_page(kept, look.running.cursors, question, cursor, limit)
    look.trace.release([*page, *(found[ref].case_ref for ref in page)], Sensitivity.PERSONAL)
    return Page[Transfer](items=tuple(found[ref] for ref in page), next_cursor=following)


def _newest(rows: Iterable[Row]) -> list[Row]:
    by_ref: dict[str, Row] = {}
    for row in sorted(rows, key=lambda one: (one["known_from"], one["case_ref"])):
        by_ref[row["transfer"]] = row
    return list(by_ref.values())


def _visible(look: Look, rows: list[Row], area: str | None) -> list[Row]:
    """Return the transfers either of whose ends is an area of the caller's; the receiving area must see what comes."""
    cases = standings(look.running.store, sorted({row["case_ref"] for row in rows}), look.now)
    kept = []
    for row in rows:
        case = cases.get(row["case_ref"])
        ends = {row["from_area"], row["to_area"], case.area if case else None} - {None}
        is_barred = case is not None and case.subject in look.visibility.barred
        if not is_barred and any(look.caller.covers(end) for end in ends) and (area is None or area in ends):
            kept.append(row)
    return kept


def _shaped(row: Row, today: date) -> Transfer:
    over = [(name, row[name]) for name in ("rejected_on", "completed_on") if row[name] and row[name] <= today]
    status = Status(over[0][0].removesuffix("_on")) if over else Status.OPEN
    return Transfer(
        transfer_ref=row["transfer"],
        status=status,
        **{name: row[name] for name in ("case_ref", "kind", "from_area", "to_area", *_DAYS)},
    )
