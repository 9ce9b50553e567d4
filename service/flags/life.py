"""The life of a flag: what its events amount to on a day. A pure function, so that nothing about it is kept twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from graph_schema.periods import AsOf
from service.flags.events import Decided, Decision, Ending, Event, Gone, Seen
from service.flags.facts import Facts, is_worse


class Status(StrEnum):
    """Where a flag stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    ACCEPTED = "accepted"
    CLOSED = "closed"


class What(StrEnum):
    """What a line of the history tells of, beside the decisions."""

    OPENED = "opened"
    CHANGED = "changed"
    WORSENED = "worsened"
    CAME_BACK = "came_back"
    ACCEPTANCE_ENDED = "acceptance_ended"
    DISMISSAL_PROPOSED = "dismissal_proposed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Happening:
    """One line of a history: what happened at which local time, by whom, and where the flag stood then."""

    at: datetime
    what: str
    status: Status
    by: str = ""
    note: str = ""
    until: date | None = None
    because: Ending | None = None


@dataclass(frozen=True)
class Life:
    """A flag's life up to a day.

    `version` counts its events: a decision names the one it saw. `opened_at` is when it was first seen, or last came
    back. `proposed_by` are those who would dismiss it, while more are needed; `facts` and `seen_as_of` are of when its
    facts last changed.
    """

    status: Status
    version: int
    opened_at: datetime
    facts: Facts
    seen_as_of: AsOf
    history: tuple[Happening, ...]
    decided_on: Facts | None = None
    until: date | None = None
    proposed_by: tuple[str, ...] = ()
    because: Ending | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it is no longer found."""
        return self.status is Status.CLOSED


def live(events: Sequence[Event], on: date) -> Life | None:
    """Return what events, in the order they were kept, amount to on a day; None where it was never seen.

    Their order decides, not their clocks. An acceptance counts through its last day.
    """
    life: Life | None = None
    for event in events:
        life = _next(life, event)
    return _expire(life, on) if life else None


def _next(life: Life | None, event: Event) -> Life | None:
    if life is None:
        return begin(event) if isinstance(event, Seen) else None
    day = event.at.date() if isinstance(event, Decided) else event.as_of.day
    life = replace(_expire(life, day), version=life.version + 1)
    if isinstance(event, Seen):
        return _see(life, event)
    return _lose(life, event) if isinstance(event, Gone) else _decide(life, event)


def begin(event: Seen) -> Life:
    """Return the life of a flag that has only been seen."""
    at = event.as_of.known
    history = (Happening(at, What.OPENED, Status.OPEN),)
    return Life(Status.OPEN, 1, at, event.facts, event.as_of, history)


def _told(life: Life, happening: Happening) -> Life:
    """Return the life with a line more in its history, at the status the line says."""
    return replace(life, status=happening.status, history=(*life.history, happening))


def _undecided(life: Life) -> Life:
    return replace(life, decided_on=None, until=None, proposed_by=())


def _see(life: Life, event: Seen) -> Life:
    at = event.as_of.known
    seen = replace(life, facts=event.facts, seen_as_of=event.as_of)
    if life.is_closed:
        back = replace(seen, opened_at=at, because=None)
        return _told(back, Happening(at, What.CAME_BACK, Status.OPEN))
    if _is_overtaken(life, event.facts):
        return _told(_undecided(seen), Happening(at, What.WORSENED, Status.OPEN))
    if life.status is Status.ACCEPTED:
        return _told(_undecided(seen), Happening(at, What.CHANGED, Status.OPEN))
    what = What.WORSENED if is_worse(event.facts, life.facts) else What.CHANGED
    return _told(seen, Happening(at, what, life.status))


def _is_overtaken(life: Life, facts: Facts) -> bool:
    """Whether a dismissal, proposed or done, was of facts less bad than these."""
    is_dismissal = life.status is Status.DISMISSED or bool(life.proposed_by)
    return is_dismissal and life.decided_on is not None and is_worse(facts, life.decided_on)


def _lose(life: Life, event: Gone) -> Life:
    closed = replace(_undecided(life), because=event.because)
    return _told(closed, Happening(event.as_of.known, What.CLOSED, Status.CLOSED, because=event.because))


def _decide(life: Life, event: Decided) -> Life:
    decided = replace(_undecided(life), decided_on=life.facts)
    decision, status = event.decision, _STATUS[event.decision]
    what = decision.value
    if decision is Decision.REOPEN:
        decided = replace(decided, decided_on=None)
    elif decision is Decision.ACCEPT_UNTIL:
        decided = replace(decided, until=event.until)
    elif decision is Decision.DISMISS and len(who := with_them(life.proposed_by, event.by)) < event.persons:
        decided = replace(decided, proposed_by=who)
        status, what = Status.IN_PROGRESS, What.DISMISSAL_PROPOSED.value
    return _told(decided, Happening(event.at, what, status, event.by, event.note, event.until))


_STATUS = {
    Decision.START: Status.IN_PROGRESS,
    Decision.CONFIRM: Status.CONFIRMED,
    Decision.DISMISS: Status.DISMISSED,
    Decision.ACCEPT_UNTIL: Status.ACCEPTED,
    Decision.REOPEN: Status.OPEN,
}


def with_them(people: tuple[str, ...], one: str) -> tuple[str, ...]:
    """Return people with one more, unless it is one of them, however their name is written."""
    names = {name.strip().casefold() for name in people}
    return people if one.strip().casefold() in names else (*people, one)


def _expire(life: Life, on: date) -> Life:
    if life.status is not Status.ACCEPTED or life.until is None or on <= life.until:
        return life
    at = datetime.combine(life.until + timedelta(days=1), time.min)
    return _told(_undecided(life), Happening(at, What.ACCEPTANCE_ENDED, Status.OPEN))
