"""SEC-02: access without a link to a case, read off the audit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from graph_schema.sensitivity import Sensitivity
from service.audit import Action, Recorded
from service.policy import Policy
from service.rules.findings import Severity
from service.security.catalogue import OUTSIDE_CASES, TURNED_AWAY, TURNED_AWAY_FROM_ONE, WINDOW
from service.security.findings import SecurityFinding
from service.security.windows import crowded

RULE = "SEC-02"
_GUARDED = frozenset({Sensitivity.VICTIM_IDENTITY, Sensitivity.VICTIM_LOCATION, Sensitivity.CHILD_IDENTITY})
_LOOKED_UP = frozenset({Action.READ_PERSON, Action.SEARCH_PEOPLE})
_REFUSED = frozenset({"denied", "not_found"})
_ABOUT_PEOPLE = frozenset({
    Action.READ_PERSON, Action.SEARCH_PEOPLE, Action.READ_CASE, Action.READ_NETWORK, Action.DRAW_MAP,
    Action.REPLAY_MEETING, Action.READ_CHANGES, Action.READ_OVERLAPS, Action.READ_FLAG, Action.LIST_FLAGS,
    Action.DECIDE_FLAG, Action.LIST_CASES, Action.LIST_TRANSFERS, Action.READ_PLACEMENT_FINDING,
})  # fmt: skip

Entries = Sequence[Recorded]


def find_uninvited(entries: Iterable[Recorded], policy: Policy) -> list[SecurityFinding]:
    """Return what was read, or tried to be read, without a link to a case, by whom."""
    by_user: dict[str, list[Recorded]] = defaultdict(list)
    for one in sorted(entries, key=lambda recorded: recorded.number):
        by_user[one.entry.who].append(one)
    return [found for who, own in by_user.items() if who for found in _of_user(own, policy)]


def _of_user(entries: Entries, policy: Policy) -> Iterator[SecurityFinding]:
    window = timedelta(days=policy.whole(WINDOW))
    yield from _runs("outside_cases", _outside_cases(entries, window), window, policy.whole(OUTSIDE_CASES))
    turned_away = [one for one in entries if one.entry.outcome in _REFUSED and one.entry.action in _ABOUT_PEOPLE]
    by_case: dict[str, list[Recorded]] = defaultdict(list)
    for one in turned_away:
        by_case[one.entry.case_ref].append(one)
    least = policy.whole(TURNED_AWAY_FROM_ONE)
    for case_ref, own in by_case.items():
        if case_ref:
            yield from _runs("turned_away_from_a_case", own, window, least)
    yield from _runs("turned_away", turned_away, window, policy.whole(TURNED_AWAY))


def _outside_cases(entries: Entries, window: timedelta) -> list[Recorded]:
    """Return the answers about guarded people outside a case, of whom no answer about a case told within the window.

    Somebody read twice counts once.
    """
    told: dict[str, list[datetime]] = defaultdict(list)
    for one in entries:
        if one.entry.case_ref and one.entry.outcome == "answered":
            for thing in one.entry.things:
                told[thing].append(one.entry.at)
    seen: set[tuple[str, ...]] = set()
    found = []
    for one in entries:
        entry = one.entry
        is_guarded = entry.action in _LOOKED_UP and entry.outcome == "answered" and _GUARDED & set(entry.classes)
        if not is_guarded or entry.case_ref or entry.things in seen:
            continue
        if not any(abs(moment - entry.at) <= window for thing in entry.things for moment in told.get(thing, ())):
            seen.add(entry.things)
            found.append(one)
    return found


def _runs(pattern: str, entries: Entries, window: timedelta, least: int) -> Iterator[SecurityFinding]:
    ordered = sorted(entries, key=lambda one: one.entry.at)
    for first, stop in crowded([one.entry.at for one in ordered], window, least):
        run = ordered[first:stop]
        cases = {one.entry.case_ref for one in run}
        yield SecurityFinding(
            rule=RULE,
            pattern=pattern,
            severity=Severity.HIGH,
            who=(run[0].entry.who,),
            first=run[0].entry.at,
            last=run[-1].entry.at,
            references=tuple(str(one.number) for one in run),
            case_ref=cases.pop() if len(cases) == 1 else "",
        )
