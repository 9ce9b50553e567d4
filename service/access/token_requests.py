"""Asking the issuer for tokens, as the application it knows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_token_request

from service.access.discovery import AWAY, Discovery, Endpoints
from service.access.errors import AccessError, IssuerAway, SignInRefused
from service.access.issuer_keys import TIMEOUT_SECONDS

_LARGEST = 64 * 1024


@dataclass(frozen=True)
class Application:
    """The pages as the issuer knows them; `secret_file` is None for a client without a secret."""

    client_id: str
    address: str
    secret_file: Path | None = None
    scope: str = "openid"


async def ask_for_tokens(
    application: Application, discovery: Discovery, *, grant_type: str, redirect_uri: str = "", **sent: str
) -> Mapping[str, object]:
    """Ask the issuer for tokens; raises SignInRefused where it gives none, IssuerAway, AccessError."""
    endpoints = await discovery.find()
    body = prepare_token_request(grant_type, redirect_uri=redirect_uri or None, **sent)
    uri, headers, body = _authenticate(application, endpoints, body)
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS, trust_env=False) as client:
            answer = await client.post(uri, content=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL):
        raise IssuerAway(AWAY) from None
    if answer.status_code >= 500:
        raise IssuerAway(AWAY)
    if answer.status_code != httpx.codes.OK or len(answer.content) > _LARGEST:
        raise SignInRefused(f"the issuer gave no tokens ({answer.status_code})")
    try:
        told = json.loads(answer.content)
    except ValueError:
        raise SignInRefused("the issuer's answer cannot be read") from None
    if not isinstance(told, dict):
        raise SignInRefused("the issuer's answer is no object")
    return told


def _authenticate(application: Application, endpoints: Endpoints, body: str) -> tuple[str, dict[str, str], str]:
    secret = read_secret(application.secret_file)
    with_secret = "client_secret_post" if endpoints.takes_secret_in_body else "client_secret_basic"
    auth = ClientAuth(application.client_id, secret, with_secret if secret else "none")
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    prepared: tuple[str, dict[str, str], str] = auth.prepare("POST", endpoints.token, headers, body)  # type: ignore[no-untyped-call]
    return prepared


def read_secret(file: Path | None) -> str:
    """Return the secret of the client, "" where it has none; raises AccessError where its file cannot serve."""
    if file is None:
        return ""
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        raise AccessError(f"The file of the client's secret, {file}, cannot be read ({reason}).") from None
    if not secret:
        raise AccessError(f"The file of the client's secret, {file}, is empty.")
    return secret
