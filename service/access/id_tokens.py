"""A sign-in on its way, and the ID token that must come back from it."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from authlib.oidc.core import CodeIDToken
from joserfc.errors import JoseError

from service.access.errors import BadToken, SignInRefused
from service.access.tokens import LEEWAY_SECONDS, Verifier, read_signed

_TYPES = frozenset({"jwt"})


@dataclass(frozen=True)
class Errand:
    """A sign-in on its way: what must come back with it. `then` is where the person goes on to, on our own pages."""

    then: str = "/"
    is_fresh: bool = False
    """Whether the person must show anew who they are, whatever session the issuer holds."""
    state: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    begun: float = field(default_factory=time.time)


async def read_id_token(
    token: object, verifier: Verifier, errand: Errand, client_id: str, access: str
) -> Mapping[str, object]:
    """Return the claims of the ID token that came back from an errand, beside an access token.

    It must be rightly signed, by the issuer that `verifier` believes, for `client_id`, with the errand's nonce, not
    expired, and fit the access token where it says so. Raises SignInRefused or KeysUnavailable.
    """
    if not isinstance(token, str):
        raise SignInRefused("no ID token")
    options = {
        "iss": {"essential": True, "value": verifier.issuer},
        "aud": {"essential": True, "value": client_id},
    }
    params = {"nonce": errand.nonce, "client_id": client_id, "access_token": access}
    try:
        header, told = await read_signed(token, verifier.keys, verifier.algorithms, _TYPES)
        claims = CodeIDToken(told, header, options, params)
        claims.validate(int(time.time()), LEEWAY_SECONDS)
    except BadToken as bad:
        raise SignInRefused(f"the ID token: {bad}") from None
    except (JoseError, ValueError, TypeError) as fault:
        raise SignInRefused(f"the ID token ({type(fault).__name__})") from None
    if errand.is_fresh:
        _check_fresh(told, errand)
    return told


def _check_fresh(claims: Mapping[str, object], errand: Errand) -> None:
    shown = claims.get("auth_time")
    if not isinstance(shown, int | float) or shown < errand.begun - LEEWAY_SECONDS:
        raise SignInRefused("the issuer did not ask anew who it is")
