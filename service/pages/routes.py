"""The pages: sign in, the cases with their flags, one case with its pictures, a placement check."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from graph_schema.areas import AREAS
from service.access.errors import AccessError
from service.api.running import running_of
from service.pages import rendering
from service.pages.asking import Answer, ask
from service.pages.sessions import COOKIE, SECONDS, Session, Sessions, is_own_form
from service.pages.signing_in import ROLES, sign_in

router = APIRouter(include_in_schema=False)
_VIEWS = ("flags", "full", "area")
_ON_A_PAGE = "100"
_HOUSING = "Housing officer"


def _sessions(request: Request) -> Sessions:
    held: Sessions = request.app.state.sessions
    return held


def _to(place: str) -> RedirectResponse:
    return RedirectResponse(place, 303)


def _problem(request: Request, session: Session | None, answer: Answer) -> Response:
    """Return the API's problem as a page, in its own words and with its own status."""
    told = answer.data
    return rendering.render(
        request, "problem", session, answer.status, title=told.get("title", ""), detail=told.get("detail", "")
    )


@router.get("/pages.css")
def read_stylesheet() -> Response:
    """Return the stylesheet."""
    return rendering.stylesheet()


@router.get("/")
async def read_first(request: Request) -> Response:
    """Lead to the first page of whoever asks."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    return _to("/placement" if session.role == _HOUSING else "/cases")


@router.get("/sign-in")
async def read_sign_in(request: Request) -> Response:
    """Show who one may be."""
    running = running_of(request)
    return rendering.render(
        request, "sign_in", roles=list(ROLES), areas=list(AREAS.values()), is_development=running.is_development
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
        return _to("/sign-in")
    try:
        session = sign_in(running_of(request), role, area, agency.strip())
    except AccessError as error:
        return rendering.render(request, "problem", None, 403, title="You cannot sign in here", detail=str(error))
    _sessions(request).end(request)
    answer = _to("/")
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, _sessions(request).begin(session), SECONDS, httponly=True, samesite="strict", secure=secure, path="/"
    )
    return answer


@router.post("/sign-out")
async def end_session(request: Request, form_key: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Sign out."""
    session = _sessions(request).find(request)
    if session is not None and is_own_form(request, session, form_key):
        _sessions(request).end(request)
    answer = _to("/sign-in")
    answer.delete_cookie(COOKIE, path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies"'
    return answer


@router.get("/cases")
async def list_cases(request: Request, area: str = "", level: str = "", cursor: str = "") -> Response:
    """Show the cases, each with its open flags."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    query = {"limit": _ON_A_PAGE, **{name: value for name, value in
             (("area", area), ("level", level), ("cursor", cursor)) if value}}  # fmt: skip
    cases = await ask(request, session, "/cases", query=query)
    if not cases.is_good:
        return _problem(request, session, cases)
    page = cases.data
    return rendering.render(
        request, "cases", session, cases=page["items"], following=page.get("nextCursor"), area=area,
        level=level, areas=list(AREAS.values()),
    )  # fmt: skip


@router.get("/cases/{case_ref}")
async def read_case(request: Request, case_ref: str) -> Response:
    """Show a case: its flags, in the order of their numbers, beside the flag map."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    place = f"/cases/{quote(case_ref, safe='')}"
    network = await ask(request, session, f"{place}/network")
    if not network.is_good:
        return _problem(request, session, network)
    return rendering.render(request, "case", session, case_ref=case_ref, place=place, network=network.data)


@router.get("/cases/{case_ref}/{view}.svg")
async def read_picture(request: Request, case_ref: str, view: str) -> Response:
    """Return a picture of a case."""
    session = _sessions(request).find(request)
    if session is None or view not in _VIEWS:
        return _to("/sign-in") if session is None else Response(status_code=404)
    return _passed_on(
        request,
        session,
        await ask(request, session, f"/cases/{quote(case_ref, safe='')}/map.svg", query={"view": view}),
    )


@router.get("/cases/{case_ref}/explore")
async def read_explorer(request: Request, case_ref: str) -> Response:
    """Return the explorer of a case."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    return _passed_on(request, session, await ask(request, session, f"/cases/{quote(case_ref, safe='')}/map.html"))


@router.get("/cases/{case_ref}/{view}")
async def read_view(request: Request, case_ref: str, view: str) -> Response:
    """Show one picture of a case on a page of its own, or its table."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    place = f"/cases/{quote(case_ref, safe='')}"
    if view in _VIEWS:
        return rendering.render(request, "picture", session, case_ref=case_ref, place=place, view=view)
    if view != "table":
        return rendering.render(
            request, "problem", session, 404, title="Not found", detail="There is no such view of a case."
        )
    told = await ask(request, session, f"{place}/map.txt")
    if not told.is_good:
        return _problem(request, session, told)
    return rendering.render(
        request, "table", session, case_ref=case_ref, place=place, text=told.content.decode("utf-8")
    )


def _passed_on(request: Request, session: Session, answer: Answer) -> Response:
    if not answer.is_good:
        return _problem(request, session, answer)
    kept = ("content-security-policy", "etag")
    headers = {name: answer.headers[name] for name in kept if name in answer.headers}
    return Response(answer.content, answer.status, headers, media_type=answer.media_type)


@router.get("/placement")
async def read_placement(request: Request, case: str = "") -> Response:
    """Show the form of a placement check."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    return rendering.render(request, "placement", session, answer=None, case=case, uprn="", reason="")


@router.post("/placement")
async def check_placement(
    request: Request,
    case: Annotated[str, Form(max_length=200)],
    uprn: Annotated[str, Form(max_length=20)],
    reason: Annotated[str, Form(max_length=500)],
    form_key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Ask whether somebody may live at an address, and show the one answer there is."""
    session = _sessions(request).find(request)
    if session is None or not is_own_form(request, session, form_key):
        return _to("/sign-in")
    body = {"caseRef": case.strip(), "uprn": uprn.strip(), "reason": reason.strip()}
    told = await ask(request, session, "/placement-checks", body=body)
    if not told.is_good:
        return _problem(request, session, told)
    return rendering.render(request, "placement", session, answer=told.data, case=case, uprn=uprn, reason=reason)
