"""What happens to a flag, as it is kept: it is seen, it is gone, or somebody decides."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from graph_schema.periods import AsOf
from service.flags.facts import Facts
from service.rules.findings import Outcome, Severity


class Decision(StrEnum):
    """What a person can decide about a flag."""

    START = "start"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    ACCEPT_UNTIL = "accept_until"
    REOPEN = "reopen"


class Ending(StrEnum):
    """Why a flag is closed."""

    NOT_FOUND = "not_found"
    RULE_REMOVED = "rule_removed"


@dataclass(frozen=True)
class Seen:
    """A sweep found it, for the first time, again, or with other facts than before."""

    as_of: AsOf
    facts: Facts


@dataclass(frozen=True)
class Gone:
    """A sweep that would have found it did not."""

    as_of: AsOf
    because: Ending


@dataclass(frozen=True)
class Decided:
    """Somebody decided, at a local time; `persons` is how many different ones this decision needs to count."""

    at: datetime
    decision: Decision
    by: str
    note: str
    until: date | None
    digest: str
    persons: int = 1


Event = Seen | Gone | Decided


def moment_of(event: Event) -> datetime:
    """Return the local time of an event."""
    return event.at if isinstance(event, Decided) else event.as_of.known


def event_as_text(event: Event) -> str:
    """Return an event as the text that is kept."""
    return json.dumps(_plain(event), ensure_ascii=True, separators=(",", ":"), sort_keys=True)


def event_from_text(text: str) -> Event:
    """Return the event that a text keeps; raises ValueError for a text that is none."""
    try:
        told: Mapping[str, Any] = json.loads(text)
        read = _READERS[told["what"]]
        return read(told)
    except (KeyError, TypeError) as fault:
        raise ValueError("not an event of a flag") from fault


def _plain(event: Event) -> dict[str, object]:
    if isinstance(event, Seen):
        facts = event.facts
        return {
            "what": "seen", **_moment(event.as_of), "severity": facts.severity.value, "outcome": facts.outcome.value,
            "nearest": facts.nearest_m, "reach": facts.reach_m, "marks": sorted(facts.marks), "digest": facts.digest,
        }  # fmt: skip
    if isinstance(event, Gone):
        return {"what": "gone", **_moment(event.as_of), "because": event.because.value}
    return {
        "what": "decided", "at": event.at.isoformat(), "decision": event.decision.value, "by": event.by,
        "note": event.note, "until": event.until.isoformat() if event.until else None, "digest": event.digest,
        "persons": event.persons,
    }  # fmt: skip


def _moment(as_of: AsOf) -> dict[str, object]:
    return {"day": as_of.day.isoformat(), "known": as_of.known.isoformat()}


def _as_of(told: Mapping[str, Any]) -> AsOf:
    return AsOf(date.fromisoformat(told["day"]), datetime.fromisoformat(told["known"]))


def _read_seen(told: Mapping[str, Any]) -> Seen:
    severity, outcome = Severity(told["severity"]), Outcome(told["outcome"])
    facts = Facts(severity, outcome, told["nearest"], told["reach"], frozenset(told["marks"]), told["digest"])
    return Seen(_as_of(told), facts)


def _read_gone(told: Mapping[str, Any]) -> Gone:
    return Gone(_as_of(told), Ending(told["because"]))


def _read_decided(told: Mapping[str, Any]) -> Decided:
    until = date.fromisoformat(told["until"]) if told["until"] else None
    at, decision = datetime.fromisoformat(told["at"]), Decision(told["decision"])
    return Decided(at, decision, told["by"], told["note"], until, told["digest"], told["persons"])


_READERS: Mapping[str, Callable[[Mapping[str, Any]], Event]] = {
    "seen": _read_seen,
    "gone": _read_gone,
    "decided": _read_decided,
}
