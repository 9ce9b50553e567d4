"""Deciding about a flag: what may be decided, by whom, and that nobody decides upon what is no longer so."""

from dataclasses import dataclass, field
from datetime import date, datetime

from service.flags.book import FlagBook
from service.flags.errors import DecisionRefused, FlagChanged, NoSuchFlag
from service.flags.events import Decided, Decision
from service.flags.life import Happening, Life, live, with_them
from service.policy import Policy
from service.rules.findings import Severity

PERSONS_KEY = "flags.dismiss_critical_persons"
LONGEST_NOTE = 4000
"""Characters: a page of reasons; what is longer belongs in a document."""

_LONGEST_NAME = 200


def _now() -> datetime:
    return datetime.now().astimezone().replace(tzinfo=None)


@dataclass(frozen=True)
class Judgement:
    """What somebody would decide: `decision` as they wrote it, `until` for an acceptance alone, `at` a local time.

    `area` is that of the flag's case, where it may have a policy of its own.
    """

    decision: str
    by: str
    note: str = ""
    until: date | None = None
    area: str | None = None
    at: datetime = field(default_factory=_now)


def decide(book: FlagBook, flag_id: str, judgement: Judgement, version: int, policy: Policy) -> Life:
    """Decide about a flag that the person saw at `version`, and return its life from then on.

    When this returns the decision survives a power cut. Of several who decide upon one version only one does. Raises
    NoSuchFlag; FlagChanged where the flag is at another version; DecisionRefused, with the sentence to read, for what
    cannot be decided; BookAway. Nothing is written then.
    """
    decision = _check(judgement)
    with book.writing() as page:
        held = page.find(flag_id)
        life = live(held.events, judgement.at.date()) if held else None
        if held is None or life is None:
            raise NoSuchFlag("There is no flag with this id: look at the list of flags.")
        if life.version != version:
            raise FlagChanged(
                f"The flag has changed: it is at version {life.version}, and {version} was decided upon. "
                "Look at it again, then decide."
            )
        persons = _persons(decision, life, judgement, policy)
        note, by = judgement.note.strip(), judgement.by.strip()
        event = Decided(judgement.at, decision, by, note, judgement.until, life.facts.digest, persons)
        page.add([(flag_id, version + 1, event)])
        decided = live([*held.events, event], judgement.at.date())
    return decided or life


def history(book: FlagBook, flag_id: str, on: date) -> tuple[Happening, ...]:
    """Return what has happened to a flag up to a day, the earliest first; raises NoSuchFlag or BookAway."""
    held = book.find(flag_id)
    life = live(held.events, on) if held else None
    if life is None:
        raise NoSuchFlag("There is no flag with this id: look at the list of flags.")
    return life.history


def _check(judgement: Judgement) -> Decision:
    """Return the decision; raises DecisionRefused for one that could be taken about no flag."""
    if judgement.decision not in set(Decision):
        raise DecisionRefused(f"There is no such decision. It is one of {', '.join(Decision)}.")
    decision = Decision(judgement.decision)
    if not 0 < len(judgement.by.strip()) <= _LONGEST_NAME:
        raise DecisionRefused("A decision must say who takes it.")
    if len(judgement.note) > LONGEST_NOTE:
        raise DecisionRefused(f"The note is longer than {LONGEST_NOTE} characters: put the rest into a document.")
    if decision is Decision.DISMISS and not judgement.note.strip():
        raise DecisionRefused("A dismissal needs a note that says why.")
    if decision is not Decision.ACCEPT_UNTIL and judgement.until is not None:
        raise DecisionRefused("Only an acceptance has a day on which it ends: leave it out, or decide accept_until.")
    if decision is Decision.ACCEPT_UNTIL:
        if judgement.until is None:
            raise DecisionRefused("An acceptance needs the last day on which it counts.")
        if judgement.until < judgement.at.date():
            raise DecisionRefused("The last day of an acceptance has passed: name today or a later day.")
    return decision


def _persons(decision: Decision, life: Life, judgement: Judgement, policy: Policy) -> int:
    """Return how many persons the decision takes; raises DecisionRefused where this flag cannot be decided upon so."""
    if life.is_closed:
        raise DecisionRefused("The flag is closed: it is no longer found, so there is nothing to decide.")
    if decision is not Decision.DISMISS or life.facts.severity is not Severity.CRITICAL:
        return 1
    persons = policy.whole(PERSONS_KEY, judgement.area)
    if persons > 1 and life.proposed_by and with_them(life.proposed_by, judgement.by) == life.proposed_by:
        raise DecisionRefused("You have proposed this dismissal already: it takes the decision of somebody else.")
    return persons
