"""The public keys of an issuer, fetched over HTTP and kept: few requests, whatever callers send us."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet

from service.access.errors import BadToken, KeysUnavailable

FRESH_SECONDS = 600.0
STALE_SECONDS = 24 * 3600.0
"""How long old keys do while the issuer cannot be reached: its outage need not be ours."""
COOL_DOWN_SECONDS = 30.0
"""Between two requests, whatever the reason, so that tokens with invented key ids cost the issuer nothing."""
TIMEOUT_SECONDS = 5.0
_LARGEST = 256 * 1024
_MOST_KEYS = 64
_SIGNING = frozenset({"RSA", "EC", "OKP"})


@dataclass
class IssuerKeys:
    """Finds the keys of `issuer`; one request at a time, and none while the last was a moment ago.

    The address of the keys is `jwks_uri`, or what the issuer's own configuration names on its own host. `clock` counts
    seconds. Redirects and proxies of the environment are not followed: keys come from where they should.
    """

    issuer: str
    jwks_uri: str | None = None
    clock: Callable[[], float] = time.monotonic
    _keys: Mapping[str, Key] = field(default_factory=dict, init=False)
    _fetched: float | None = field(default=None, init=False)
    _tried: float | None = field(default=None, init=False)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)

    async def find(self, kid: str | None) -> Key:
        """Return the key with an id, or the only one; raises BadToken or KeysUnavailable."""
        if self._age() > FRESH_SECONDS or self._pick(kid) is None:
            async with self._turn:
                # Another caller may have fetched while this one waited.
                if (self._age() > FRESH_SECONDS or self._pick(kid) is None) and self._may_try():
                    await self._refresh()
        if self._age() > STALE_SECONDS:
            raise KeysUnavailable("The issuer's keys cannot be had: check that it can be reached from here.")
        if (key := self._pick(kid)) is None:
            raise BadToken("signed with a key the issuer does not have")
        return key

    def _age(self) -> float:
        return float("inf") if self._fetched is None else self.clock() - self._fetched

    def _may_try(self) -> bool:
        return self._tried is None or self.clock() - self._tried >= COOL_DOWN_SECONDS

    def _pick(self, kid: str | None) -> Key | None:
        if kid is None:
            return next(iter(self._keys.values())) if len(self._keys) == 1 else None
        return self._keys.get(kid)

    async def _refresh(self) -> None:
        """Fetch the keys; where that fails the old ones stay."""
        self._tried = self.clock()
        try:
            async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
                keys = _usable(await fetch_object(client, self.jwks_uri or await self._discover(client)))
        except (httpx.HTTPError, httpx.InvalidURL, JoseError, ValueError, TypeError, KeyError):
            return
        if keys:
            self._keys, self._fetched = keys, self.clock()

    async def _discover(self, client: httpx.AsyncClient) -> str:
        return own_address(self.issuer, (await fetch_configuration(client, self.issuer))["jwks_uri"])


async def fetch_configuration(client: httpx.AsyncClient, issuer: str) -> Mapping[str, object]:
    """Return what an issuer says of itself (OpenID Connect Discovery 1.0); raises ValueError for another's."""
    told = await fetch_object(client, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if told["issuer"] != issuer:
        raise ValueError("the configuration is of another issuer")
    return told


def own_address(issuer: str, address: object) -> str:
    """Return an address that an issuer names on its own host; raises ValueError for one elsewhere."""
    if not isinstance(address, str):
        raise TypeError("no address")
    here, there = urlsplit(issuer), urlsplit(address)
    if (here.scheme, here.hostname) != (there.scheme, there.hostname):
        raise ValueError("elsewhere than the issuer")
    return address


async def fetch_object(client: httpx.AsyncClient, address: str) -> Mapping[str, object]:
    """Return the JSON object at an address; raises ValueError, TypeError or an error of httpx."""
    async with client.stream("GET", address) as answer:
        if answer.status_code != httpx.codes.OK:
            raise ValueError("no good answer")
        content = bytearray()
        async for part in answer.aiter_bytes():
            content += part
            if len(content) > _LARGEST:
                raise ValueError("too much to be keys")
    told = httpx.Response(200, content=bytes(content)).json()
    if not isinstance(told, dict):
        raise TypeError("no object")
    return told


def _usable(told: Mapping[str, object]) -> dict[str, Key]:
    """Return the keys that can check a signature, by id."""
    listed = told["keys"]
    if not isinstance(listed, list) or len(listed) > _MOST_KEYS:
        raise TypeError("no list of keys")
    signing = [key for key in listed if key.get("kty") in _SIGNING and key.get("use", "sig") == "sig"]
    return {str(key.kid): key for key in KeySet.import_key_set({"keys": signing}).keys}
