"""What is written down of every answer: who, why, about what, and what was let out; never the content."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Action(StrEnum):
    """Everything that can be done and is recorded; a closed list, so that an auditor can count on the words."""

    LAND_FEED = "land_feed"
    READ_FEEDS = "read_feeds"
    SEARCH_PEOPLE = "search_people"
    READ_PERSON = "read_person"
    LIST_CASES = "list_cases"
    READ_CASE = "read_case"
    READ_NETWORK = "read_network"
    DRAW_MAP = "draw_map"
    REPLAY_MEETING = "replay_meeting"
    READ_CHANGES = "read_changes"
    READ_OVERLAPS = "read_overlaps"
    LIST_FLAGS = "list_flags"
    READ_FLAG = "read_flag"
    DECIDE_FLAG = "decide_flag"
    LIST_REVIEWS = "list_reviews"
    READ_REVIEW = "read_review"
    DECIDE_REVIEW = "decide_review"
    UNDO_LINKAGE = "undo_linkage"
    RUN_LINKAGE = "run_linkage"
    READ_RULES = "read_rules"
    LIST_TRANSFERS = "list_transfers"
    READ_STATISTICS = "read_statistics"
    CHECK_PLACEMENT = "check_placement"
    READ_PLACEMENT_FINDING = "read_placement_finding"
    OVERRIDE_PLACEMENT = "override_placement"
    MAKE_PACK = "make_pack"
    EXPORT = "export"
    SWEEP = "sweep"
    READ_AUDIT = "read_audit"
    READ_SECURITY = "read_security"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    BREAK_GLASS = "break_glass"
    READ_BREAK_GLASS = "read_break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    UNKNOWN_ROUTE = "unknown_route"
    SIGN_IN_REFUSED = "sign_in_refused"


@dataclass(frozen=True)
class Entry:
    """One answer, or refusal to answer.

    `who` is the caller's subject, blank where none could be established. `things` are ids of what was released and
    `classes` the classes of sensitivity released. `outcome` is one word: answered, denied, not_found, refused, failed,
    or what a placement check said. `at` is aware of its zone. `request` ties it to the log; what is blank is "".
    """

    who: str
    role: str
    action: Action
    outcome: str
    at: datetime
    agency: str = ""
    areas: tuple[str, ...] = ()
    purpose: str = ""
    reason: str = ""
    case_ref: str = ""
    things: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    request: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the entry as plain values, the moment in UTC."""
        return asdict(self) | {"at": self.at.astimezone(UTC).isoformat(timespec="microseconds")}

    def as_text(self) -> str:
        """Return the one text the entry has: sorted keys, ASCII alone, so that the same entry has the same bytes."""
        return json.dumps(self.as_json(), sort_keys=True, ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "Entry":
        """Return the entry that `as_text` wrote; raises ValueError for a text that is none."""
        try:
            told: Mapping[str, object] = json.loads(text)
            return cls(
                who=str(told["who"]),
                role=str(told["role"]),
                action=Action(str(told["action"])),
                outcome=str(told["outcome"]),
                at=datetime.fromisoformat(str(told["at"])),
                agency=str(told["agency"]),
                areas=_listed(told["areas"]),
                purpose=str(told["purpose"]),
                reason=str(told["reason"]),
                case_ref=str(told["case_ref"]),
                things=_listed(told["things"]),
                classes=_listed(told["classes"]),
                request=str(told["request"]),
            )
        except (KeyError, TypeError) as fault:
            raise ValueError("not an entry of the audit") from fault


def _listed(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(map(str, value))


@dataclass(frozen=True)
class Recorded:
    """An entry as it stands in the audit; `number` counts from 1 without gaps."""

    number: int
    entry: Entry


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; what is None is not asked about. `until` itself is left out."""

    who: str | None = None
    action: Action | None = None
    case_ref: str | None = None
    since: datetime | None = None
    until: datetime | None = None
