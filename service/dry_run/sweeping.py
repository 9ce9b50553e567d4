"""One day swept by two rulebooks at once: what is read of the graph is read once, and so is what both find alike."""

from collections.abc import Collection

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.dry_run.rulebooks import Rulebook
from service.rules import Finding
from service.rules.evaluating import evaluate
from service.rules.world import World


def sweep_both(
    store: GraphStore, before: Rulebook, after: Rulebook, as_of: AsOf, touched: Collection[str]
) -> tuple[list[Finding], list[Finding]]:
    """Return what the touched rules find by each of two rulebooks; as `sweep` finds it by either.

    Rules that are not touched find the same by both: they are evaluated, once, only where a touched one counts what
    others find. Raises StoreError or WrongRule.
    """
    world = World(store, as_of)
    alike: dict[str, list[Finding]] = {}
    return _sweep(world, before, touched, alike), _sweep(world, after, touched, alike)


def _sweep(world: World, book: Rulebook, touched: Collection[str], alike: dict[str, list[Finding]]) -> list[Finding]:
    counting = [rule for rule in book.catalogue if rule.counts_findings and rule.id in touched]
    found: list[Finding] = []
    others: list[Finding] = []
    for rule in book.catalogue:
        if rule.counts_findings:
            continue
        if rule.id in touched:
            found += evaluate(rule, world, book.policy)
        elif counting:
            if rule.id not in alike:
                alike[rule.id] = evaluate(rule, world, book.policy)
            others += alike[rule.id]
    world.findings = (*found, *others)
    return [*found, *(finding for rule in counting for finding in evaluate(rule, world, book.policy))]
