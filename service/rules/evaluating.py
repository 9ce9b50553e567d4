"""Evaluating the rules: over everybody, over some cases, or for an address that is only asked about."""

from collections.abc import Collection

import polars as pl

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, QueryFault
from service.policy import Policy
from service.rules.catalogue import Catalogue, Rule
from service.rules.errors import WrongRule
from service.rules.findings import Finding
from service.rules.gathering import gather
from service.rules.steps import STEPS_BY_NAME
from service.rules.steps.rows import found, in_cases
from service.rules.world import Candidate, World

PLACING = frozenset({"HEARD_IN", "WORKS_IN"})
"""What in the path of a finding without a case tells its area: where a MARAC hears it, or the agency works."""

PLACEMENT_RULES = ("ACC-01", "ACC-02", "ACC-03", "ACC-04", "ACC-05", "ACC-06", "ACC-07")
"""The rules that answer whether somebody may live at an address."""


def sweep(  # noqa: PLR0913 - what to evaluate, and three ways to narrow it
    store: GraphStore,
    catalogue: Catalogue,
    policy: Policy,
    as_of: AsOf,
    *,
    area: str | None = None,
    rules: Collection[str] | None = None,
    cases: Collection[str] | None = None,
) -> list[Finding]:
    """Return all findings as of a day and a time of knowledge, in the order of rule, case and key.

    `area` keeps those of cases of that area (and, of rules about people without a case, of MARAC cases heard there and
    of agencies that work there),
    `rules` those of rules with these ids, `cases` those of these cases, at a cost in proportion to them.
    A rule that counts findings is evaluated last; asked for alone, all the others are evaluated for it.
    """
    world = World(store, as_of, None if cases is None else frozenset(cases))
    wanted = [rule for rule in catalogue if rules is None or rule.id in rules]
    counting = [rule for rule in wanted if rule.counts_findings]
    counted = [rule for rule in (catalogue if counting else wanted) if not rule.counts_findings]
    by_rule = {rule.id: evaluate(rule, world, policy) for rule in counted}
    world.findings = tuple(finding for found_ in by_rule.values() for finding in found_)
    by_rule |= {rule.id: evaluate(rule, world, policy) for rule in counting}
    findings = [finding for rule in wanted for finding in by_rule[rule.id]]
    return [finding for finding in findings if area is None or _lies_in(finding, area, world)]


def check_candidate(  # noqa: PLR0913, PLR0917 - what to evaluate, and who and where it is about
    store: GraphStore, catalogue: Catalogue, policy: Policy, case_ref: str, address_id: str, as_of: AsOf
) -> list[Finding]:
    """Return what the accommodation rules find for a case if its nominal's only home were proposed at an address."""
    world = World(store, as_of, frozenset({case_ref}))
    if world.nominals.is_empty():
        return []
    world.candidate = Candidate(world.nominals["subject"][0], address_id)
    wanted = [rule for rule in catalogue if rule.id in PLACEMENT_RULES]
    return [finding for rule in wanted for finding in evaluate(rule, world, policy)]


def evaluate(rule: Rule, world: World, policy: Policy) -> list[Finding]:
    """Return the findings of one rule."""
    keys = None
    world.asks_everybody = rule.is_about_everybody
    if world.cases is not None:
        cases = pl.Series(sorted(world.cases), dtype=pl.String)
        keys = cases if rule.header.subject == "MappaCase" else world.subjects
    try:
        rows = world.ask(rule.question, keys)
    except QueryFault as fault:
        raise WrongRule(f"{rule.question.place}: the question cannot be asked: {fault}") from None
    step = STEPS_BY_NAME[rule.header.step] if rule.header.step else _as_it_is
    evidence = step(world, policy, rows)
    if evidence.is_empty():
        return []
    if rule.header.step is None:
        evidence = found(evidence, rule.severity)
    if world.cases is not None:
        evidence = evidence.filter(pl.col("case").is_in(sorted(world.cases)))
    return gather(rule, evidence, world)


def _as_it_is(world: World, policy: Policy, rows: pl.DataFrame) -> pl.DataFrame:
    return rows if "case" in rows.columns else in_cases(world, rows)


def _lies_in(finding: Finding, area: str, world: World) -> bool:
    if finding.case_ref is not None:
        cases = world.nominals.filter(pl.col("case") == finding.case_ref)
        if cases.is_empty():
            # A case that has ended belongs to the area that had it last.
            known = world.word("episodes", pl.Series([finding.case_ref]))
            begun = known.filter(pl.col("case") == finding.case_ref, pl.col("since") <= world.day)
            cases = begun.filter(pl.col("since") == pl.col("since").max())
        return area in cases["area"].to_list()
    return area in {step.end.id for step in finding.path if step.type in PLACING}
