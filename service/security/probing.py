"""SEC-01: placement checks that close in on a place, read off the ledger."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import dist

from service.placement.answers import Outcome
from service.placement.ledger import Asked, Checked
from service.policy import Policy
from service.rules.findings import Severity
from service.security.catalogue import IN_AN_AREA, NEARING, OF_A_CASE, OF_A_CASE_BY_ONE, STRADDLING_M, WINDOW
from service.security.findings import SecurityFinding
from service.security.windows import crowded

RULE = "SEC-01"
_QUARTERS = 3
"""Of the four quarters around a place, in how many something must have been cleared: with fewer it is not straddled."""
_SHRUNK = 4
"""How many times shorter the last step is than the first, at least."""

Checks = Sequence[Checked]


def find_probing(checks: Iterable[Checked], policy: Policy) -> list[SecurityFinding]:
    """Return what looks like a search for a place; the area's own thresholds count for its cases."""
    ordered = sorted(checks, key=lambda one: one.at)
    found = [
        *_often(ordered, "one_case", OF_A_CASE_BY_ONE, policy, lambda one: (one.officer, one.case_ref)),
        *_together(ordered, policy),
        *_often(ordered, "one_area", IN_AN_AREA, policy, lambda one: (one.officer, one.area)),
    ]
    for of_case in _grouped(ordered, lambda one: one.case_ref):
        found += _straddling(of_case, policy)
        found += _nearing(of_case, policy)
    return found


def _grouped(checks: Iterable[Checked], key: Callable[[Checked], Hashable]) -> list[list[Checked]]:
    groups: dict[Hashable, list[Checked]] = defaultdict(list)
    for one in checks:
        groups[key(one)].append(one)
    return list(groups.values())


def _runs(checks: Checks, threshold: str, policy: Policy) -> Iterator[Checks]:
    area = checks[-1].area
    window, least = timedelta(days=policy.whole(WINDOW, area)), policy.whole(threshold, area)
    for first, stop in crowded([one.at for one in checks], window, least):
        yield checks[first:stop]


def _often(
    checks: Checks, pattern: str, threshold: str, policy: Policy, key: Callable[[Checked], Hashable]
) -> Iterator[SecurityFinding]:
    for group in _grouped(checks, key):
        for run in _runs(group, threshold, policy):
            yield _finding(pattern, run)


def _together(checks: Checks, policy: Policy) -> Iterator[SecurityFinding]:
    for group in _grouped(checks, lambda one: one.case_ref):
        for run in _runs(group, OF_A_CASE, policy):
            if len({one.officer for one in run}) > 1:
                yield _finding("one_case_together", run)


def _straddling(checks: Checks, policy: Policy) -> Iterator[SecurityFinding]:
    """Yield the checks around the first referral that is straddled, once it is."""
    area = checks[-1].area
    window, reach = timedelta(days=policy.whole(WINDOW, area)), policy.whole(STRADDLING_M, area)
    cleared = [one for one in checks if one.asked and one.outcome is Outcome.NO_RECORDED_CONFLICT]
    for referral in checks:
        if referral.asked is None or referral.outcome is not Outcome.REFER_TO_COORDINATOR:
            continue
        near = [
            one
            for one in cleared
            if abs(one.at - referral.at) <= window and one.asked and 0 < _apart(one.asked, referral.asked) <= reach
        ]
        quarters = {_quarter(referral.asked, one.asked) for one in near if one.asked}
        if len(quarters) >= _QUARTERS:
            yield _finding("straddling", sorted([*near, referral], key=lambda one: one.at))
            return


def _quarter(here: Asked, there: Asked) -> tuple[bool, bool]:
    return there.easting >= here.easting, there.northing >= here.northing


def _nearing(checks: Checks, policy: Policy) -> Iterator[SecurityFinding]:
    """Yield each longest run of addresses whose steps get shorter."""
    area = checks[-1].area
    window, least = timedelta(days=policy.whole(WINDOW, area)), policy.whole(NEARING, area)
    run: list[Checked] = []
    steps: list[float] = []
    for one in [*checks, None]:
        if one is not None and (one.asked is None or (run and _same_place(run[-1], one))):
            continue
        step = _step(run[-1], one) if run and one else 0.0
        goes_on = one is not None and (not run or one.at - run[0].at <= window) and (not steps or step < steps[-1])
        if not goes_on:
            if len(run) >= max(least, 3) and steps[-1] * _SHRUNK <= steps[0]:
                yield _finding("nearing", run)
            run, steps = (run[-1:], []) if one is not None else ([], [])
            step = _step(run[-1], one) if run and one else 0.0
        if one is not None:
            steps += [step] if run else []
            run.append(one)


def _same_place(one: Checked, other: Checked) -> bool:
    return one.asked is not None and other.asked is not None and _apart(one.asked, other.asked) == 0


def _step(one: Checked, other: Checked) -> float:
    return _apart(one.asked, other.asked) if one.asked and other.asked else 0.0


def _apart(one: Asked, other: Asked) -> float:
    return dist((one.easting, one.northing), (other.easting, other.northing))


def _finding(pattern: str, checks: Checks) -> SecurityFinding:
    cases, areas = {one.case_ref for one in checks}, {one.area for one in checks}
    return SecurityFinding(
        rule=RULE,
        pattern=pattern,
        severity=Severity.HIGH,
        who=tuple(sorted({one.officer for one in checks})),
        first=_aware(checks[0].at),
        last=_aware(checks[-1].at),
        references=tuple(one.reference for one in checks),
        case_ref=cases.pop() if len(cases) == 1 else "",
        area=areas.pop() if len(areas) == 1 else "",
    )


def _aware(moment: datetime) -> datetime:
    """Return a moment with its zone; the ledger keeps local times."""
    return moment.astimezone()
