"""Flags and changes as the outside reads them, with full sight: JSON with names and references."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.cases.flags import SHOWN_KINDS
from service.cases.nodes_and_links import node_id
from service.flags.changes import Change
from service.flags.flags import Flag
from service.flags.life import Happening
from service.naming import describe
from service.rules.findings import Step, Thing
from service.rules.output import as_json as findings_as_json
from service.rules.output import day_text

Json = dict[str, Any]


def as_json(flags: Sequence[Flag], store: GraphStore, as_of: AsOf) -> list[Json]:
    """Return flags in the contract's form, whose own entries come first, with what became of each.

    For those with full sight: whoever may not see all of a case gets the flags of its redacted network, and
    `life_as_json` beside them. A closed flag whose finding was not recalled has no summary, path or references.
    """
    findings = [flag.finding for flag in flags if flag.finding]
    told = dict(zip(map(id, findings), findings_as_json(findings, store, as_of), strict=True))
    return [_flag(flag, told.get(id(flag.finding), {})) for flag in flags]


def life_as_json(flag: Flag) -> Json:
    """Return what became of a flag: nothing in it tells of anybody but those who decided, and what their notes say."""
    life = flag.life
    return {
        "number": flag.number,
        "status": flag.status.value,
        "version": flag.version,
        "openedAt": flag.opened_at.isoformat(timespec="seconds"),
        "until": life.until.isoformat() if life.until else None,
        "dismissalProposedBy": list(life.proposed_by),
        "closedBecause": life.because.value if life.because else None,
        "history": [_happening(one) for one in flag.history],
    }


def _flag(flag: Flag, told: Mapping[str, Any]) -> Json:
    finding = flag.finding
    life = life_as_json(flag)
    return {
        "id": flag.id,
        "number": flag.number,
        "rule": flag.rule,
        "family": flag.family,
        "severity": flag.severity.value,
        "status": life.pop("status"),
        "outcome": flag.outcome.value,
        "title": finding.title if finding else flag.title,
        "summary": told.get("summary", ""),
        "nextStep": told.get("nextStep", ""),
        "guidance": told.get("guidance", []),
        "nodeIds": [node_id(thing) for thing in finding.things if thing.kind in SHOWN_KINDS] if finding else [],
        "linkIds": list(dict.fromkeys(map(_link_id, finding.path))) if finding else [],
        "facts": told.get("facts", {}),
        "caseRef": flag.case_ref,
        "subject": told.get("subject", ""),
        "subjectRefs": told.get("subjectRefs", []),
        "parties": told.get("parties", []),
    } | life


def _happening(one: Happening) -> Json:
    told: Json = {"at": one.at.isoformat(timespec="seconds"), "what": str(one.what), "status": one.status.value}
    optional = {"by": one.by, "note": one.note, "until": one.until and one.until.isoformat(), "because": one.because}
    return told | {name: str(value) for name, value in optional.items() if value}


def _link_id(step: Step) -> str:
    """Return what the id of the statement's link begins with in a network of full sight."""
    return f"{step.type}|{node_id(step.start)}|{node_id(step.end)}|{step.valid_from}|{step.valid_to}"


def changes_as_json(changes: Sequence[Change], store: GraphStore, as_of: AsOf) -> list[Json]:
    """Return changes with the finding as it is now, of one that is gone as it was, and the statements that did it."""
    found = findings_as_json([change.finding for change in changes], store, as_of)
    steps = [step for change in changes for step in (*change.begun, *change.ended)]
    named = _labels(steps, store, as_of)
    return [
        {
            "change": change.kind.value,
            "flagId": change.flag_id,
            **told,
            "severityBefore": change.before.severity.value if change.before else None,
            "begun": [_step(step, named) for step in change.begun],
            "ended": [_step(step, named) for step in change.ended],
        }
        for change, told in zip(changes, found, strict=True)
    ]


def _labels(steps: Sequence[Step], store: GraphStore, as_of: AsOf) -> Mapping[Thing, str]:
    things = dict.fromkeys(thing for step in steps for thing in (step.start, step.end) if thing.kind != "Record")
    return {thing: named.label for thing, named in describe(store, things, as_of).items()}


def _step(step: Step, labels: Mapping[Thing, str]) -> Json:
    return {
        "from": step.start.id,
        "fromLabel": labels.get(step.start, "a record"),
        "type": step.type,
        "to": step.end.id,
        "toLabel": labels.get(step.end, "a record"),
        "validFrom": day_text(step.valid_from),
        "validTo": day_text(step.valid_to),
        "sources": [{"agency": source.agency, "feed": source.feed} for source in step.sources],
    }
