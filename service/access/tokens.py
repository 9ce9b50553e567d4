"""Bearer tokens: what must be true of one before anybody is let in by it."""

import math
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key

from service.access.errors import BadToken

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")
"""Asymmetric ones alone: with a shared key whoever can check a token can make one."""

LONGEST = 8 * 1024
"""Characters. A longer token is refused before any of it is read (CVE-2025-61920 is what reading it could cost)."""

LEEWAY_SECONDS = 10
"""How far the issuer's clock may be ahead of ours. There is no leeway for expiry: a token then merely ends early."""

LONGEST_LIFE_SECONDS = 24 * 3600

_HEADER = frozenset({"alg", "kid", "typ", "x5t", "x5t#S256"})
"""What a header may hold. Not `jwk`, `jku`, `x5c` or `x5u`, by which a token names its own key, and no `crit`."""
_TYPES = frozenset({"jwt", "at+jwt", "application/at+jwt"})
_OF_ID_TOKENS = frozenset({"nonce", "at_hash", "c_hash"})


class Keys(Protocol):
    """Where an issuer's keys are looked up."""

    async def find(self, kid: str | None) -> Key:
        """Return the public key with an id; without one, the only key there is.

        Raises BadToken where there is none, KeysUnavailable where it cannot be known.
        """


@dataclass(frozen=True)
class Verifier:
    """Checks the tokens of one issuer, made for one audience, with the algorithms it signs with."""

    issuer: str
    audience: str
    keys: Keys
    algorithms: tuple[str, ...] = ALGORITHMS

    async def verify(self, token: str, now: float | None = None) -> Mapping[str, object]:
        """Return the claims of a token that is good at `now`; raises BadToken or KeysUnavailable."""
        _, claims = await read_signed(token, self.keys, self.algorithms, _TYPES)
        self._check(claims, time.time() if now is None else now)
        return claims

    def _check(self, claims: Mapping[str, object], now: float) -> None:
        audience = claims.get("aud")
        if claims.get("iss") != self.issuer:
            raise BadToken("of another issuer")
        if not (audience == self.audience or (isinstance(audience, list) and self.audience in audience)):
            raise BadToken("for another audience")
        expires = _moment(claims, "exp")
        if expires is None or expires <= now:
            raise BadToken("expired, or never expiring")
        if expires > now + LONGEST_LIFE_SECONDS + LEEWAY_SECONDS:
            raise BadToken("good for too long")
        for name in ("nbf", "iat"):
            begins = _moment(claims, name)
            if begins is not None and begins > now + LEEWAY_SECONDS:
                raise BadToken(f"{name} is still to come")
        if _OF_ID_TOKENS & claims.keys():
            raise BadToken("an ID token, which is for the pages that asked for it")


async def read_signed(
    token: str, keys: Keys, algorithms: Sequence[str], types: Collection[str]
) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Return header and claims of a token rightly signed with one of the keys; what it claims is not looked at.

    Raises BadToken or KeysUnavailable.
    """
    if len(token) > LONGEST or not token.isascii():
        raise BadToken("too long, or not of the characters of a token")
    header = _read_header(token, algorithms, types)
    kid = header.get("kid")
    key = await keys.find(kid if isinstance(kid, str) else None)
    try:
        return header, jwt.decode(token, key, algorithms=list(algorithms)).claims
    except (JoseError, ValueError, TypeError) as fault:
        raise BadToken(f"not rightly signed ({type(fault).__name__})") from None


def _read_header(token: str, algorithms: Sequence[str], types: Collection[str]) -> Mapping[str, object]:
    if token.count(".") != 2:
        raise BadToken("not three parts")
    try:
        header = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError, TypeError, RecursionError) as fault:
        raise BadToken(f"no header ({type(fault).__name__})") from None
    if header.keys() - _HEADER:
        raise BadToken("a header that names its own key, or must be understood and is not")
    if header.get("alg") not in algorithms:
        raise BadToken("an algorithm that is not allowed")
    if str(header.get("typ", "JWT")).lower() not in types:
        raise BadToken("a token for something else")
    if not isinstance(header.get("kid"), str | None):
        raise BadToken("a kid that is no text")
    return header


def _moment(claims: Mapping[str, object], name: str) -> float | None:
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise BadToken(f"{name} is no moment")
    return float(value)
