"""What each route declares about itself: who may ask, what that is called in the audit, and whether to say why."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from hashlib import sha256
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.responses import Response

from service.access import Caller, Role
from service.api.gate import PREFIX
from service.api.problems import Problem, wrong_value
from service.api.replays import Kept, OtherRequest, UnderWay, key_of
from service.api.running import running_of
from service.api.trace import trace_of
from service.audit import Action

EVERYBODY = frozenset(Role)
_LONGEST_KEY = 200


class Purpose(StrEnum):
    """Why somebody reads about a person or a case."""

    MEETING = "meeting"
    REVIEW = "review"
    PLACEMENT = "placement"
    TRANSFER = "transfer"
    SAFEGUARDING = "safeguarding"
    ENQUIRY = "enquiry"
    ANALYSIS = "analysis"
    AUDIT = "audit"


@dataclass(frozen=True)
class Access:
    """Who may use a route: the one dependency every route has. `roles` None is anyone signed in."""

    action: Action
    roles: frozenset[Role] | None
    needs_purpose: bool = False

    def __call__(self, request: Request) -> Caller:
        """Return the caller; raises Problem for one who may not ask, or does not say why."""
        caller: Caller = request.state.caller
        trace = trace_of(request)
        trace.action = self.action
        if self.roles is not None and not caller.has_any(self.roles):
            raise Problem(403, "Your roles do not allow this. Ask whoever runs the service if they should.")
        told = request.headers.get("x-purpose", "").strip().lower()
        if told and told not in set(Purpose):
            raise wrong_value("X-Purpose", f"must be one of {', '.join(Purpose)}")
        if self.needs_purpose and not told:
            raise wrong_value("X-Purpose", f"say why you are asking: one of {', '.join(Purpose)}")
        trace.purpose = told
        return caller


def allow(action: Action, roles: frozenset[Role] | None, *, needs_purpose: bool = False) -> Any:
    """Return the dependency of a route on who may use it."""
    return Depends(Access(action, roles, needs_purpose))


def guarded_router(name: str) -> APIRouter:
    """Return a router for `/api/v1/name`, whose routes must each declare their Access."""
    return APIRouter(
        prefix=f"{PREFIX}/{name}", tags=[name], route_class=GuardedRoute, generate_unique_id_function=operation_id
    )


def operation_id(route: APIRoute) -> str:
    """Return a name that clients generated from the documentation can keep: that of the function."""
    return route.name


def access_of(dependant: Dependant) -> list[Access]:
    """Return every Access a route declares; each should have one."""
    return [one.call for one in dependant.dependencies if isinstance(one.call, Access)]


class GuardedRoute(APIRoute):
    """A route that asks who may use it before it reads anything, and sends an answer it sent before as it was."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return what answers a request."""
        answer = super().get_route_handler()
        (access,) = access_of(self.dependant)
        known = _query_names(self.dependant)
        takes_json = self.body_field is not None

        async def guarded(request: Request) -> Response:
            caller = access(request)
            _refuse_unknown(request, known)
            if takes_json:
                _refuse_other_media(request)
                # Read here, so that a body over a limit is told as that.
                await request.body()
            key = request.headers.get("idempotency-key")
            if key is None or not takes_json:
                return _tagged(request, await answer(request))
            return await _once(request, caller, key, answer)

        return guarded


def _query_names(dependant: Dependant) -> frozenset[str]:
    own = {field.alias for field in dependant.query_params}
    return frozenset(own.union(*(_query_names(one) for one in dependant.dependencies)))


def _refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """Refuse what a route does not ask for: a misspelt filter would leave nothing out, without a word."""
    for name in request.query_params:
        if name not in known:
            nearest = get_close_matches(name, sorted(known), n=1, cutoff=0)
            hint = f"the nearest one is {nearest[0]}" if nearest else "this route has none"
            raise Problem(422, f"There is no such parameter: {hint}.")


def _refuse_other_media(request: Request) -> None:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise Problem(415, "Send the body as application/json.", {"Accept": "application/json"})


def _tagged(request: Request, response: Response) -> Response:
    """Give an answer to a question its ETag, and leave its body out where the caller has it."""
    body = getattr(response, "body", None)
    if request.method != "GET" or response.status_code != 200 or not isinstance(body, bytes):
        return response
    tag = response.headers.get("etag") or tag_of(body)
    response.headers["ETag"] = tag
    sent = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers={"ETag": tag}) if tag in sent or sent == ["*"] else response


def tag_of(content: bytes) -> str:
    """Return the ETag of some bytes."""
    return f'"{sha256(content).hexdigest()[:32]}"'


async def _once(
    request: Request, caller: Caller, key: str, answer: Callable[[Request], Coroutine[Any, Any, Response]]
) -> Response:
    """Answer a write once for each Idempotency-Key of a caller."""
    if not 0 < len(key) <= _LONGEST_KEY:
        raise wrong_value("Idempotency-Key", f"must have 1 to {_LONGEST_KEY} characters")
    replays = running_of(request).replays
    own = key_of(caller.subject, request.method, request.url.path, key)
    sent = sha256(await request.body()).hexdigest()
    try:
        kept = await to_thread.run_sync(replays.begin, own, sent)
    except UnderWay:
        raise Problem(409, "The same request is being answered: wait, then send it again.") from None
    except OtherRequest:
        raise wrong_value("Idempotency-Key", "was used with another request: use a new one") from None
    if kept is not None:
        trace_of(request).reason = "sent again"
        headers = {"Idempotency-Replayed": "true"}
        return Response(kept.body, kept.status, headers, kept.media_type)
    try:
        response = await answer(request)
    except BaseException:
        replays.forget(own)
        raise
    media_type = response.headers.get("content-type", "application/json")
    await to_thread.run_sync(replays.keep, own, Kept(response.status_code, media_type, bytes(response.body)))
    return response
