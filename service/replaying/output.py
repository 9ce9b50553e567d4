"""A meeting looked at again as the outside reads it, with full sight: JSON with names and references."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.flags.flags import Flag
from service.flags.output import life_as_json
from service.naming import describe
from service.replaying.hindsight import Evidence, Line, Replay
from service.replaying.meanings import Hindsight
from service.rules.findings import Finding, Thing
from service.rules.output import as_json as findings_as_json
from service.rules.output import day_text, known_text

Json = dict[str, Any]

_SIDE = ("severity", "outcome", "summary", "facts")
_COMMON = ("rule", "family", "title", "nextStep", "guidance", "subject", "subjectRefs", "parties")


def as_json(replay: Replay, store: GraphStore, flags: Iterable[Flag] = ()) -> Json:
    """Return all of a replay; `flags` are the case's as they stood then, which say how each was called and decided.

    For those with full sight: whoever may not see all of a case gets `as_shown`.
    """
    standing = {flag.id: flag for flag in flags}
    # What was taken back since still has the name it had.
    sides = {as_of: _told(replay.findings(as_of), store, as_of) for as_of in (replay.then, replay.now)}
    named = _labels(replay, store)
    lines = [_line(line, sides, (replay.then, replay.now), standing.get(line.flag_id), named) for line in replay.lines]
    meeting = replay.meeting
    return counted(
        {
            "caseRef": meeting.case_ref,
            "meeting": {
                "meetingRef": meeting.ref, "heldOn": meeting.held_on.isoformat(), "kind": meeting.kind,
            },
            "asOf": replay.then.day.isoformat(),
            "knownThen": known_text(replay.then.known),
            "knownNow": known_text(replay.now.known),
            "audience": "full",
            "lines": lines,
            "hiddenFlags": 0,
        }
    )  # fmt: skip


def counted(told: Json) -> Json:
    """Return a replay with how many of its lines are of each kind, those that are there alone."""
    kinds = [line["hindsight"] for line in told["lines"]]
    return told | {"counts": {kind.value: kinds.count(kind.value) for kind in Hindsight if kind.value in kinds}}


def _told(findings: list[Finding], store: GraphStore, as_of: AsOf) -> Mapping[int, Json]:
    return dict(zip(map(id, findings), findings_as_json(findings, store, as_of), strict=True))


def _line(
    line: Line,
    sides: Mapping[AsOf, Mapping[int, Json]],
    moments: tuple[AsOf, AsOf],
    flag: Flag | None,
    named: Mapping[Thing, str],
) -> Json:
    then, now = (sides[as_of].get(id(finding)) for as_of, finding in zip(moments, (line.then, line.now), strict=True))
    known = now or then or {}
    life = life_as_json(flag) if flag else None
    return {
        "hindsight": line.hindsight.value,
        "flagId": line.flag_id,
        "number": flag.number if flag else None,
        **{name: known[name] for name in _COMMON},
        "then": {name: then[name] for name in _SIDE} if then else None,
        "now": {name: now[name] for name in _SIDE} if now else None,
        "statusThen": life["status"] if life else None,
        "historyThen": life["history"] if life else [],
        "statements": [_statement(one, moments[0], named) for one in line.evidence],
    }


def _statement(evidence: Evidence, then: AsOf, named: Mapping[Thing, str]) -> Json:
    step = evidence.step
    return {
        "became": "known" if evidence.is_new else "no longer believed",
        "at": evidence.at.isoformat(timespec="seconds") if evidence.at else None,
        "daysLater": (evidence.at.date() - then.day).days if evidence.at else None,
        "from": step.start.id,
        "fromLabel": named.get(step.start, "a record"),
        "type": step.type,
        "to": step.end.id,
        "toLabel": named.get(step.end, "a record"),
        "validFrom": day_text(step.valid_from),
        "validTo": day_text(step.valid_to),
        "sources": [{"agency": source.agency, "feed": source.feed} for source in step.sources],
    }


def _labels(replay: Replay, store: GraphStore) -> Mapping[Thing, str]:
    labels: dict[Thing, str] = {}
    for is_new, as_of in ((False, replay.then), (True, replay.now)):
        steps = [one.step for line in replay.lines for one in line.evidence if one.is_new is is_new]
        ends = dict.fromkeys(thing for step in steps for thing in (step.start, step.end) if thing.kind != "Record")
        labels |= {thing: named.label for thing, named in describe(store, ends, as_of).items()}
    return labels
