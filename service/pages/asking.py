"""Asking the API on behalf of whoever is signed in: with their token, through the same gate, into the same audit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
from starlette.requests import Request

from service.access.errors import IssuerAway, KeysUnavailable
from service.api.gate import PREFIX
from service.pages.sessions import Session
from service.pages.staying import SignedOut, stay_signed_in

_SECONDS = 60.0


@dataclass(frozen=True)
class Answer:
    """What the API answered."""

    status: int
    content: bytes
    media_type: str
    headers: Mapping[str, str]

    @property
    def is_good(self) -> bool:
        """Whether it is an answer and no problem."""
        return self.status < 400

    @property
    def data(self) -> Any:
        """Return the JSON of the answer."""
        return json.loads(self.content)


def _problem(status: int, title: str, detail: str) -> Answer:
    content = json.dumps({"title": title, "status": status, "detail": detail}).encode()
    return Answer(status, content, "application/problem+json", {})


@dataclass(frozen=True)
class _Question:
    """What is asked of the API; with a body it is posted."""

    path: str
    purpose: str
    query: Mapping[str, str] | None = None
    body: Mapping[str, object] | None = None


def place_of(case_ref: str) -> str:
    """Return where a case is, among the pages and below the API's prefix alike."""
    return f"/cases/{quote(case_ref, safe='')}"


async def ask(
    request: Request,
    session: Session,
    path: str,
    *,
    query: Mapping[str, str] | None = None,
    body: Mapping[str, object] | None = None,
) -> Answer:
    """Ask the API for `path` below its prefix; what has a body is posted, and about a placement."""
    return await _send(request, session, _Question(path, "meeting" if body is None else "placement", query, body))


async def tell(request: Request, session: Session, path: str, body: Mapping[str, object], purpose: str) -> Answer:
    """Tell the API something at `path` below its prefix, for a purpose."""
    return await _send(request, session, _Question(path, purpose, body=body))


async def _send(request: Request, session: Session, question: _Question) -> Answer:
    try:
        await stay_signed_in(request, session)
    except SignedOut:
        return _problem(401, "Your session has ended", "Sign in again to go on.")
    except (IssuerAway, KeysUnavailable) as away:
        return _problem(503, "You cannot be kept signed in just now", str(away))
    # In the same process, but from where the browser is: the gate sees who is really asking.
    client = (request.client.host, request.client.port) if request.client else ("", 0)
    transport = httpx.ASGITransport(app=request.app, client=client)
    headers = {"Authorization": f"Bearer {session.token}", "X-Purpose": question.purpose}
    async with httpx.AsyncClient(transport=transport, base_url="http://risk-network", timeout=_SECONDS) as api:
        method = "GET" if question.body is None else "POST"
        where = f"{PREFIX}{question.path}"
        told = await api.request(method, where, params=question.query, json=question.body, headers=headers)
    media_type = told.headers.get("content-type", "application/octet-stream")
    return Answer(told.status_code, told.content, media_type, told.headers)
