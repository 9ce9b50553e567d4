"""Findings as the outside reads them: JSON with names and references, nothing of how the graph keeps them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from graph_schema.periods import MAX_DAY, MIN_DAY, AsOf
from graph_schema.store import GraphStore
from ingest.records import public_ref
from service.naming import Named, describe
from service.rules.findings import Finding, Step, Thing

Json = dict[str, object]


def as_json(findings: Sequence[Finding], store: GraphStore, as_of: AsOf) -> list[Json]:
    """Return findings in the contract's form, each with the names and references of what it touches."""
    things = {thing for finding in findings for thing in finding.things}
    named = dict(describe(store, [thing for thing in things if thing.kind != "Record"], as_of))
    for thing in things - named.keys():
        ref = _record(thing.id)
        named[thing] = Named(f"Record {ref}", (ref,))
    return [_finding(finding, named) for finding in findings]


def _finding(finding: Finding, named: Mapping[Thing, Named]) -> Json:
    def refs(kind: str, id_: str) -> list[str]:
        return list(named[Thing(kind, id_)].refs)

    optional = {
        "conditionRef": finding.condition,
        "transferRef": finding.transfer,
        "maracRef": finding.marac,
        "siteRef": finding.site,
        "addressRefs": [ref for address in finding.addresses for ref in refs("Address", address)] or None,
        **{f"{name}Ref": next(iter(refs(thing.kind, thing.id)), None) for name, thing in finding.keyed},
        "episodeFrom": finding.episode_from.isoformat() if finding.episode_from else None,
    }
    return {
        "rule": finding.rule,
        "family": finding.family,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "subject": named[Thing("Person", finding.subject)].label,
        "subjectRefs": refs("Person", finding.subject),
        "caseRef": finding.case_ref,
        "title": finding.title,
        "summary": finding.summary,
        "nextStep": finding.next_step,
        "guidance": [{"document": one.document, "section": one.section} for one in finding.guidance],
        "facts": {name: _fact(value, named) for name, value in finding.facts.items()},
        "parties": [{"role": party.role, "refs": refs("Person", party.person)} for party in finding.parties],
        **{name: value for name, value in optional.items() if value is not None},
        "path": [_step(step) for step in finding.path],
        "nodes": [
            {"id": thing.id, "kind": thing.kind, "label": named[thing].label, "refs": list(named[thing].refs)}
            for thing in finding.things
        ],
        "asOf": finding.as_of.day.isoformat(),
        "knownAt": known_text(finding.as_of.known),
    }


def known_text(known: datetime) -> str:
    """Return a time of knowledge as ISO text; the end of a day as the day, which is how it was asked."""
    is_end = known.time() == datetime.max.time()
    return known.date().isoformat() if is_end else known.isoformat(timespec="seconds")


def day_text(day: date) -> str | None:
    """Return a day as ISO text, an open end as nothing."""
    return None if day in {MIN_DAY, MAX_DAY} else day.isoformat()


def _step(step: Step) -> Json:
    return {
        "from": step.start.id,
        "type": step.type,
        "to": step.end.id,
        "validFrom": day_text(step.valid_from),
        "validTo": day_text(step.valid_to),
        "sources": [
            {"agency": source.agency, "feed": source.feed, "record": _record(source.record)} for source in step.sources
        ],
    }


def _record(record: str) -> str:
    """Return a record as `agency:ref`; what is no record of an agency as it is."""
    return public_ref(record) if record.count(":") >= 2 else record


def _fact(value: object, named: Mapping[Thing, Named]) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [{name: _address(name, one, named) for name, one in pair.items() if one is not None} for pair in value]
    return value


def _address(name: str, value: object, named: Mapping[Thing, Named]) -> object:
    """Return a pair's address by its references rather than by the graph's id."""
    if name in {"address", "otherAddress"} and isinstance(value, str):
        known = named.get(Thing("Address", value))
        return list(known.refs) if known else value
    return value
