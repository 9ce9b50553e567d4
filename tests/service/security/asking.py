"""Placement checks and entries of the audit, told in a few words."""

from datetime import UTC, datetime, timedelta

from graph_schema.sensitivity import Sensitivity
from service.audit import Action, Entry, Recorded
from service.placement.answers import Outcome
from service.placement.ledger import Asked, Checked

BEGUN = datetime(2026, 5, 4, 9)
CLEAR, REFER = Outcome.NO_RECORDED_CONFLICT, Outcome.REFER_TO_COORDINATOR


def a_check(
    number: int,
    officer: str = "officer-1",
    case: str = "C1",
    *,
    hours: float | None = None,
    place: tuple[int, int] | None = None,
    outcome: Outcome = REFER,
    area: str = "cheshire",
) -> Checked:
    """Return the n-th check, an hour after the one before unless told otherwise."""
    return Checked(
        reference=f"ref-{number:03}",
        at=BEGUN + timedelta(hours=number if hours is None else hours),
        officer=officer,
        agency="cheshire-housing",
        case_ref=case,
        area=area,
        address=f"a-{number}",
        outcome=outcome,
        asked=Asked(*place, 1000) if place else None,
    )


def an_entry(
    number: int,
    who: str = "reader-1",
    action: Action = Action.READ_PERSON,
    *,
    hours: float | None = None,
    case: str = "",
    things: tuple[str, ...] | None = None,
    outcome: str = "answered",
    classes: tuple[str, ...] = (Sensitivity.PERSONAL, Sensitivity.VICTIM_IDENTITY),
) -> Recorded:
    """Return the n-th entry, an hour after the one before unless told otherwise: by default a victim's record."""
    entry = Entry(
        who=who,
        role="COORDINATOR",
        action=action,
        outcome=outcome,
        at=BEGUN.replace(tzinfo=UTC) + timedelta(hours=number if hours is None else hours),
        case_ref=case,
        things=(f"p-{number}",) if things is None else things,
        classes=classes,
    )
    return Recorded(number, entry)
