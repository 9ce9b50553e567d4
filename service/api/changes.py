"""What changed in the findings of a case, as a caller may read it: by the case's networks at both moments."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from graph_schema.case_network import Audience, NetworkFlag
from graph_schema.periods import AsOf
from service.api.looking import Look
from service.cases.audiences import find_audience
from service.cases.network import read_network
from service.flags import kept_flags
from service.flags.changes import Change, ChangeKind
from service.flags.output import changes_as_json
from service.replaying.audiences import WHOLE
from service.rules import Finding

Json = dict[str, Any]
_KEPT = ("change", "flagId", "rule", "family", "title", "nextStep", "guidance", "severityBefore")


def tell_changes(
    look: Look, case_ref: str, changes: Sequence[Change], moments: tuple[AsOf, AsOf], audience: Audience
) -> Json:
    """Return the changes between two moments that a caller may know of, with how many others there are.

    One is told where the flag is in the redacted network of every moment at which it was found. An audience that may
    not see all gets no facts of anybody and no statement.
    """
    who = find_audience(audience.value, [one.value for one in look.caller.clearances])
    before, after = moments
    then = _flags(look, case_ref, [one.before for one in changes if one.before], before, audience)
    now = _flags(look, case_ref, [one.after for one in changes if one.after], after, audience)
    told = changes_as_json(changes, look.running.store, after)
    numbers = {flag.id: flag.number for flag in kept_flags(look.running.sweeps.book, after, [case_ref])}
    sees_whole = who.shows(*WHOLE) and not who.is_narrow
    lines = [
        _line(line, (now if change.after else then)[change.flag_id], sees_whole=sees_whole)
        | {"number": None if who.is_narrow else numbers.get(change.flag_id)}
        for change, line in zip(changes, told, strict=True)
        if _is_shown(change, then, now)
    ]
    kinds = Counter(line["change"] for line in lines)
    return {
        "caseRef": case_ref,
        "since": before.day.isoformat(),
        "asOf": after.day.isoformat(),
        "audience": who.name,
        "counts": {kind.value: kinds[kind.value] for kind in ChangeKind if kinds[kind.value]},
        "lines": lines,
        "hiddenFlags": 0 if who.is_narrow else len(changes) - len(lines),
    }


def _flags(
    look: Look, case_ref: str, findings: Sequence[Finding], as_of: AsOf, audience: Audience
) -> Mapping[str, NetworkFlag]:
    network = read_network(
        look.running.store,
        look.running.policy,
        case_ref,
        as_of,
        audience=audience.value,
        clearances=[one.value for one in look.caller.clearances],
        barred=look.barred_in(case_ref),
        findings=findings,
    )
    return {flag.id: flag for flag in network.flags} if network else {}


def _is_shown(change: Change, then: Mapping[str, NetworkFlag], now: Mapping[str, NetworkFlag]) -> bool:
    return (change.before is None or change.flag_id in then) and (change.after is None or change.flag_id in now)


def _line(line: Json, flag: NetworkFlag, *, sees_whole: bool) -> Json:
    """Return one change; `severity` and the rest are as it is now, of one that is gone as it was."""
    if sees_whole:
        return {name: value for name, value in line.items() if name not in {"path", "nodes"}}
    kept: Json = {name: line[name] for name in _KEPT}
    return kept | {
        "severity": flag.severity, "outcome": flag.outcome, "summary": flag.summary, "facts": {}, "subject": None,
        "subjectRefs": [], "parties": [], "begun": [], "ended": [],
    }  # fmt: skip
