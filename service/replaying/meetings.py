"""The meetings of a case, as they are known now: which can be looked at again."""

from dataclasses import dataclass
from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.questions import Questions
from service.replaying.errors import NoSuchMeeting, NotYetHeld

_OWN = Questions("service.replaying")


@dataclass(frozen=True)
class HeldMeeting:
    """One meeting about a case: its reference, the day it was held or is planned for, and of which kind it is."""

    ref: str
    case_ref: str
    held_on: date
    kind: str | None = None


def meetings_of(store: GraphStore, case_ref: str, now: AsOf) -> list[HeldMeeting]:
    """Return the meetings of a case, planned ones too, the newest first; of what agencies say the last word counts."""
    rows = _OWN.ask_each(store, "meetings", [case_ref], now)
    told = {
        row["meeting"]: HeldMeeting(row["meeting"], case_ref, row["held_on"], row["kind"])
        for row in sorted(rows, key=lambda one: (one["known_from"], one["held_on"]))
        if row["held_on"] is not None
    }
    return sorted(told.values(), key=lambda one: (one.held_on, one.ref), reverse=True)


def find_meeting(store: GraphStore, case_ref: str, ref: str, now: AsOf) -> HeldMeeting:
    """Return a meeting of a case that has been held; raises NoSuchMeeting, or NotYetHeld for a planned one."""
    held = meetings_of(store, case_ref, now)
    found = next((one for one in held if one.ref == ref), None)
    if found is None:
        refs = ", ".join(one.ref for one in held[:5]) or "none that is known"
        raise NoSuchMeeting(f"The case has no meeting of this reference. Its newest meetings: {refs}.")
    if found.held_on > now.day:
        raise NotYetHeld(f"The meeting is planned for {found.held_on}: it can be looked at again once it was held.")
    return found
