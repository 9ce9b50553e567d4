"""An issuer on this machine that is asked over HTTP, and tokens signed by it or by others."""

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, Key, RSAKey

AUDIENCE = "risk-network"


@dataclass
class Issuer:
    """A small issuer: its configuration, its keys, and how often each was asked for."""

    keys: dict[str, Key] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    server: ThreadingHTTPServer | None = None

    @property
    def name(self) -> str:
        assert self.server is not None
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def answer(self, path: str) -> bytes:
        self.asked.append(path)
        standing = {
            "/.well-known/openid-configuration": {"issuer": self.name, "jwks_uri": f"{self.name}/keys"},
            "/keys": {"keys": [key.as_dict(private=False) for key in self.keys.values()]},
        }
        return json.dumps(self.answers.get(path, standing.get(path))).encode()

    def claims(self, **changed: object) -> dict[str, object]:
        now = int(time.time())
        said = {
            "iss": self.name,
            "aud": AUDIENCE,
            "sub": "officer-1",
            "iat": now,
            "exp": now + 600,
            "authorities": ["ROLE_RISK_NETWORK__CHAIR", "ROLE_PROBATION"],
            "areas": ["cheshire"],
            "agency": "cheshire-police",
            "clearances": ["victim", "something-else"],
        }
        return {name: value for name, value in (said | changed).items() if value is not ...}

    def sign(self, kid: str = "first", header: dict[str, Any] | None = None, **changed: object) -> str:
        key = self.keys[kid]
        algorithm = "RS256" if key.key_type == "RSA" else "ES256"
        return jwt.encode({"alg": algorithm, "kid": kid} | (header or {}), self.claims(**changed), key)


@pytest.fixture(scope="session")
def first_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})


@pytest.fixture
def issuer(first_key: RSAKey) -> Iterator[Issuer]:
    made = Issuer({"first": first_key, "second": ECKey.generate_key("P-256", {"kid": "second"})})

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = made.answer(self.path)
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    made.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=made.server.serve_forever, args=(0.02,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()
