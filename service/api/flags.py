"""Flags as a caller may read them: what the rules find and what became of it, less what is not for them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph_schema.sensitivity import Sensitivity
from ingest.records import public_ref
from service.access.two_roles import offender_sides
from service.api.looking import Look
from service.api.questions import ask_each
from service.flags import Flag, Status, kept_flags
from service.flags.output import life_as_json
from service.flags.recalling import recall
from service.naming.labels import person as name_person
from service.rules import Finding
from service.rules.output import as_json

_SAFE_FACTS = frozenset({"proposed", "missing"})
_TOLD = ("rule", "family", "severity", "outcome", "subject", "subjectRefs", "caseRef", "title", "nextStep", "guidance")


def visible_flags(look: Look) -> Mapping[str, Flag]:
    """Return the flags that are not closed and that the caller may know of, by id."""
    return _visible(look, look.running.sweeps.flags(look.now))


def count_open(look: Look, case_refs: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return for each case how many flags of each severity are neither closed nor dismissed, of those in sight."""
    counts: dict[str, dict[str, int]] = {ref: {} for ref in case_refs}
    asked = [flag for flag in look.running.sweeps.flags(look.now) if flag.case_ref in counts]
    for flag in _visible(look, [one for one in asked if one.status is not Status.DISMISSED]).values():
        held = counts[flag.case_ref or ""]
        held[flag.severity.value] = held.get(flag.severity.value, 0) + 1
    return counts


def closed_flags(look: Look) -> Mapping[str, Flag]:
    """Return the flags that are closed and that the caller may know of, by id, with what was found last."""
    running = look.running
    closed = [flag for flag in kept_flags(running.sweeps.book, look.now) if flag.life.is_closed]
    refs = look.visibility.cases(flag.case_ref for flag in closed if flag.case_ref)
    own = [flag for flag in closed if flag.case_ref is None or flag.case_ref in refs]
    return _visible(look, recall(own, running.store, running.catalogue, running.policy))


def tell_flags(look: Look, flags: Mapping[str, Flag]) -> list[dict[str, Any]]:
    """Return flags as the outside reads them; without the clearance nothing of the others they are about."""
    findings = {id_: flag.finding for id_, flag in flags.items() if flag.finding}
    told: dict[str, dict[str, Any]] = dict(
        zip(findings, as_json(list(findings.values()), look.running.store, look.now), strict=True)
    )
    is_cleared = look.sees_victims()
    if not is_cleared:
        _leave_out_victims(look, findings, told)
    look.trace.release(
        [*flags, *(finding.subject for finding in findings.values())],
        Sensitivity.PERSONAL,
        *([Sensitivity.VICTIM_IDENTITY, Sensitivity.VICTIM_LOCATION] if is_cleared else []),
    )
    return [
        _tell(flag, told[id_], is_cleared=is_cleared) if id_ in told else _tell_bare(flag, is_cleared=is_cleared)
        for id_, flag in flags.items()
    ]


def _leave_out_victims(look: Look, findings: Mapping[str, Finding], told: dict[str, dict[str, Any]]) -> None:
    """Call nominals whom some record knows as a victim alone as their other records do."""
    subjects = {id_: finding.subject for id_, finding in findings.items()}
    sides = offender_sides(look.running.store, subjects.values(), look.now)
    for id_, subject in subjects.items():
        if side := sides.get(subject):
            refs = sorted(map(public_ref, side.records))
            told[id_] = {**told[id_], "subject": name_person(subject, dict(side.says)), "subjectRefs": refs}


def _tell(flag: Flag, told: Mapping[str, Any], *, is_cleared: bool) -> dict[str, Any]:
    life = _life(flag, is_cleared=is_cleared)
    if is_cleared:
        return {"id": flag.id, **told, **life}
    facts = {name: value for name, value in told["facts"].items() if name in _SAFE_FACTS}
    kept = {name: told[name] for name in (*_TOLD, "asOf", "knownAt")}
    plain = {"summary": f"{told['title']}.", "facts": facts, "parties": [], "path": [], "nodes": []}
    return {"id": flag.id, **kept, **plain, **life}


def _tell_bare(flag: Flag, *, is_cleared: bool) -> dict[str, Any]:
    """Return what is left of a closed flag of which it is no longer known what was found."""
    return {
        "id": flag.id,
        "rule": flag.rule,
        "family": flag.family,
        "severity": flag.severity.value,
        "outcome": flag.outcome.value,
        "caseRef": flag.case_ref,
        "title": flag.title,
        "summary": f"{flag.title}.",
        "facts": {},
        "parties": [],
        "path": [],
        "nodes": [],
        **_life(flag, is_cleared=is_cleared),
    }


def _life(flag: Flag, *, is_cleared: bool) -> dict[str, Any]:
    """Return what became of a flag; a note is free text, which may tell of anybody."""
    life = life_as_json(flag)
    if is_cleared:
        return life
    return life | {"history": [{name: one[name] for name in one if name != "note"} for one in life["history"]]}


def _visible(look: Look, flags: Iterable[Flag]) -> dict[str, Flag]:
    """Return those of a case by the case's area, those of nobody's case by the areas that tell of them.

    One that touches somebody whose record is closed to the caller is left out whole.
    """
    listed = list(flags)
    cases = look.visibility.cases(flag.case_ref for flag in listed if flag.case_ref)
    heard = _telling_areas(look, [flag for flag in listed if flag.case_ref is None])

    def is_visible(flag: Flag) -> bool:
        if flag.finding is not None and _is_closed(look, flag.finding):
            return False
        if flag.case_ref:
            return flag.case_ref in cases
        return flag.finding is not None and any(map(look.caller.covers, heard.get(flag.id, ())))

    return {flag.id: flag for flag in listed if is_visible(flag)}


def _is_closed(look: Look, finding: Finding) -> bool:
    if not look.sees_visor() and any("visor" in name.lower() for name in finding.facts):
        return True
    return bool(look.visibility.barred & {thing.id for thing in finding.things if thing.kind == "Person"})


def _telling_areas(look: Look, flags: Sequence[Flag]) -> dict[str, set[str]]:
    """Return for each flag the areas that hear its MARAC cases, and those in which the agency of a referral works."""
    heard_in: dict[str, set[str]] = {}
    things = {flag.id: flag.finding.things if flag.finding else () for flag in flags}
    cases = {id_: {thing.id for thing in ones if thing.kind == "MaracCase"} for id_, ones in things.items()}
    asked = sorted(set().union(*cases.values()))
    for row in ask_each(look.running.store, "marac_areas", asked, look.now):
        heard_in.setdefault(row["marac"], set()).add(row["area"])
    working = {
        flag.id: {step.end.id for step in flag.finding.path if step.type == "WORKS_IN"} if flag.finding else set()
        for flag in flags
    }
    return {id_: working[id_].union(*(heard_in.get(marac, set()) for marac in maracs)) for id_, maracs in cases.items()}
