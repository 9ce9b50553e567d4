"""Where an issuer signs people in, as it says itself: asked seldom, and kept while it is away."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from service.access.errors import IssuerAway
from service.access.issuer_keys import (
    COOL_DOWN_SECONDS,
    FRESH_SECONDS,
    STALE_SECONDS,
    TIMEOUT_SECONDS,
    fetch_configuration,
    own_address,
)

_POST, _BASIC = "client_secret_post", "client_secret_basic"

AWAY = "Your identity provider cannot be reached just now, so nobody can be signed in. Try again shortly."


@dataclass(frozen=True)
class Endpoints:
    """Where to send people and codes; `end_session` is "" where the issuer has none."""

    authorization: str
    token: str
    end_session: str = ""
    takes_secret_in_body: bool = False


@dataclass
class Discovery:
    """Finds the endpoints of `issuer`; one request at a time, and none while the last was a moment ago.

    `clock` counts seconds. Endpoints on another host than the issuer's are not believed.
    """

    issuer: str
    clock: Callable[[], float] = time.monotonic
    _found: Endpoints | None = field(default=None, init=False)
    _fetched: float = field(default=float("-inf"), init=False)
    _tried: float = field(default=float("-inf"), init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def find(self) -> Endpoints:
        """Return the endpoints; raises IssuerAway."""
        if self._age() > FRESH_SECONDS:
            async with self._turn:
                # Another may have asked while this one waited.
                if self._age() > FRESH_SECONDS and self.clock() - self._tried >= COOL_DOWN_SECONDS:
                    await self._refresh()
        if self._found is None or self._age() > STALE_SECONDS:
            raise IssuerAway(AWAY)
        return self._found

    def _age(self) -> float:
        return self.clock() - self._fetched

    async def _refresh(self) -> None:
        self._tried = self.clock()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
                told = await fetch_configuration(client, self.issuer)
            methods = told.get("token_endpoint_auth_methods_supported") or [_BASIC]
            end = told.get("end_session_endpoint")
            self._found = Endpoints(
                own_address(self.issuer, told["authorization_endpoint"]),
                own_address(self.issuer, told["token_endpoint"]),
                own_address(self.issuer, end) if end else "",
                isinstance(methods, list) and _BASIC not in methods and _POST in methods,
            )
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, KeyError):
            return
        self._fetched = self.clock()
