"""The rules in force: what is flagged, why, where it is from, and with which thresholds."""

from typing import Annotated, Any

from fastapi import Path, Request

from service.access import Caller
from service.api.access import allow, guarded_router
from service.api.problems import not_there
from service.api.running import running_of
from service.api.shapes import CursorParameter, LimitParameter, Page, Shape, cut_page, example
from service.api.trace import TraceDep
from service.audit import Action
from service.policy import Policy
from service.rules import Rule as CatalogueRule

router = guarded_router("rules")


class Guidance(Shape):
    """Where a rule is from."""

    document: str
    section: str


class Threshold(Shape):
    """A threshold of policy that a rule uses, with where it is from."""

    value: int | bool | str
    source: str
    effective_from: str
    verified: bool


class Rule(Shape):
    """A rule as a meeting reads it."""

    id: str
    title: str
    family: str
    severity: str
    finding: str
    reading: str | None
    """What the rule takes its words to mean, exactly; None where the words of the finding say it."""
    could_not_check: str | None
    next_step: str
    guidance: tuple[Guidance, ...]
    policy: dict[str, Threshold]


_RULE: dict[str, Any] = {
    "id": "ACC-02",
    "title": "Home in the same building as a victim",
    "family": "accommodation",
    "severity": "critical",
    "finding": "A home of the nominal and a home of one of his victims are in the same building.",
    "reading": None,
    "couldNotCheck": None,
    "nextStep": "Ask the community offender manager and the victim liaison officer to agree another address today.",
    "guidance": [{"document": "MAPPA Guidance", "section": "17"}],
    "policy": {},
}


@router.get("", summary="List the rules", response_model=Page[Rule], responses=example({"items": [_RULE]}))
def list_rules(
    request: Request,
    trace: TraceDep,
    caller: Annotated[Caller, allow(Action.READ_RULES, None)],
    limit: LimitParameter = 100,
    cursor: CursorParameter = None,
) -> Page[Rule]:
    """List the rules in force, in the order of their ids; for anyone signed in."""
    running = running_of(request)
    rules = {rule.id: rule for rule in running.catalogue}
    page, following = cut_page(sorted(rules), running.cursors, ("rules", caller.subject), cursor, limit)
    trace.release(page)
    return Page[Rule](items=tuple(_shaped(rules[id_], running.policy) for id_ in page), next_cursor=following)


@router.get("/{rule_id}", summary="Read a rule", response_model=Rule, responses=example(_RULE))
def read_rule(
    request: Request,
    trace: TraceDep,
    caller: Annotated[Caller, allow(Action.READ_RULES, None)],
    rule_id: Annotated[str, Path(max_length=20)],
) -> Rule:
    """Return one rule by its id, such as ACC-02; for anyone signed in."""
    running = running_of(request)
    rule = running.catalogue.rule(rule_id.upper())
    if rule is None:
        raise not_there()
    trace.release([rule.id])
    return _shaped(rule, running.policy)


def _shaped(rule: CatalogueRule, policy: Policy) -> Rule:
    thresholds = {key: policy.threshold(key) for key in rule.policy_keys}
    return Rule(
        id=rule.id,
        title=rule.title,
        family=rule.family,
        severity=rule.severity.value,
        finding=rule.finding,
        reading=" ".join(rule.header.reading) or None,
        could_not_check=rule.header.unknown or None,
        next_step=rule.next_step,
        guidance=tuple(Guidance(document=one.document, section=one.section) for one in rule.guidance),
        policy={
            key: Threshold(
                value=one.value, source=one.source, effective_from=one.effective_from.isoformat(), verified=one.verified
            )
            for key, one in thresholds.items()
        },
    )
