"""Who looks at what, for the routes that read cases and people: their visibility and the moments asked about."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Path, Request

from graph_schema.periods import AsOf
from service.access import Caller
from service.access.break_glass import BREAKERS, Grant
from service.access.callers import Clearance
from service.access.visibility import Standing, Visibility
from service.api.problems import not_there
from service.api.running import Running, running_of
from service.api.shapes import as_of
from service.api.trace import Trace, trace_of


@dataclass(frozen=True)
class Look:
    """One request's look at the graph."""

    running: Running
    caller: Caller
    trace: Trace
    now: AsOf
    visibility: Visibility

    def case(self, case_ref: str) -> Standing:
        """Return where a case stands, noting it in the trace; raises Problem for one the caller may not know of."""
        self.trace.case_ref = case_ref
        opened = self.opened(case_ref)
        standing = self.visibility.openable(case_ref) if opened else self.visibility.case(case_ref)
        if standing is None:
            raise not_there()
        if opened:
            self.trace.reason = f"break-glass {opened.id}"
        return standing

    def opened(self, case_ref: str) -> Grant | None:
        """Return the grant by which the caller has opened a case in an emergency, None where they have not."""
        if not self.caller.has_any(BREAKERS):
            return None
        return self.running.grants.find_open(self.caller.subject, case_ref, datetime.now(UTC))

    def barred_in(self, case_ref: str) -> frozenset[str]:
        """Return the people whose record is closed to the caller where they look at this case."""
        return self.visibility.excluded if self.opened(case_ref) else self.visibility.barred

    def sees_victims(self) -> bool:
        """Whether the caller may see who and where victims are."""
        return self.caller.is_cleared(Clearance.VICTIM)

    def sees_visor(self) -> bool:
        """Whether the caller may see what is from ViSOR."""
        return self.caller.is_cleared(Clearance.VISOR)


def look_of(request: Request) -> Look:
    """Return the look of whoever asks."""
    running, now = running_of(request), as_of(None, None)
    caller: Caller = request.state.caller
    return Look(running, caller, trace_of(request), now, Visibility(running.store, caller, now))


LookDep = Annotated[Look, Depends(look_of)]
CaseRef = Annotated[str, Path(alias="caseRef", max_length=200, description="The case, by its reference.")]
