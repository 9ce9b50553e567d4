"""What changed for a case between two moments: findings that are new, worse, better or gone, and what did it."""

from dataclasses import dataclass
from enum import StrEnum

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.flags.facts import is_worse, measure
from service.flags.statements import Statements
from service.policy import Policy
from service.rules import Catalogue, Finding, sweep
from service.rules.findings import Step
from service.rules.identity import flag_id, in_order


class ChangeKind(StrEnum):
    """What became of a finding; changed is neither for the worse nor for the better."""

    NEW = "new"
    WORSE = "worse"
    BETTER = "better"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """One finding that is not what it was.

    `ended` are the statements behind it then that are no longer what they were, `begun` those behind it now that were
    not yet what they are. Both are empty where none of its statements changed: a day has passed, or something came
    that the rule had missed.
    """

    kind: ChangeKind
    flag_id: str
    before: Finding | None
    after: Finding | None
    begun: tuple[Step, ...]
    ended: tuple[Step, ...]

    @property
    def finding(self) -> Finding:
        """Return the finding as it is now, of one that is gone as it was."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found


def changes(  # noqa: PLR0913, PLR0917 - what is asked, of which case, between which moments
    store: GraphStore, catalogue: Catalogue, policy: Policy, case_ref: str, before: AsOf, after: AsOf
) -> list[Change]:
    """Return what changed in the findings of a case, by kind, then the worst first; both by the policy of today."""
    then = {flag_id(one): one for one in sweep(store, catalogue, policy, before, cases=[case_ref])}
    now = {flag_id(one): one for one in sweep(store, catalogue, policy, after, cases=[case_ref])}
    statements = Statements(store, before, after)
    found = []
    for finding in in_order({**then, **now}.values()):
        id_ = flag_id(finding)
        was, is_ = then.get(id_), now.get(id_)
        if kind := _kind(was, is_):
            begun, ended = statements.changed(is_), statements.changed(was)
            found.append(Change(kind, id_, was, is_, begun, ended))
    return sorted(found, key=lambda change: list(ChangeKind).index(change.kind))


def _kind(was: Finding | None, is_: Finding | None) -> ChangeKind | None:
    if was is None or is_ is None:
        return ChangeKind.NEW if was is None else ChangeKind.GONE
    then, now = measure(was), measure(is_)
    if then.digest == now.digest:
        return None
    if is_worse(now, then):
        return ChangeKind.WORSE
    return ChangeKind.BETTER if is_worse(then, now) else ChangeKind.CHANGED
