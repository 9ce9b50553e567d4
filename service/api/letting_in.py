"""Who is asking, from the one header that says so."""

from starlette.datastructures import Headers
from starlette.types import Scope

from service.access import BadToken, Caller
from service.access.callers import caller_of
from service.api.problems import Problem
from service.api.running import Running
from service.settings import is_loopback

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
# The same words whatever is wrong with a token: a stranger learns nothing from trying.
_SIGN_IN = "Sign in first: send a good access token as `Authorization: Bearer TOKEN`."


def _unknown() -> Problem:
    return Problem(401, _SIGN_IN, {"WWW-Authenticate": 'Bearer realm="risk-network"'})


async def find_caller(scope: Scope, running: Running) -> Caller:
    """Return who is asking; raises Problem for nobody we know, KeysUnavailable where that cannot be found out."""
    headers = Headers(scope=scope)
    if running.is_development and not _is_here(scope, headers):
        raise Problem(
            403, "The development issuer lets in callers on this machine alone: set RISK_NETWORK_OIDC_ISSUER."
        )
    sent = headers.getlist("authorization")
    if len(sent) != 1:
        raise _unknown()
    scheme, _, token = sent[0].partition(" ")
    if scheme.lower() != "bearer":
        raise _unknown()
    try:
        return caller_of(await running.verifier.verify(token.strip()))
    except BadToken:
        raise _unknown() from None


def _is_here(scope: Scope, headers: Headers) -> bool:
    client = scope.get("client")
    return client is not None and is_loopback(client[0]) and not any(name in headers for name in _FORWARDED)
