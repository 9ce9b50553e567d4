"""What a request is about, gathered while it is answered, and written into the audit before the answer leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from graph_schema.sensitivity import Sensitivity
from service.access import Caller
from service.audit import Action, Entry

_OUTCOMES = {401: "denied", 403: "denied", 404: "not_found"}


@dataclass
class Trace:
    """Who is asking what, why and about whom; a route adds what it released."""

    request: str
    caller: Caller | None = None
    action: Action = Action.UNKNOWN_ROUTE
    purpose: str = ""
    reason: str = ""
    case_ref: str = ""
    outcome: str = ""
    things: set[str] = field(default_factory=set)
    classes: set[Sensitivity] = field(default_factory=set)

    def release(self, things: Iterable[str], *classes: Sensitivity) -> None:
        """Add ids of what the answer tells of, and the classes of sensitivity of what it tells."""
        self.things.update(things)
        self.classes.update(classes)

    def entry(self, status: int) -> Entry:
        """Return what is written down of an answer with this status; of an error, that nothing was released."""
        is_answered = status < 400
        failed = "failed" if status >= 500 else "refused"
        caller = self.caller or Caller("")
        return Entry(
            who=caller.subject,
            role=" ".join(sorted(caller.roles)),
            action=self.action,
            outcome=self.outcome if is_answered and self.outcome else _outcome(status, failed),
            at=datetime.now(UTC),
            agency=caller.agency,
            areas=tuple(sorted(caller.areas)),
            purpose=self.purpose,
            reason=self.reason,
            case_ref=self.case_ref,
            things=tuple(sorted(self.things)) if is_answered else (),
            classes=tuple(sorted(self.classes)) if is_answered else (),
            request=self.request,
        )


def _outcome(status: int, failed: str) -> str:
    return "answered" if status < 400 else _OUTCOMES.get(status, failed)


def trace_of(request: Request) -> Trace:
    """Return the trace of a request."""
    trace: Trace = request.state.trace
    return trace


TraceDep = Annotated[Trace, Depends(trace_of)]
