"""The issuer for development: signs tokens for one store of invented people, believed by this machine alone.

There is no way to run without tokens. Where no issuer is set, this one stands in, and it refuses to exist for a store
that is not marked synthetic.
"""

import json
import os
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key

from service.access.callers import Caller, claims_of
from service.access.errors import AccessError, BadToken, NoIssuer
from service.access.tokens import LONGEST_LIFE_SECONDS, Verifier

ISSUER = "urn:risk-network:development"
KEY_FILE = "development-issuer.json"
_KID = "development"

REFUSAL = (
    "Nobody could sign in: RISK_NETWORK_OIDC_ISSUER is not set, and the store is not marked synthetic. Name the issuer "
    "of your area, or land feeds whose feed.toml says synthetic = true in a store of their own."
)


@dataclass(frozen=True)
class DevelopmentIssuer:
    """Signs tokens, and finds its own key to check them."""

    key: ECKey
    audience: str

    def sign(self, caller: Caller, seconds: int = 8 * 3600) -> str:
        """Return a token that names `caller` and is good for so many seconds, a day at most."""
        now = int(time.time())
        times = {"iat": now, "nbf": now, "exp": now + min(seconds, LONGEST_LIFE_SECONDS), "auth_time": now}
        claims = {"iss": ISSUER, "aud": self.audience, **times, "jti": secrets.token_hex(8), **claims_of(caller)}
        return jwt.encode({"alg": "ES256", "kid": _KID, "typ": "at+jwt"}, claims, self.key)

    async def find(self, kid: str | None) -> Key:
        """Return the one key there is; raises BadToken for the id of another."""
        if kid != _KID:
            raise BadToken("not signed by the development issuer")
        return self.key

    def verifier(self) -> Verifier:
        """Return what checks its tokens."""
        return Verifier(ISSUER, self.audience, self, ("ES256",))


def open_development(folder: Path, audience: str, *, is_synthetic: bool) -> DevelopmentIssuer:
    """Return the issuer whose key is kept in `folder`, made on first use for its owner alone.

    Raises NoIssuer where the store is not marked synthetic, AccessError where the key cannot be kept or used.
    """
    if not is_synthetic:
        raise NoIssuer(REFUSAL)
    path = folder / KEY_FILE
    try:
        if not path.exists():
            _make(path)
        if path.stat().st_mode & 0o077:
            raise AccessError(f"{path} may be read by others: chmod 600 it.")
        return DevelopmentIssuer(ECKey.import_key(json.loads(path.read_text("utf-8"))), audience)
    except OSError as error:
        raise AccessError(f"The key of the development issuer, {path}, cannot be used ({error.strerror}).") from None
    except (JoseError, ValueError, TypeError, KeyError):
        raise AccessError(f"{path} is no key: delete it, and another is made.") from None


def _make(path: Path) -> None:
    key = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256", "kid": _KID})
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as writer:
            json.dump(key.as_dict(private=True), writer)
        # Unlike a rename, a link never replaces a key that another process has just made and signed with.
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
