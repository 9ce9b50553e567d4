"""The placement check: asked by those who may, answered in one of two ways, and never without being written down."""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore, StoreError
from service.access import Caller
from service.access.visibility import Standing
from service.patience import OutOfPatience
from service.placement.answers import MESSAGES, Answer, Outcome
from service.placement.budgets import Allowance, Budgeted
from service.placement.candidates import Request, find_candidate, may_ask
from service.placement.cases import read_case, read_case_for
from service.placement.causes import Cause
from service.placement.errors import LedgerAway
from service.placement.ledger import Asked, Checked, Ledger
from service.placement.pace import Pace
from service.placement.places import Place, read_places
from service.placement.weighing import Question, Weighing
from service.policy import Policy
from service.rules import PLACEMENT_RULES, Catalogue, WrongRule
from service.rules.findings import Finding

_LOG = logging.getLogger(__name__)
_PLACEMENT = "accommodation.placement"
_REFERENCE_BYTES = 16
_PACE = Pace()


@dataclass(frozen=True)
class Explanation:
    """The full finding of a check, for those who may see it: every cause, and what the rules find.

    It is worked out again from what is now known to have been known then; causes that tell of nobody are those that
    were written down.
    """

    checked: Checked
    causes: frozenset[Cause]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Weighed:
    """What was seen of a question, as far as it was looked at."""

    causes: frozenset[Cause] = frozenset()
    case: Standing | None = None
    candidate: Place | None = None


class PlacementChecks:
    """Placement checks on one store, with one ledger; for any number of threads."""

    def __init__(
        self, store: GraphStore, catalogue: Catalogue, policy: Policy, ledger: Ledger, pace: Pace = _PACE
    ) -> None:
        """Check with `catalogue`, which must hold the accommodation rules; raises WrongRule where one is missing."""
        if missing := [rule for rule in PLACEMENT_RULES if catalogue.rule(rule) is None]:
            raise WrongRule(
                f"A placement check needs the rule {missing[0]}, which is not in the catalogue: put it back."
            )
        self._weighing = Weighing(store, catalogue, policy)
        self._store = store
        self._policy = policy
        self._ledger = ledger
        self._pace = pace

    def check(self, request: Request, caller: Caller) -> Answer:
        """Answer whether a conflict is recorded, with the same words, size and time for every cause of a referral.

        Raises LedgerAway where the check cannot be counted or written down; whatever else goes wrong is a referral.
        """
        with self._pace.kept():
            now = self._pace.now()
            weighed = self._weigh_in_time(request, caller, AsOf(now.date(), now))
            checked = self._checked(request, caller, weighed, now)
            self._ledger.record(checked)
            return self._answer(checked, caller)

    def recorded(self, reference: str) -> Checked | None:
        """Return the check with a reference, so that it can be decided who may see its finding; None without one."""
        return self._ledger.find(reference)

    def answered(self) -> Sequence[Checked]:
        """Return every check that was answered, in order; raises LedgerAway."""
        return self._ledger.all()

    def finding(self, reference: str) -> list[Finding]:
        """Return what the rules find about a check, as was known then; nothing for a reference that was never given.

        Whoever calls this has made sure that the reader may see everything. Raises StoreError, LedgerAway.
        """
        explanation = self.explain(reference)
        return list(explanation.findings) if explanation else []

    def explain(self, reference: str) -> Explanation | None:
        """Return the full finding of a check; None for a reference that was never given. As `finding` otherwise."""
        checked = self._ledger.find(reference)
        if checked is None:
            return None
        case = read_case(self._store, checked.case_ref, checked.as_of)
        candidate = read_places(self._store, [checked.address], checked.as_of).get(checked.address)
        if case is None or candidate is None:
            return Explanation(checked, checked.obstacles, ())
        question = Question(case, candidate, checked.as_of)
        causes = checked.obstacles | self._weighing.causes(question)
        return Explanation(checked, causes, tuple(self._weighing.findings(question)))

    def _weigh_in_time(self, request: Request, caller: Caller, as_of: AsOf) -> _Weighed:
        """Weigh a question; where the graph does not answer in time it is as if it were away."""
        try:
            return self._pace.patience.wait_for(lambda: self._weigh(request, caller, as_of))
        except OutOfPatience:
            _LOG.error("A placement check got no answer from the graph in time and was referred.")
            return _Weighed(frozenset({Cause.STORE_AWAY}))

    def _weigh(self, request: Request, caller: Caller, as_of: AsOf) -> _Weighed:
        seen = _Weighed()
        try:
            seen = self._look(request, caller, as_of)
            if not self._ledger.budgets.charge(as_of.day, self._allowances(seen, caller)):
                return replace(seen, causes=seen.causes | {Cause.BUDGET_SPENT})
            if seen.causes or seen.case is None or seen.candidate is None:
                return seen
            return replace(seen, causes=self._weighing.causes(Question(seen.case, seen.candidate, as_of)))
        except LedgerAway:
            raise
        except StoreError:
            return replace(seen, causes=frozenset({Cause.STORE_AWAY}))
        except Exception as fault:  # noqa: BLE001  # a check that fails must look like any other referral
            _LOG.error("A placement check failed and was referred: %s", _class_and_place(fault))
            return replace(seen, causes=frozenset({Cause.FAULT}))

    def _look(self, request: Request, caller: Caller, as_of: AsOf) -> _Weighed:
        causes: set[Cause] = set()
        case = read_case_for(self._store, caller, request.case_ref, as_of)
        if case is None:
            causes.add(Cause.CASE_NOT_KNOWN)
        candidate = find_candidate(self._store, request, as_of)
        if candidate is None:
            causes.add(Cause.ADDRESS_NOT_KNOWN)
        elif not may_ask(self._store, caller, candidate.address, as_of):
            causes.add(Cause.ADDRESS_NOT_TO_ASK)
        return _Weighed(frozenset(causes), case, candidate)

    def _allowances(self, seen: _Weighed, caller: Caller) -> list[Allowance]:
        """Return what a check is charged to; a case that is not the caller's loses none of its checks to them."""
        area = seen.case.area if seen.case else None
        keys = {
            Budgeted.OFFICER: caller.subject,
            Budgeted.CASE: seen.case.case_ref if seen.case else None,
            Budgeted.ADDRESS: seen.candidate.address if seen.candidate else None,
        }
        return [
            Allowance(kind, key, self._policy.whole(f"{_PLACEMENT}.checks_per_{kind}_per_day", area))
            for kind, key in keys.items()
            if key is not None
        ]

    def _checked(self, request: Request, caller: Caller, weighed: _Weighed, now: datetime) -> Checked:
        position = weighed.candidate.position if weighed.candidate else None
        asked = None
        if position and weighed.case:
            reach = self._weighing.radius(weighed.case.area) + position.uncertainty
            asked = Asked(position.easting, position.northing, reach)
        return Checked(
            reference=secrets.token_hex(_REFERENCE_BYTES),
            at=now,
            officer=caller.subject,
            agency=caller.agency,
            case_ref=request.case_ref,
            area=weighed.case.area if weighed.case else "",
            address=weighed.candidate.address if weighed.candidate else "",
            outcome=Outcome.REFER_TO_COORDINATOR if weighed.causes else Outcome.NO_RECORDED_CONFLICT,
            asked=asked,
            obstacles=frozenset(cause for cause in weighed.causes if not cause.is_about_people),
        )

    def _answer(self, checked: Checked, caller: Caller) -> Answer:
        # Contact and validity follow the caller's area, never the case's, which would tell that there is such a case.
        area = next(iter(caller.areas)) if len(caller.areas) == 1 else None
        moment = checked.at.astimezone(UTC)
        return Answer(
            reference=checked.reference,
            outcome=checked.outcome,
            message=MESSAGES[checked.outcome],
            contact=self._policy.text(f"{_PLACEMENT}.contact", area),
            checked_at=moment,
            valid_until=moment + timedelta(days=self._policy.whole(f"{_PLACEMENT}.valid_days", area)),
        )


def _class_and_place(fault: BaseException) -> str:
    """Return the class of a fault and where it was raised; its text may hold what nobody may read."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__}{where}"
