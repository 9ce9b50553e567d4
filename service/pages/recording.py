"""Coming in and going out, written into the audit before the browser hears of it."""

from datetime import UTC, datetime

from anyio import to_thread
from starlette.requests import Request

from service.access import Caller
from service.api.running import running_of
from service.audit import Action, Entry


async def record_passage(request: Request, action: Action, caller: Caller | None, outcome: str = "answered") -> None:
    """Write down that somebody signed in or out, or could not; raises AuditAway."""
    known = caller or Caller("")
    entry = Entry(
        who=known.subject,
        role=" ".join(sorted(known.roles)),
        action=action,
        outcome=outcome,
        at=datetime.now(UTC),
        agency=known.agency,
        areas=tuple(sorted(known.areas)),
        request=request.state.request_id,
    )
    await to_thread.run_sync(running_of(request).audit.record, entry)
