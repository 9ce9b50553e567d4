"""Staying signed in: tokens that end soon are changed for new ones, while the issuer still lets their bearer in."""

import time

from starlette.requests import Request

from service.access.code_flow import CodeFlow
from service.access.errors import IssuerAway, KeysUnavailable, SignInRefused
from service.pages.sessions import Session, Sessions

EARLY_SECONDS = 30.0
"""Before a token ends: what is asked with it must still be good when it arrives."""


class SignedOut(Exception):
    """The issuer no longer lets this person in, and so their session has ended."""


async def stay_signed_in(request: Request, session: Session) -> None:
    """Have a good token in the session; raises SignedOut, IssuerAway or KeysUnavailable."""
    tokens = session.tokens
    flow: CodeFlow | None = request.app.state.code_flow
    if flow is None or tokens.expires - EARLY_SECONDS > time.time() or not tokens.refresh:
        return
    async with tokens.turn:
        if tokens.expires - EARLY_SECONDS > time.time():
            # Another question of theirs has changed it meanwhile.
            return
        try:
            fresh = await flow.renew(tokens, session.name)
        except (IssuerAway, KeysUnavailable):
            if tokens.expires > time.time():
                return
            raise
        except SignInRefused:
            sessions: Sessions = request.app.state.sessions
            sessions.end(request)
            raise SignedOut from None
        tokens.access, tokens.expires, tokens.refresh = fresh.access, fresh.expires, fresh.refresh
