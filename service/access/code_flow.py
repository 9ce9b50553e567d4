"""Signing in through the issuer: the authorisation code flow with PKCE (OpenID Connect Core 1.0, RFC 7636).

The browser carries a code that is good once, for us alone; tokens never reach it.
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from service.access.callers import Caller, caller_of
from service.access.discovery import Discovery
from service.access.errors import BadToken, IssuerAway, SignInRefused
from service.access.id_tokens import Errand, read_id_token
from service.access.token_requests import Application, ask_for_tokens
from service.access.tokens import Verifier

BACK = "/sign-in/back"
"""Where the issuer sends people back to; what is registered with it is this below the public address."""


@dataclass
class Tokens:
    """What the issuer gave for somebody; `expires` is by the wall clock."""

    access: str = field(repr=False)
    expires: float
    refresh: str = field(default="", repr=False)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False, compare=False)
    """One at a time changes them: a refresh token may be good once."""


@dataclass(frozen=True)
class SignedIn:
    """Who came back, with their tokens and the moment they showed who they are (0 where the issuer does not say)."""

    caller: Caller
    tokens: Tokens
    shown: float


@dataclass(frozen=True)
class CodeFlow:
    """Signs people in to the pages through one issuer."""

    application: Application
    discovery: Discovery
    verifier: Verifier
    """What the API believes: a token that it would not take signs nobody in."""

    async def begin(self, errand: Errand) -> str:
        """Return the address at the issuer to send a browser to; raises IssuerAway."""
        endpoints = await self.discovery.find()
        challenge: str = create_s256_code_challenge(errand.verifier)  # type: ignore[no-untyped-call]
        asked = {"nonce": errand.nonce, "code_challenge": challenge, "code_challenge_method": "S256"}
        if errand.is_fresh:
            asked |= {"prompt": "login", "max_age": "0"}
        address: str = prepare_grant_uri(
            endpoints.authorization,
            self.application.client_id,
            "code",
            self._back(),
            self.application.scope,
            errand.state,
            **asked,
        )
        return address

    async def finish(self, errand: Errand, came: Mapping[str, str]) -> SignedIn:
        """Return who came back; raises SignInRefused, IssuerAway or KeysUnavailable."""
        if not secrets.compare_digest(came.get("state", "").encode(), errand.state.encode()):
            raise SignInRefused("the state is not the one that went out")
        if came.get("iss", self.verifier.issuer) != self.verifier.issuer:
            raise SignInRefused("of another issuer")
        if "error" in came or not came.get("code"):
            raise SignInRefused("the issuer sent no code")
        told = await ask_for_tokens(
            self.application,
            self.discovery,
            grant_type="authorization_code",
            code=came["code"],
            redirect_uri=self._back(),
            code_verifier=errand.verifier,
        )
        tokens, caller = await self._read_tokens(told)
        claims = await read_id_token(
            told.get("id_token"), self.verifier, errand, self.application.client_id, tokens.access
        )
        if claims.get("sub") != caller.subject:
            raise SignInRefused("the two tokens name two people")
        shown = claims.get("auth_time")
        return SignedIn(caller, tokens, float(shown) if isinstance(shown, int | float) else 0.0)

    async def renew(self, tokens: Tokens, subject: str) -> Tokens:
        """Return new tokens for somebody whose access token ends; raises SignInRefused, IssuerAway, KeysUnavailable."""
        told = await ask_for_tokens(
            self.application, self.discovery, grant_type="refresh_token", refresh_token=tokens.refresh
        )
        fresh, caller = await self._read_tokens(told)
        if caller.subject != subject:
            raise SignInRefused("the new token names another person")
        fresh.refresh = fresh.refresh or tokens.refresh
        return fresh

    async def end_address(self) -> str:
        """Return where to sign out at the issuer too; "" where it has no such place or is away."""
        try:
            endpoints = await self.discovery.find()
        except IssuerAway:
            return ""
        if not endpoints.end_session:
            return ""
        asked = {"client_id": self.application.client_id, "post_logout_redirect_uri": f"{self.application.address}/"}
        return f"{endpoints.end_session}{'&' if '?' in endpoints.end_session else '?'}{urlencode(asked)}"

    def _back(self) -> str:
        return f"{self.application.address}{BACK}"

    async def _read_tokens(self, told: Mapping[str, object]) -> tuple[Tokens, Caller]:
        access, refresh = told.get("access_token"), told.get("refresh_token")
        if not isinstance(access, str) or str(told.get("token_type", "")).lower() != "bearer":
            raise SignInRefused("no access token")
        try:
            claims = await self.verifier.verify(access)
            caller = caller_of(claims)
        except BadToken as bad:
            raise SignInRefused(f"the access token: {bad}") from None
        return Tokens(access, float(str(claims["exp"])), refresh if isinstance(refresh, str) else ""), caller
