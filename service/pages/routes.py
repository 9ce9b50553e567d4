"""The pages: the cases with their flags, one case with its pictures, a placement check."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from graph_schema.areas import AREAS
from service.overlaps.output import LEADS, REASONS, REVIEWS
from service.pages import break_glass_routes, rendering, sign_in_routes
from service.pages.asking import Answer, ask, place_of
from service.pages.grouping import group_flags
from service.pages.sessions import Session, Sessions, is_own_form
from service.replaying.meanings import MEANINGS

router = APIRouter(include_in_schema=False)
router.routes.extend([*sign_in_routes.router.routes, *break_glass_routes.router.routes])
_VIEWS = ("flags", "full", "area")
_ON_A_PAGE = "100"
KINDS = {
    "new": "New", "worse": "Worse", "better": "Better", "changed": "Otherwise than before", "gone": "No longer found",
}  # fmt: skip
"""What became of a finding, as the page says it."""

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
    """Show a case: its flags, grouped by whom they are about, beside the flag map; and its MARAC overlaps."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    place = place_of(case_ref)
    network = await ask(request, session, f"{place}/network")
    if not network.is_good:
        return _problem(request, session, network)
    overlaps = await ask(request, session, f"{place}/marac-overlaps")
    if not overlaps.is_good:
        return _problem(request, session, overlaps)
    return rendering.render(
        request, "case", session, case_ref=case_ref, place=place, network=network.data,
        groups=group_flags(network.data), overlaps=overlaps.data["items"], leads=LEADS, reasons=REASONS,
        reviews=REVIEWS,
    )  # fmt: skip


@router.get("/cases/{case_ref}/{view}.svg")
async def read_picture(request: Request, case_ref: str, view: str, page: int = 1) -> Response:
    """Return a picture of a case."""
    session = _sessions(request).find(request)
    if session is None or view not in _VIEWS:
        return _to("/sign-in") if session is None else Response(status_code=404)
    return _passed_on(
        request,
        session,
        await ask(request, session, f"{place_of(case_ref)}/map.svg", query=_page_of(view, page)),
    )


@router.get("/cases/{case_ref}/explore")
async def read_explorer(request: Request, case_ref: str) -> Response:
    """Return the explorer of a case."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    return _passed_on(request, session, await ask(request, session, f"{place_of(case_ref)}/map.html"))


@router.get("/cases/{case_ref}/changes")
async def read_changes(request: Request, case_ref: str, since: str = "") -> Response:
    """Show what changed in a case since a day: unless told otherwise, since its last meeting."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    place = place_of(case_ref)
    meetings = await ask(request, session, f"{place}/meetings")
    if not meetings.is_good:
        return _problem(request, session, meetings)
    held = [one for one in meetings.data["items"] if one["isHeld"]]
    day = since or (held[0]["heldOn"] if held else "")
    told = await ask(request, session, f"{place}/changes", query={"since": day}) if day else None
    if told is not None and not told.is_good:
        return _problem(request, session, told)
    meeting = next((one["meetingRef"] for one in held if one["heldOn"] == day), "")
    return rendering.render(
        request, "changes", session, case_ref=case_ref, place=place, since=day, meeting=meeting,
        told=told.data if told else None, kinds=KINDS,
    )  # fmt: skip


@router.get("/cases/{case_ref}/replay")
async def read_replay(request: Request, case_ref: str, meeting: str = "") -> Response:
    """Show a meeting of a case looked at again, and which others can be."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    place = place_of(case_ref)
    meetings = await ask(request, session, f"{place}/meetings")
    if not meetings.is_good:
        return _problem(request, session, meetings)
    told = await ask(request, session, f"{place}/replay", query={"meeting": meeting}) if meeting else None
    if told is not None and not told.is_good:
        return _problem(request, session, told)
    return rendering.render(
        request, "replay", session, case_ref=case_ref, place=place, meetings=meetings.data["items"],
        told=told.data if told else None, meanings=MEANINGS,
    )  # fmt: skip


@router.get("/cases/{case_ref}/{view}")
async def read_view(request: Request, case_ref: str, view: str, page: int = 1) -> Response:
    """Show one picture of a case on a page of its own, or its table."""
    session = _sessions(request).find(request)
    if session is None:
        return _to("/sign-in")
    place = place_of(case_ref)
    if view in _VIEWS:
        drawn = await ask(request, session, f"{place}/map.svg", query=_page_of(view, page))
        if not drawn.is_good:
            return _problem(request, session, drawn)
        has_next = "link" in drawn.headers
        return rendering.render(
            request, "picture", session, case_ref=case_ref, place=place, view=view, page=page, has_next=has_next
        )
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


def _page_of(view: str, page: int) -> dict[str, str]:
    return {"view": view} if page == 1 else {"view": view, "page": str(page)}


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
