"""What goes around every answer: its request id, the headers that guard it, a line in the log and a count."""

import re
import secrets
from time import perf_counter

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.faults import class_and_place
from service.api.metrics import Metrics
from service.api.problems import FAULT, Problem, problem_response

GUARDS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Headers of every answer; a route that sends a page of its own says its own policy."""

_ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)
_LOG = structlog.get_logger("service.api")


class Envelope:
    """Names every request, guards, counts and logs every answer; the log holds ids and no values."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = Headers(scope=scope).get("x-request-id", "")
        request_id = sent if _ID.fullmatch(sent) else secrets.token_hex(12)
        scope.setdefault("state", {})["request_id"] = request_id
        begun, status = perf_counter(), 0

        async def guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in GUARDS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await self._app(scope, receive, guarded)
        except Exception as fault:  # noqa: BLE001  # the last place where anything can be answered
            _LOG.error("fault", request=request_id, fault=class_and_place(fault))
            if not status:
                await problem_response(Problem(500, FAULT), request_id)(scope, receive, guarded)
        seconds = perf_counter() - begun
        route = getattr(scope.get("route"), "path_format", "none")
        self._metrics.count(route, scope["method"], status, seconds)
        _LOG.info(
            "answered",
            request=request_id,
            route=route,
            method=scope["method"],
            status=status,
            milliseconds=round(seconds * 1000, 1),
        )
