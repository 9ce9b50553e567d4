"""An OpenID provider on this machine: signs people in, gives codes and tokens really signed, and misbehaves when told.

It is reached as `localhost`, so that to a browser it is another site than the service at 127.0.0.1.
"""

import base64
import hashlib
import json
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlencode

import uvicorn
from fastapi import FastAPI, Form, Request
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

CLIENT, SECRET, AUDIENCE = "risk-network-pages", "canary-of-the-client", "risk-network"


@dataclass
class Code:
    """What a code stands for."""

    person: str
    redirect_uri: str
    challenge: str
    nonce: str
    shown: int


@dataclass
class Provider:
    """People it knows by their claims, and what it does otherwise than it should."""

    port: int
    people: dict[str, dict[str, object]]
    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one", "use": "sig"}))
    codes: dict[str, Code] = field(default_factory=dict)
    refreshable: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    is_away: bool = False
    seconds: int = 600
    """How long access tokens are good."""
    gives_refresh: bool = False
    id_claims: dict[str, object] = field(default_factory=dict)
    """Claims of the ID token otherwise than they should be; `...` leaves one out."""
    id_key: ECKey | None = None
    """Another key to sign the ID token with."""
    has_alg_none: bool = False
    access_claims: dict[str, object] = field(default_factory=dict)
    asks_anew: bool = True
    """Whether `prompt=login` is obeyed."""
    discovery: dict[str, object] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        return f"http://localhost:{self.port}"

    def behave(self) -> None:
        """Do everything as it should be done, from now on."""
        fresh = Provider(self.port, self.people)
        for name in ("is_away", "seconds", "gives_refresh", "id_claims", "id_key", "has_alg_none", "access_claims",
                     "asks_anew", "discovery"):  # fmt: skip
            setattr(self, name, getattr(fresh, name))
        self.asked.clear()
        self.codes.clear()
        self.refreshable.clear()

    def access_token(self, person: str) -> str:
        now = int(time.time())
        said = {"iss": self.issuer, "aud": AUDIENCE, "sub": person, "iat": now, "exp": now + self.seconds}
        return self._sign(said | self.people[person] | {"jti": secrets.token_hex(8)} | self.access_claims, "at+jwt")

    def id_token(self, code: Code, access: str) -> str:
        now = int(time.time())
        half = hashlib.sha256(access.encode()).digest()[:16]
        said: dict[str, object] = {
            "iss": self.issuer, "aud": CLIENT, "sub": code.person, "iat": now, "exp": now + 300, "nonce": code.nonce,
            "auth_time": code.shown, "at_hash": _text(half),
        }  # fmt: skip
        claims = {name: value for name, value in (said | self.id_claims).items() if value is not ...}
        if self.has_alg_none:
            return f"{_text(json.dumps({'alg': 'none', 'typ': 'JWT'}).encode())}.{_text(json.dumps(claims).encode())}."
        return self._sign(claims, "JWT", self.id_key)

    def _sign(self, claims: dict[str, object], kind: str, key: ECKey | None = None) -> str:
        return jwt.encode({"alg": "ES256", "kid": "one", "typ": kind}, claims, key or self.key)

    def tokens(self, code: Code) -> dict[str, object]:
        access = self.access_token(code.person)
        told: dict[str, object] = {"access_token": access, "token_type": "Bearer", "expires_in": self.seconds}
        told["id_token"] = self.id_token(code, access)
        if self.gives_refresh:
            told["refresh_token"] = refresh = secrets.token_urlsafe(16)
            self.refreshable[refresh] = code.person
        return told


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def _application(provider: Provider) -> FastAPI:
    app = FastAPI()

    @app.middleware("http")
    async def note(request: Request, answer: Any) -> Response:
        provider.asked.append(request.url.path)
        told: Response = JSONResponse({}, 503) if provider.is_away else await answer(request)
        return told

    _tell_of_itself(app, provider)
    _sign_people_in(app, provider)
    _give_tokens(app, provider)
    return app


def _tell_of_itself(app: FastAPI, provider: Provider) -> None:
    @app.get("/.well-known/openid-configuration")
    def configuration() -> dict[str, object]:
        told: dict[str, object] = {"issuer": provider.issuer, "jwks_uri": f"{provider.issuer}/keys"}
        told |= {"authorization_endpoint": f"{provider.issuer}/authorize", "token_endpoint": f"{provider.issuer}/token"}
        told |= {"end_session_endpoint": f"{provider.issuer}/end-session"}
        return told | provider.discovery

    @app.get("/keys")
    def keys() -> dict[str, object]:
        return {"keys": [provider.key.as_dict(private=False)]}


def _sign_people_in(app: FastAPI, provider: Provider) -> None:
    @app.get("/authorize")
    def authorize(request: Request) -> Response:
        known = request.cookies.get("provider", "")
        person, _, shown = known.partition(" ")
        if person and not (request.query_params.get("prompt") == "login" and provider.asks_anew):
            return _sent_back(provider, request, person, int(shown))
        buttons = "".join(f'<button name="person" value="{one}">{one}</button>' for one in provider.people)
        return HTMLResponse(f"<h1>Provider</h1><form method=post>{buttons}</form>")

    @app.post("/authorize")
    def choose(request: Request, person: Annotated[str, Form()]) -> Response:
        shown = int(time.time())
        answer = _sent_back(provider, request, person, shown)
        answer.set_cookie("provider", f"{person} {shown}")
        return answer

    @app.get("/end-session")
    def end_session() -> Response:
        answer = HTMLResponse("<h1>Signed out at the provider</h1>")
        answer.delete_cookie("provider")
        return answer


def _sent_back(provider: Provider, request: Request, person: str, shown: int) -> Response:
    asked = request.query_params
    assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
    assert asked["code_challenge_method"] == "S256"
    assert "openid" in asked["scope"].split()
    code = secrets.token_urlsafe(16)
    provider.codes[code] = Code(person, asked["redirect_uri"], asked["code_challenge"], asked["nonce"], shown)
    back = urlencode({"code": code, "state": asked["state"], "iss": provider.issuer})
    return RedirectResponse(f"{asked['redirect_uri']}?{back}", 303)


def _give_tokens(app: FastAPI, provider: Provider) -> None:
    @app.post("/token")
    async def token(request: Request) -> Response:
        sent = dict(await request.form())
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {expected}":
            return JSONResponse({"error": "invalid_client"}, 401)
        if sent.get("grant_type") == "refresh_token":
            person = provider.refreshable.pop(str(sent.get("refresh_token")), None)
            if person is None:
                return JSONResponse({"error": "invalid_grant"}, 400)
            return JSONResponse(provider.tokens(Code(person, "", "", "", int(time.time()))))
        code = provider.codes.pop(str(sent.get("code")), None)
        challenge = _text(hashlib.sha256(str(sent.get("code_verifier")).encode()).digest())
        if code is None or code.challenge != challenge or code.redirect_uri != sent.get("redirect_uri"):
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse(provider.tokens(code))


@contextmanager
def serving(app: FastAPI, listening: socket.socket) -> Iterator[None]:
    """Serve an application on a socket inside the `with`."""
    config = uvicorn.Config(app, log_config=None, proxy_headers=False, server_header=False, ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    try:
        deadline = time.monotonic() + 60
        while not server.started:
            assert thread.is_alive(), getattr(app.state, "fault", "did not start")
            assert time.monotonic() < deadline
            time.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@contextmanager
def running_provider(people: dict[str, dict[str, object]]) -> Iterator[Provider]:
    """Run a provider that knows these people inside the `with`."""
    listening = socket.create_server(("127.0.0.1", 0))
    provider = Provider(listening.getsockname()[1], people)
    with serving(_application(provider), listening):
        yield provider
