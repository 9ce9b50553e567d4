"""Asking the API on behalf of whoever is signed in: with their token, through the same gate, into the same audit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.requests import Request

from service.api.gate import PREFIX
from service.pages.sessions import Session

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


async def ask(
    request: Request,
    session: Session,
    path: str,
    *,
    query: Mapping[str, str] | None = None,
    body: Mapping[str, object] | None = None,
) -> Answer:
    """Ask the API for `path` below its prefix; what has a body is posted, and about a placement."""
    purpose = "meeting" if body is None else "placement"
    # In the same process, but from where the browser is: the gate sees who is really asking.
    client = (request.client.host, request.client.port) if request.client else ("", 0)
    transport = httpx.ASGITransport(app=request.app, client=client)
    headers = {"Authorization": f"Bearer {session.token}", "X-Purpose": purpose}
    async with httpx.AsyncClient(transport=transport, base_url="http://risk-network", timeout=_SECONDS) as api:
        method = "GET" if body is None else "POST"
        told = await api.request(method, f"{PREFIX}{path}", params=query, json=body, headers=headers)
    media_type = told.headers.get("content-type", "application/octet-stream")
    return Answer(told.status_code, told.content, media_type, told.headers)
