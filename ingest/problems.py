"""What can be wrong with a row, and how it is told to the sender without repeating anything personal."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PROBLEM = "problem"
"""The column that files of rejected rows have beside those sent; it may come back with the corrected rows."""


class Code(StrEnum):
    """Every kind of problem a report may list."""

    BAD_VALUE = "bad_value"
    MISSING_VALUE = "missing_value"
    MALFORMED_ROW = "malformed_row"
    UNKNOWN_COLUMN = "unknown_column"
    UNRESOLVED_REFERENCE = "unresolved_reference"
    SENT_TWICE = "sent_twice"
    NEVER_HOLDS = "never_holds"
    NOT_LIVE = "not_live"
    ZONE_REPAIRED = "zone_repaired"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    JOIN_FOR_REVIEW = "join_for_review"
    DISAGREES = "disagrees"
    NOT_MAPPED = "not_mapped"
    ENCODING = "encoding"


class Outcome(StrEnum):
    """What became of the row a problem is about."""

    REJECTED = "rejected"
    QUEUED = "queued"
    LANDED = "landed"


@dataclass(frozen=True)
class Problem:
    """One thing to look at.

    `row` is the line number in the sender's file, None for a problem of the whole table. `value` is given only where
    it is not personal. `message` says what to do.
    """

    table: str
    row: int | None
    column: str | None
    code: Code
    message: str
    outcome: Outcome = Outcome.LANDED
    value: str | None = None

    @classmethod
    def from_json(cls, told: Mapping[str, str | int | None]) -> "Problem":
        """Return the problem that `as_json` gave."""
        return cls(
            table=str(told["table"]),
            row=int(told["row"]) if told["row"] is not None else None,
            column=_optional(told["column"]),
            code=Code(str(told["code"])),
            message=str(told["message"]),
            outcome=Outcome(str(told["outcome"])),
            value=_optional(told.get("value")),
        )

    def as_json(self) -> dict[str, object]:
        """Return the problem as the report gives it; an empty `value` is left out."""
        told: dict[str, object] = {"table": self.table, "row": self.row, "column": self.column}
        if self.value is not None:
            told["value"] = self.value
        return told | {"code": self.code.value, "message": self.message, "outcome": self.outcome.value}


def _optional(value: str | int | None) -> str | None:
    return None if value is None else str(value)
