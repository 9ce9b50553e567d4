"""What speaks against a placement: worked out with full sight, for the few words of an answer or for a full finding."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.access.visibility import Standing
from service.placement.cases import HIGHEST_LEVEL
from service.placement.causes import Cause
from service.placement.cells import public_cells
from service.placement.freshness import is_stale
from service.placement.places import Place, Position, is_protected
from service.placement.protected import find_protected
from service.policy import Policy
from service.rules import Catalogue, check_candidate
from service.rules.findings import Finding

_PLACEMENT = "accommodation.placement"


@dataclass(frozen=True)
class Question:
    """Whether the subject of `case` may live at `candidate`, as of a day and a time of knowledge."""

    case: Standing
    candidate: Place
    as_of: AsOf


@dataclass(frozen=True)
class Weighing:
    """What questions are weighed with."""

    store: GraphStore
    catalogue: Catalogue
    policy: Policy

    def radius(self, area: str) -> int:
        """Return the radius of protected regions in metres.

        Never less than that of the rules, or their findings would mark out an area narrower than the region.
        """
        rules = self.policy.whole("accommodation.own_victim.radius_m", area)
        return max(self.policy.whole(f"{_PLACEMENT}.radius_m", area), rules)

    def findings(self, question: Question) -> list[Finding]:
        """Return what the rules find, or could not check, with the candidate as a proposed home of the subject."""
        case, candidate = question.case.case_ref, question.candidate.address
        return check_candidate(self.store, self.catalogue, self.policy, case, candidate, question.as_of)

    def causes(self, question: Question) -> frozenset[Cause]:
        """Return every cause for a referral; the same work is done whatever the first of them is."""
        return frozenset(self._causes(question))

    def _causes(self, question: Question) -> Iterator[Cause]:
        case, as_of = question.case, question.as_of
        if case.level == HIGHEST_LEVEL:
            yield Cause.LEVEL_3
        stale_days = self.policy.whole(f"{_PLACEMENT}.stale_days", case.area)
        if is_stale(self.store, case.area, as_of, stale_days):
            yield Cause.STALE_DATA
        if question.candidate.position is None:
            yield Cause.NO_POSITION
        else:
            yield from self._causes_of_place(question, question.candidate.position)
        if self.findings(question):
            yield Cause.RULE

    def _causes_of_place(self, question: Question, candidate: Position) -> Iterator[Cause]:
        cells, radius = public_cells(), self.radius(question.case.area)
        least = self.policy.whole(f"{_PLACEMENT}.min_households", question.case.area)
        own = cells.at(candidate.easting, candidate.northing)
        if own.distance(candidate.easting, candidate.northing) > radius:
            yield Cause.NO_CELL
        protected = find_protected(self.store, question.case.subject, question.as_of)
        if not protected.is_complete:
            yield Cause.PROTECTED_PLACE_NOT_KNOWN
        around = [(place, cells.at(place.easting, place.northing)) for place in protected.positions]
        if min(cell.households for cell in (own, *(cell for _, cell in around))) < least:
            yield Cause.SMALL_CELL
        # All are measured: how long it takes must not tell which was the first to be too near.
        if True in [is_protected(candidate, place, cell, radius) for place, cell in around]:
            yield Cause.PROTECTED_REGION
