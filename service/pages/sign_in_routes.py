"""Signing in and out: through the area's issuer, or, where everybody in the store is invented, as whom one chooses."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from graph_schema.areas import AREAS
from service.access import Caller
from service.access.code_flow import BACK, CodeFlow
from service.access.errors import AccessError, IssuerAway, KeysUnavailable, SignInRefused
from service.access.id_tokens import Errand
from service.api.problems import AUDIT_AWAY
from service.api.running import running_of
from service.audit import Action, AuditAway
from service.pages import rendering
from service.pages.recording import record_passage
from service.pages.sessions import Sessions, is_own_form
from service.pages.signing_in import ROLES, session_of, sign_in

router = APIRouter(include_in_schema=False)
_LOG = structlog.get_logger("service.pages")

_TITLE = "You could not be signed in"
_AGAIN = "The sign-in did not come back as it went out, or took too long. Begin again from the sign-in page."
_NO_PAGES = "You are known, and none of your roles has pages here. Ask whoever runs the service if one should."


def _sessions(request: Request) -> Sessions:
    held: Sessions = request.app.state.sessions
    return held


def flow_of(request: Request) -> CodeFlow | None:
    """Return what signs people in through the issuer, None where there is no such way."""
    flow: CodeFlow | None = request.app.state.code_flow
    return flow


def _problem(request: Request, status: int, detail: str, title: str = _TITLE) -> Response:
    return rendering.render(request, "problem", None, status, title=title, detail=detail)


@router.get("/sign-in")
async def read_sign_in(request: Request) -> Response:
    """Show how one signs in here."""
    flow = flow_of(request)
    return rendering.render(
        request,
        "sign_in",
        roles=list(ROLES),
        areas=list(AREAS.values()),
        is_development=running_of(request).is_development,
        has_issuer=flow is not None,
        end_address=await flow.end_address() if flow else "",
    )


@router.post("/sign-in")
async def begin_session(
    request: Request,
    role: Annotated[str, Form(max_length=40)],
    area: Annotated[str, Form(max_length=60)] = "",
    agency: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Sign in, where everybody in the store is invented."""
    if role not in ROLES or (area and area not in AREAS) or not is_own_form(request, None, ""):
        return RedirectResponse("/sign-in", 303)
    try:
        session, caller = sign_in(running_of(request), role, area, agency.strip())
        await record_passage(request, Action.SIGN_IN, caller)
    except AccessError as error:
        return _problem(request, 403, str(error), "You cannot sign in here")
    except AuditAway:
        return _problem(request, 503, AUDIT_AWAY)
    answer = RedirectResponse("/", 303)
    _sessions(request).begin(request, answer, session)
    return answer


@router.get("/sign-in/begin")
async def go_to_issuer(request: Request) -> Response:
    """Send the browser to the issuer; where it goes on to afterwards is never taken from the request."""
    return await send_out(request, Errand())


async def send_out(request: Request, errand: Errand) -> Response:
    """Send the browser to the issuer on an errand."""
    flow = flow_of(request)
    if flow is None:
        return RedirectResponse("/sign-in", 303)
    try:
        answer = RedirectResponse(await flow.begin(errand), 303)
    except IssuerAway as away:
        return _problem(request, 503, str(away))
    _sessions(request).send_out(answer, errand)
    return answer


@router.get(BACK)
async def come_back(request: Request) -> Response:
    """Let in whoever the issuer sends back, if that is the browser that was sent out."""
    flow, errand = flow_of(request), _sessions(request).take_back(request)
    if flow is None or errand is None:
        return await _refused(request, "no errand of this browser")
    try:
        found = await flow.finish(errand, dict(request.query_params))
    except SignInRefused as refused:
        return await _refused(request, str(refused))
    except (IssuerAway, KeysUnavailable) as away:
        return _problem(request, 503, str(away))
    session = session_of(found)
    if session is None:
        return await _refused(request, "no role with pages", found.caller)
    try:
        await record_passage(request, Action.SIGN_IN, found.caller)
    except AuditAway:
        return _problem(request, 503, AUDIT_AWAY)
    # A page and no redirect: on one that began elsewhere the browser would not yet send the session's cookie.
    answer = rendering.render(request, "signed_in", None, then=errand.then)
    _sessions(request).begin(request, answer, session)
    return answer


async def _refused(request: Request, reason: str, caller: Caller | None = None) -> Response:
    """Say so in the same words whatever was wrong; the reason is for our log."""
    _LOG.warning("sign-in refused", request=request.state.request_id, reason=reason)
    try:
        await record_passage(request, Action.SIGN_IN_REFUSED, caller, "denied")
    except AuditAway:
        return _problem(request, 503, AUDIT_AWAY)
    return _problem(request, 403, _NO_PAGES) if caller else _problem(request, 400, _AGAIN)


@router.post("/sign-out")
async def end_session(request: Request, form_key: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Sign out here; the sign-in page says how to sign out at the issuer too."""
    sessions = _sessions(request)
    session = sessions.find(request)
    if session is not None and is_own_form(request, session, form_key):
        sessions.end(request)
        try:
            await record_passage(request, Action.SIGN_OUT, Caller(session.name))
        except AuditAway:
            _LOG.error("audit away", request=request.state.request_id, reason="a sign-out is not recorded")
    answer = RedirectResponse("/sign-in", 303)
    sessions.forget_cookies(answer)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies"'
    return answer
