"""Every error as the outside sees it: problem details (RFC 9457), which say what to do and repeat nothing personal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from graph_schema.store import BatchFault, LeaseHeld, LeaseLost, QueryFault, QueryTimeout, StoreError
from ingest.errors import CannotRead, FeedRefused, JudgementRefused, NoSuchPair, ReviewChanged
from service.access.errors import GrantsAway, KeysUnavailable
from service.api.faults import class_and_place
from service.audit import AuditAway
from service.cases.errors import WrongView
from service.errors import ReplaysAway
from service.flags.errors import BookAway, DecisionRefused, FlagChanged, NoSuchFlag
from service.placement.errors import LedgerAway
from service.replaying.errors import NoSuchMeeting, NotYetHeld
from visualise.errors import NarrowTheView, NoSuchPage

_LOG = structlog.get_logger("service.api")

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 5

STORE_AWAY = "The graph cannot be reached just now. Try again shortly; if it lasts, tell whoever runs the service."
AUDIT_AWAY = "Nothing can be recorded just now, so nothing is answered. Tell whoever runs the service."
HELD = "The graph is being changed by another process just now, and nothing of this was done: send it again shortly."
FAULT = "Something went wrong here. Try again; if it lasts, give the request id to whoever runs the service."
NOT_THERE = "There is nothing of that name here, or nothing that you may know of."


@dataclass
class Problem(Exception):
    """An answer that is an error; `detail` is a sentence that says what to do."""

    status: int
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[Mapping[str, str], ...] = ()

    def __str__(self) -> str:
        return self.detail


def not_there() -> Problem:
    """Return the one problem for what does not exist and for what the caller may not know exists."""
    return Problem(404, NOT_THERE)


def wrong_value(name: str, message: str) -> Problem:
    """Return the problem of one parameter or field that cannot be used."""
    return Problem(422, f"{name}: {message}", errors=({"name": name, "message": message},))


def problem_response(problem: Problem, request_id: str = "") -> Response:
    """Return a problem as a response."""
    title = HTTPStatus(problem.status).phrase
    told: dict[str, object] = {
        "type": f"urn:risk-network:problem:{title.lower().replace(' ', '-')}",
        "title": title,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        told["errors"] = list(problem.errors)
    if request_id:
        told["requestId"] = request_id
    return JSONResponse(told, problem.status, dict(problem.headers), MEDIA_TYPE)


def problem_of(error: Exception) -> Problem:
    """Return what the outside is told of an error; of one nobody foresaw, nothing but that there was one."""
    if isinstance(error, Problem):
        return error
    for kinds, tell in _TELLING:
        if isinstance(error, kinds):
            return tell(error)
    return Problem(500, FAULT)


def _away(detail: str) -> Callable[[Exception], Problem]:
    return lambda _: Problem(503, detail, {"Retry-After": str(RETRY_SECONDS)})


def _refused(error: Exception) -> Problem:
    return Problem(422, f"The feed was refused, and nothing of it landed: {error}")


def _invalid(error: Exception) -> Problem:
    if not isinstance(error, RequestValidationError):
        return Problem(422, "Something sent cannot be used.")
    # Where and what is wrong, never what was sent.
    errors = tuple(
        {"name": ".".join(str(part) for part in one["loc"][1:]) or str(one["loc"][0]), "message": str(one["msg"])}
        for one in error.errors()[:20]
    )
    first = errors[0]
    return Problem(422, f"{first['name']}: {first['message']}.", errors=errors)


def _of_framework(error: Exception) -> Problem:
    if not isinstance(error, HTTPException):
        return Problem(500, FAULT)
    if error.status_code == 400:
        # FastAPI's word for a body it cannot parse at all, beside 422 for one it can.
        return Problem(422, "The body cannot be read: send one JSON object in UTF-8.")
    sentences = {404: NOT_THERE, 405: "That cannot be done here: see the documentation for what can."}
    return Problem(error.status_code, sentences.get(error.status_code, str(error.detail)), error.headers or {})


_TELLING: tuple[tuple[tuple[type[Exception], ...], Callable[[Exception], Problem]], ...] = (
    ((AuditAway,), _away(AUDIT_AWAY)),
    ((QueryTimeout,), _away("That takes too long to answer: ask for less, or try again shortly.")),
    ((LeaseHeld, LeaseLost), _away(HELD)),
    ((QueryFault, BatchFault), lambda _: Problem(500, FAULT)),
    ((StoreError, KeysUnavailable, GrantsAway, CannotRead, BookAway, LedgerAway, ReplaysAway), _away(STORE_AWAY)),
    ((FeedRefused,), _refused),
    ((NoSuchFlag, NoSuchMeeting), lambda _: not_there()),
    ((NotYetHeld,), lambda error: wrong_value("meeting", f"{error}")),
    ((NoSuchPair,), lambda _: not_there()),
    ((FlagChanged, ReviewChanged), lambda error: Problem(409, f"{error}")),
    ((JudgementRefused,), lambda error: wrong_value("decision", f"{error}")),
    ((DecisionRefused,), lambda error: wrong_value("decision", f"{error}")),
    ((WrongView, NarrowTheView, NoSuchPage), lambda error: Problem(422, f"{error}")),
    ((RequestValidationError,), _invalid),
    ((HTTPException,), _of_framework),
)


async def answer_problem(request: Request, error: Exception) -> Response:
    """Answer a foreseen error, and note in the log what only whoever runs the service can mend."""
    problem, request_id = problem_of(error), getattr(request.state, "request_id", "")
    if problem.status >= 500:
        # These errors promise that their text holds nobody's data.
        _LOG.error("fault", request=request_id, fault=class_and_place(error), reason=str(error))
    return problem_response(problem, request_id)


def install_problems(app: FastAPI) -> None:
    """Have every foreseen error answered as a problem; what nobody foresaw is left to the record of answers."""
    foreseen: list[type[Exception]] = [Problem, *(kind for kinds, _ in _TELLING for kind in kinds)]
    for kind in foreseen:
        app.add_exception_handler(kind, answer_problem)
