"""How much a caller may send, and for how long: what is over is refused while it comes, not when it is here."""

from time import monotonic

import anyio
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ingest.reading.limits import DEFAULT
from service.api.gate import PREFIX
from service.api.problems import Problem, problem_response

BODY_BYTES = 1 << 20
FEED_BYTES = DEFAULT.archive_bytes + BODY_BYTES
"""A feed as large as ingest reads, and room for the form around it."""
BODY_SECONDS, FEED_SECONDS = 30.0, 600.0
DRAIN_BYTES, DRAIN_SECONDS = 16 << 20, 5.0
LONGEST_PATH = 2048
FEEDS = f"{PREFIX}/feeds"


class Limits:
    """Refuses bodies that are too large (413) or come too slowly (408), and addresses that are too long (414)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if len(scope["path"]) + len(scope["query_string"]) > LONGEST_PATH:
            await _refuse(Problem(414, "The address is too long: ask for less at once."), scope, receive, send)
            return
        most, seconds = (FEED_BYTES, FEED_SECONDS) if scope["path"] == FEEDS else (BODY_BYTES, BODY_SECONDS)
        length = Headers(scope=scope).get("content-length")
        if length is not None and (not length.isascii() or not length.isdigit() or int(length) > most):
            await _drain(receive)
            await _refuse(_too_large(most), scope, receive, send)
            return
        await self._app(scope, _Bounded(receive, most, seconds), send)


class _Bounded:
    """Receives a body up to a size and a time; raises Problem beyond them."""

    def __init__(self, receive: Receive, most: int, seconds: float) -> None:
        self._receive = receive
        self._most = most
        self._until = monotonic() + seconds
        self._taken = 0
        self._is_whole = False

    async def __call__(self) -> Message:
        if self._is_whole:
            # What comes now is the caller's leaving, which may take as long as it likes.
            return await self._receive()
        try:
            with anyio.fail_after(max(0.0, self._until - monotonic())):
                message = await self._receive()
        except TimeoutError:
            raise Problem(408, "The request came too slowly: send it again.") from None
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            self._is_whole = not message.get("more_body", False)
            if self._taken > self._most:
                if not self._is_whole:
                    await _drain(self._receive)
                raise _too_large(self._most)
        return message


async def _drain(receive: Receive) -> None:
    """Take in a little of what is too much: a caller who is still sending would not see the answer."""
    taken = 0
    with anyio.move_on_after(DRAIN_SECONDS):
        while taken < DRAIN_BYTES:
            message = await receive()
            taken += len(message.get("body", b""))
            if message["type"] != "http.request" or not message.get("more_body", False):
                return


def _too_large(most: int) -> Problem:
    return Problem(413, f"The body is larger than {most >> 20} MiB: send less at once.", {"Connection": "close"})


async def _refuse(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    await problem_response(problem, scope["state"]["request_id"])(scope, receive, send)
