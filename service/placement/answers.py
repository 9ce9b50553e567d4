"""The two answers, alike in everything but what they say."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Outcome(StrEnum):
    """All that a check may say; both words have twenty letters."""

    NO_RECORDED_CONFLICT = "no_recorded_conflict"
    REFER_TO_COORDINATOR = "refer_to_coordinator"


MESSAGES = {
    Outcome.NO_RECORDED_CONFLICT: (
        "No conflict with this address is recorded today. This is not an approval: nobody may move in until the "
        "agencies that manage the case have agreed to the placement."
    ),
    Outcome.REFER_TO_COORDINATOR: (
        "Ask the contact named here before you offer this address. Many different things lead to this answer, and it "
        "does not say which. It does not refuse this placement."
    ),
}
"""What each answer says, in the same number of letters, so that the length of a body tells nothing."""


@dataclass(frozen=True)
class Answer:
    """An answer to a placement check. The moments are in UTC, to the second."""

    reference: str
    outcome: Outcome
    message: str
    contact: str
    checked_at: datetime
    valid_until: datetime

    def as_json(self) -> dict[str, str]:
        """Return the answer as the outside reads it: the same keys, and as many bytes, whatever the outcome."""
        return {
            "reference": self.reference,
            "outcome": self.outcome.value,
            "message": self.message,
            "contact": self.contact,
            "checkedAt": _moment(self.checked_at),
            "validUntil": _moment(self.valid_until),
        }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
