"""May this person live here? Asked by those who house people, and answered without telling of anybody."""

from typing import Annotated, Any

from fastapi import Path
from pydantic import Field, model_validator
from starlette.responses import JSONResponse, Response

from graph_schema.sensitivity import Sensitivity
from service.access import Caller, Role
from service.access.callers import Clearance
from service.api.access import allow, guarded_router
from service.api.looking import LookDep
from service.api.problems import Problem, not_there
from service.api.shapes import Shape, example
from service.audit import Action
from service.placement import Request as PlacementRequest
from service.placement.causes import MEANINGS
from service.rules.output import as_json

router = guarded_router("placement-checks")
ASKERS = frozenset({Role.HOUSING_OFFICER, Role.PRACTITIONER, Role.COORDINATOR})
EXPLAINED_TO = frozenset({Role.COORDINATOR, Role.CHAIR})

_ANSWER: dict[str, Any] = {
    "reference": "0b9c1f6f0a3e4d5c8b7a69584736251f",
    "outcome": "refer_to_coordinator",
    "message": "Ask the contact named here before you offer this address.",
    "contact": "The MAPPA coordinator of the area",
    "checkedAt": "2026-11-24T09:30:00Z",
    "validUntil": "2026-12-01T09:30:00Z",
}
_FINDING: dict[str, Any] = {
    "reference": _ANSWER["reference"],
    "caseRef": "M-0001",
    "outcome": "refer_to_coordinator",
    "checkedAt": "2026-11-24T09:30:00",
    "causes": [{"cause": "protected_region", "meaning": MEANINGS[next(iter(MEANINGS))]}],
    "findings": [],
}


class PlacementQuestion(Shape):
    """A case, an address by its UPRN or as `addressId` (`agency:ref`, or its id), and why it is asked."""

    case_ref: str = Field(min_length=1, max_length=200)
    uprn: str | None = Field(default=None, min_length=1, max_length=40)
    address_id: str | None = Field(default=None, min_length=1, max_length=300)
    reason: str = Field(min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _name_one_address(self) -> "PlacementQuestion":
        if (self.uprn is None) == (self.address_id is None):
            raise ValueError("name the address by uprn or by addressId, not by both")
        return self


@router.post("", status_code=200, summary="Ask whether somebody may live at an address", responses=example(_ANSWER))
def check_placement(
    look: LookDep, caller: Annotated[Caller, allow(Action.CHECK_PLACEMENT, ASKERS)], question: PlacementQuestion
) -> Response:
    """Answer `no_recorded_conflict`, which approves nothing, or `refer_to_coordinator`, which does not say why.

    Whatever stands in the way, an unknown case or address and the store being away included, refers.
    """
    look.trace.case_ref, look.trace.reason = question.case_ref, question.reason
    asked = PlacementRequest(question.case_ref, question.uprn, question.address_id, question.reason)
    answer = look.running.placement.check(asked, caller)
    look.trace.outcome = answer.outcome.value
    look.trace.release([answer.reference])
    return JSONResponse(answer.as_json())


@router.get("/{reference}/finding", summary="Read all that a check found", responses=example(_FINDING))
def read_finding(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_PLACEMENT_FINDING, EXPLAINED_TO, needs_purpose=True)],
    reference: Annotated[str, Path(max_length=64)],
) -> Response:
    """Return every cause of a referral and what the rules find, to those who may know it all."""
    if not caller.is_cleared(Clearance.VICTIM):
        raise Problem(403, "The whole finding needs the clearance `victim`.")
    checked = look.running.placement.recorded(reference)
    standing = look.visibility.case(checked.case_ref) if checked else None
    explanation = look.running.placement.explain(reference) if standing else None
    if checked is None or standing is None or explanation is None:
        raise not_there()
    look.trace.case_ref = checked.case_ref
    look.trace.release([reference, standing.subject], *Sensitivity)
    return JSONResponse(
        {
            "reference": reference,
            "caseRef": checked.case_ref,
            "outcome": checked.outcome.value,
            "checkedAt": checked.at.isoformat(timespec="seconds"),
            "causes": [{"cause": one.value, "meaning": MEANINGS[one]} for one in sorted(explanation.causes)],
            "findings": as_json(list(explanation.findings), look.running.store, checked.as_of),
        }
    )
