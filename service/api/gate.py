"""The gate: nobody unknown comes past it, and no answer leaves before it is written down.

It stands around every route of the API in one place, so that a route can neither forget to ask who is there nor to
record what it said.
"""

import structlog
from anyio import to_thread
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.faults import class_and_place
from service.api.letting_in import find_caller
from service.api.pace import Pace
from service.api.problems import AUDIT_AWAY, RETRY_SECONDS, Problem, problem_of, problem_response
from service.api.running import Running
from service.api.trace import Trace
from service.audit import Action, AuditAway

PREFIX = "/api/v1"

_LOG = structlog.get_logger("service.api")


class Gate:
    """Lets known callers in to what is below PREFIX, and records every answer before its first byte leaves."""

    def __init__(self, app: ASGIApp, pace: Pace) -> None:
        self._app = app
        self._pace = pace

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not is_guarded(scope["path"]):
            await self._app(scope, receive, send)
            return
        running: Running = scope["app"].state.running
        trace = Trace(scope["state"]["request_id"])
        scope["state"]["trace"] = trace
        recorded = _Recorded(running, trace, send)
        try:
            await self._answer(scope, receive, recorded, running)
        except ClientDisconnect:
            return
        except Exception as fault:  # whatever happened must be answered, and recorded
            if recorded.is_begun:
                raise
            problem = problem_of(fault)
            if problem.status == 500:
                _LOG.error("fault", request=trace.request, fault=class_and_place(fault))
            await problem_response(problem, trace.request)(scope, receive, recorded)
        if recorded.is_away:
            away = Problem(503, AUDIT_AWAY, {"Retry-After": str(RETRY_SECONDS)})
            await problem_response(away, trace.request)(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, recorded: "_Recorded", running: Running) -> None:
        trace = recorded.trace
        try:
            trace.caller = await find_caller(scope, running)
        except Problem:
            trace.action = Action.SIGN_IN_REFUSED
            client = scope.get("client")
            self._pace.take(f"address {client[0] if client else ''}")
            raise
        self._pace.take(f"caller {trace.caller.subject}")
        scope["state"]["caller"] = trace.caller
        await self._app(scope, receive, recorded)


class _Recorded:
    """Sends an answer once it is in the audit; where it cannot be recorded, nothing of it is sent."""

    def __init__(self, running: Running, trace: Trace, send: Send) -> None:
        self._running = running
        self._send = send
        self.trace = trace
        self.is_begun = False
        self.is_away = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and not self.is_begun:
            self.is_begun = True
            entry = self.trace.entry(message["status"])
            try:
                await to_thread.run_sync(self._running.audit.record, entry)
            except AuditAway as away:
                self.is_away = True
                _LOG.error("audit away", request=self.trace.request, reason=str(away))
        if not self.is_away:
            await self._send(message)


def is_guarded(path: str) -> bool:
    """Whether a path lies behind the gate."""
    return path == PREFIX or path.startswith(f"{PREFIX}/")
