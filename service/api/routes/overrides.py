"""Overriding a referral: seeing what that would tell of where somebody is, then doing it, beside the finding."""

from datetime import datetime
from typing import Annotated

from fastapi import Path
from pydantic import Field

from service.access import Caller, Role
from service.access.callers import Clearance
from service.api.access import allow, guarded_router
from service.api.looking import Look, LookDep
from service.api.problems import Problem, not_there
from service.api.shapes import Shape, example
from service.audit import Action
from service.placement import Checked, OverriddenBefore, Preview, SeenOtherwise, TooMany

router = guarded_router("placement-checks")
OVERRIDERS = frozenset({Role.COORDINATOR})
Reference = Annotated[str, Path(max_length=64)]


class Override(Shape):
    """What overriding a referral tells: about how many households a place can be narrowed down to, now and after it.

    Null where nothing can be read from the answers. `used` of `allowed` overrides of the case were made in a year.
    """

    reference: str
    case_ref: str
    households_now: int | None
    households_left: int | None
    used: int
    allowed: int


class OverrideQuestion(Shape):
    """Why, and the `householdsLeft` that was shown."""

    reason: str = Field(min_length=15, max_length=1000)
    households_left: int | None


_OVERRIDE = {
    "reference": "0b9c1f6f0a3e4d5c8b7a69584736251f", "caseRef": "M-0001", "householdsNow": 4310,
    "householdsLeft": 2870, "used": 0, "allowed": 2,
}  # fmt: skip


@router.get("/{reference}/override", summary="See what overriding a referral would tell", response_model=Override,
            responses=example(_OVERRIDE))  # fmt: skip
def preview_override(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_PLACEMENT_FINDING, OVERRIDERS, needs_purpose=True)],
    reference: Reference,
) -> Override:
    """Return how many households would be left, before anybody decides; it changes nothing."""
    preview = look.running.overriding.preview(_referred(look, reference), _now())
    if preview is None:
        raise _no_referral()
    look.trace.release([reference])
    return _shaped(preview)


@router.post("/{reference}/override", status_code=200, summary="Override a referral", response_model=Override,
             responses=example(_OVERRIDE | {"used": 1}))  # fmt: skip
def override_referral(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.OVERRIDE_PLACEMENT, OVERRIDERS, needs_purpose=True)],
    reference: Reference,
    said: OverrideQuestion,
) -> Override:
    """Write down that the placement may go on although it was referred; whoever asked hears it from the co-ordinator.

    Each override tells the one who asked that nobody protected is near, so it is counted, and so many a year and case
    are the most that policy allows (`accommodation.placement.overrides_per_case`).
    """
    look.trace.reason = said.reason
    checked = _referred(look, reference)
    try:
        done = look.running.overriding.override(checked, said.households_left, caller, (said.reason, _now()))
    except SeenOtherwise:
        raise Problem(409, "What this would tell has changed: look at it again, then decide.") from None
    except OverriddenBefore:
        raise Problem(409, "This referral has been overridden already.") from None
    except TooMany:
        raise Problem(
            409, "No more referrals of this case may be overridden this year: decide about it at a MAPPA meeting."
        ) from None
    if done is None:
        raise _no_referral()
    look.trace.reason = f"{said.reason} (leaves about {done.households_left} of {done.households_now} households)"
    look.trace.release([reference])
    look.trace.outcome = "overridden"
    return _shaped(done, used=done.used + 1)


def _referred(look: Look, reference: str) -> Checked:
    """Return a check of a case the caller may know of and be told all about; raises Problem."""
    if not look.caller.is_cleared(Clearance.VICTIM):
        raise Problem(
            403, "To override a referral you must have seen the whole finding: it needs the clearance `victim`."
        )
    checked = look.running.placement.recorded(reference)
    if checked is None or look.visibility.case(checked.case_ref) is None:
        raise not_there()
    look.trace.case_ref = checked.case_ref
    return checked


def _no_referral() -> Problem:
    return Problem(409, "This check was not referred: there is nothing to override.")


def _shaped(preview: Preview, used: int | None = None) -> Override:
    return Override(**vars(preview) | {"used": preview.used if used is None else used})


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005  # the ledger keeps local times, as the checks do
