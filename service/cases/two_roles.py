"""A nominal whom some agency knows as a victim alone: to those not cleared a network holds nothing from there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from graph_schema.ages import births_at_age
from graph_schema.periods import AsOf
from graph_schema.provenance import SEPARATOR
from graph_schema.store import GraphStore
from service.access.two_roles import OffenderSide, offender_sides
from service.cases.statements import Statement
from service.rules import Finding
from service.rules.findings import Step, Thing

Adjust = Callable[[Statement], Statement | None]
"""What becomes of a statement that is read: it stays, says less, or is as if it were not in the graph."""


def adjusting(store: GraphStore, subject: str, as_of: AsOf) -> tuple[Adjust, frozenset[str]] | None:
    """Return how statements about a nominal are to be read, and the rows that are as if they were not there.

    None where no agency knows the nominal as a victim alone.
    """
    side = offender_sides(store, [subject], as_of).get(subject)
    if side is None:
        return None
    hidden, own = side.hidden_rows, Thing("Person", subject)

    def adjust(told: Statement) -> Statement | None:
        if told.type == "HAS_DETAILS" and told.start == own:
            facts = {name: value for name, value in told.facts.items() if name not in _TOLD}
            return replace(told, record=SEPARATOR.join(side.records), facts=facts | _facts(side))
        return None if own in {told.start, told.end} and rests_on(told.record, hidden) else told

    return adjust, hidden


def rests_on(records: str, rows: frozenset[str]) -> bool:
    """Whether a statement rests on some of these rows alone."""
    return bool(records) and set(records.split(SEPARATOR)) <= rows


def bared(findings: Iterable[Finding], rows: frozenset[str]) -> list[Finding]:
    """Return findings, those that rest on these rows by their titles alone: somebody must act, and not learn why."""
    return [_bare(one) if any(_is_from(step, rows) for step in one.path) else one for one in findings]


def _is_from(step: Step, rows: frozenset[str]) -> bool:
    return {source.record for source in step.sources} <= rows


def _bare(finding: Finding) -> Finding:
    summary = f"{finding.title}."
    return replace(finding, summary=summary, path=(), parties=(), addresses=(), marac=None, site=None, facts={})


_TOLD = frozenset({"given_names", "family_name", "born_from", "born_to", "deceased_on", "visor_record", "records"})


def _facts(side: OffenderSide) -> dict[str, Any]:
    says = side.says
    facts: dict[str, Any] = {name: says[name] for name in ("given_names", "family_name") if name in says}
    if born := says.get("date_of_birth"):
        facts |= dict.fromkeys(("born_from", "born_to"), date.fromisoformat(born))
    elif "age_recorded" in says and "age_recorded_on" in says:
        first, last = births_at_age(int(says["age_recorded"]), date.fromisoformat(says["age_recorded_on"]))
        facts |= {"born_from": first, "born_to": last}
    if died := says.get("deceased_on"):
        facts["deceased_on"] = date.fromisoformat(died)
    if "visor_record" in says:
        facts["visor_record"] = says["visor_record"] == "yes"
    return facts | {"records": SEPARATOR.join(side.records)}
