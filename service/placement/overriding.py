"""Overriding a referral: what it would tell is shown first, it is counted, and policy says how often."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.access import Caller
from service.placement.anonymity import households_left
from service.placement.answers import Outcome
from service.placement.cells import public_cells
from service.placement.ledger import Checked, Ledger
from service.placement.overrides import Overridden
from service.placement.places import Position
from service.policy import Policy

PER_CASE = "accommodation.placement.overrides_per_case"
YEAR = timedelta(days=365)
_ROUNDED_TO = 10


class SeenOtherwise(Exception):
    """What an override leaves is not what whoever decides was shown: answers have been given since."""


@dataclass(frozen=True)
class Preview:
    """What overriding a referral would tell.

    About so many households a place could be narrowed down to now and after it, by whoever knows all answers about the
    case; None where nothing can be read from them. `used` of `allowed` overrides of the case were made in a year.
    """

    reference: str
    case_ref: str
    households_now: int | None
    households_left: int | None
    used: int
    allowed: int


class Overriding:
    """Overrides on one ledger, by one policy; for any number of threads. Everything may raise LedgerAway."""

    def __init__(self, ledger: Ledger, policy: Policy) -> None:
        """Count what is overridden in `ledger`."""
        self._ledger = ledger
        self._policy = policy

    def preview(self, checked: Checked, now: datetime) -> Preview | None:
        """Return what overriding a check would tell, None where it was no referral; `now` is a local time."""
        if checked.outcome is not Outcome.REFER_TO_COORDINATOR:
            return None
        checks = self._ledger.of_case(checked.case_ref)
        discs = [one.around for one in self._ledger.overrides.of_case(checked.case_ref) if one.around]
        around = _around(checked)
        cells = public_cells()
        return Preview(
            reference=checked.reference,
            case_ref=checked.case_ref,
            households_now=_about(households_left(checks, cells, discs)),
            households_left=_about(households_left(checks, cells, [*discs, around] if around else discs)),
            used=self._ledger.overrides.used(checked.case_ref, now - YEAR),
            allowed=self._policy.whole(PER_CASE, checked.area or None),
        )

    def override(self, checked: Checked, seen: int | None, caller: Caller, why: tuple[str, datetime]) -> Preview | None:
        """Override a referral for a reason at a moment; returns what it told, None where it was no referral.

        `seen` is how many households the caller was told it leaves. Raises SeenOtherwise where that has changed,
        TooMany, OverriddenBefore.
        """
        reason, now = why
        preview = self.preview(checked, now)
        if preview is None:
            return None
        if preview.households_left != seen:
            raise SeenOtherwise
        override = Overridden(
            reference=checked.reference,
            case_ref=checked.case_ref,
            at=now,
            officer=caller.subject,
            reason=reason,
            households_now=preview.households_now,
            households_left=preview.households_left,
            around=_around(checked),
        )
        self._ledger.overrides.add(override, now - YEAR, preview.allowed)
        return preview


def _around(checked: Checked) -> Position | None:
    """Return where the candidate is, with the reach of its check: an override says that nobody is within it."""
    asked = checked.asked
    return Position(asked.easting, asked.northing, asked.reach) if asked else None


def _about(households: int | None) -> int | None:
    return None if households is None else round(households / _ROUNDED_TO) * _ROUNDED_TO
