"""The MARAC overlaps of a case: which forum leads, what was shared, and when both next review it."""

from datetime import date
from typing import Annotated, Any

from graph_schema.case_network import Audience
from graph_schema.sensitivity import Sensitivity
from service.access import Caller
from service.access.callers import CASE_READERS
from service.api.access import allow, guarded_router
from service.api.looking import CaseRef, Look, LookDep
from service.api.shapes import DayParameter, KnownParameter, Shape, as_of, example
from service.audit import Action
from service.cases.audiences import find_audience
from service.overlaps import Overlap, as_json, marac_overlaps

router = guarded_router("cases")


class SharedInformation(Shape):
    """One sharing of information between the two; `what` is null without the clearance `victim`."""

    share_ref: str
    shared_on: date
    from_agency: str | None
    to_agency: str | None
    what: str | None


class MaracOverlap(Shape):
    """An open MARAC case that names the nominal; `not_shared_because` is null where something was shared."""

    marac_ref: str
    marac_area: str | None
    nominal_is: tuple[str, ...]
    referred_on: date
    heard_on: date | None
    lead_forum: str | None
    lead_forum_basis: str | None
    is_shared: bool
    not_shared_because: str | None
    shares: tuple[SharedInformation, ...]
    next_joint_review_on: date | None
    next_joint_review_basis: str | None


class MaracOverlaps(Shape):
    """The overlaps of a case as of a day, the newest referral first."""

    case_ref: str
    as_of: date
    items: tuple[MaracOverlap, ...]


_OVERLAP: dict[str, Any] = {
    "maracRef": "K-0001", "maracArea": "cheshire", "nominalIs": ["perpetrator"], "referredOn": "2026-10-02",
    "heardOn": None, "leadForum": "mappa", "leadForumBasis": "guidance", "isShared": False,
    "notSharedBecause": "nothing_recorded", "shares": [], "nextJointReviewOn": "2026-12-01",
    "nextJointReviewBasis": "mappa_meeting",
}  # fmt: skip
_OVERLAPS = {"caseRef": "M-0001", "asOf": "2026-11-24", "items": [_OVERLAP]}


@router.get(
    "/{caseRef:path}/marac-overlaps", summary="Read the MARAC overlaps of a case", response_model=MaracOverlaps,
    responses=example(_OVERLAPS),
)  # fmt: skip
def list_overlaps(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_OVERLAPS, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    day: DayParameter = None,
    known: KnownParameter = None,
    audience: Audience = Audience.CHAIR,
) -> MaracOverlaps:
    """List the open MARAC cases that name the nominal: lead forum, shared or why not, next joint review.

    A MARAC case in which the nominal is a victim is told with the clearance `victim` alone, and none for an audience
    that may not know of MARAC.
    """
    look.case(case_ref)
    moment = as_of(day, known)
    found = [
        one for one in marac_overlaps(look.running.store, case_ref, moment) if _may_tell(look, case_ref, one, audience)
    ]
    look.trace.release([case_ref, *(one.marac_ref for one in found)], Sensitivity.PERSONAL, Sensitivity.MARAC)
    told = as_json(found, with_texts=look.sees_victims() and audience is Audience.CHAIR)
    items = tuple(MaracOverlap.model_validate(one) for one in told)
    return MaracOverlaps(case_ref=case_ref, as_of=moment.day, items=items)


def _may_tell(look: Look, case_ref: str, overlap: Overlap, audience: Audience) -> bool:
    who = find_audience(audience.value, [one.value for one in look.caller.clearances])
    if who.is_narrow or not who.shows(Sensitivity.MARAC) or overlap.people & look.barred_in(case_ref):
        return False
    return set(overlap.roles) == {"perpetrator"} or look.sees_victims()
