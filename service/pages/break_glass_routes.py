"""Opening a case in an emergency on the pages, and hearing of those that others opened."""

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from service.access.id_tokens import Errand
from service.pages import rendering
from service.pages.asking import Answer, ask, place_of, tell
from service.pages.sessions import Session, Sessions, is_own_form
from service.pages.sign_in_routes import flow_of, send_out

router = APIRouter(include_in_schema=False)

REASONS = {
    "threat_to_life": "Somebody's life is in danger",
    "child_at_risk": "A child is at risk",
    "other": "Something else",
}
VERDICTS = {"justified": "Justified", "not_justified": "Not justified"}
_ON_A_PAGE = "100"


def _session(request: Request) -> Session | None:
    held: Sessions = request.app.state.sessions
    return held.find(request)


def _out() -> Response:
    return RedirectResponse("/sign-in", 303)


def _problem(request: Request, session: Session, answer: Answer) -> Response:
    told = answer.data
    return rendering.render(
        request, "problem", session, answer.status, title=told.get("title", ""), detail=told.get("detail", "")
    )


def _form_of(case: str) -> str:
    return f"/break-glass?{urlencode({'case': case})}"


@router.get("/break-glass")
async def read_form(request: Request, case: str = "") -> Response:
    """Show what must be said before a case opens."""
    session = _session(request)
    if session is None:
        return _out()
    return rendering.render(request, "break_glass", session, case=case[:200], reasons=REASONS, opened=None)


@router.post("/break-glass")
async def open_case(
    request: Request,
    case: Annotated[str, Form(max_length=200)],
    reason: Annotated[str, Form(max_length=40)] = "",
    text: Annotated[str, Form(max_length=1000)] = "",
    form_key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Open a case; where the sign-in is too old, have the person show anew who they are first."""
    session = _session(request)
    if session is None or not is_own_form(request, session, form_key):
        return _out()
    body = {"caseRef": case.strip(), "reason": reason, "text": text.strip()}
    told = await tell(request, session, "/break-glass", body, "safeguarding")
    if told.status == 401 and "insufficient_user_authentication" in told.headers.get("www-authenticate", ""):
        return rendering.render(
            request, "show_again", session, case=case, has_issuer=flow_of(request) is not None
        )  # fmt: skip
    if not told.is_good:
        return _problem(request, session, told)
    place = place_of(told.data["caseRef"])
    return rendering.render(request, "break_glass", session, case=case, reasons=REASONS, opened=told.data, place=place)


@router.get("/break-glass/sign-in")
async def show_again(request: Request, case: str = "") -> Response:
    """Have whoever is signed in show the issuer anew who they are, and come back to the form."""
    if _session(request) is None:
        return _out()
    return await send_out(request, Errand(then=_form_of(case[:200]), is_fresh=True))


@router.get("/notices")
async def list_notices(request: Request, everything: bool = False) -> Response:
    """Show which cases of one's areas were opened in an emergency, and by whom."""
    session = _session(request)
    if session is None:
        return _out()
    query = {"limit": _ON_A_PAGE} | ({} if everything else {"unreviewed": "true"})
    told = await ask(request, session, "/break-glass", query=query)
    if not told.is_good:
        return _problem(request, session, told)
    return rendering.render(
        request, "notices", session, notices=told.data["items"], reasons=REASONS, verdicts=VERDICTS,
        everything=everything,
    )  # fmt: skip


@router.post("/notices/{id_}")
async def review(
    request: Request,
    id_: str,
    verdict: Annotated[str, Form(max_length=40)] = "",
    note: Annotated[str, Form(max_length=1000)] = "",
    form_key: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Write down what one thinks of a case that somebody else opened."""
    session = _session(request)
    if session is None or not is_own_form(request, session, form_key):
        return _out()
    body = {"verdict": verdict, "note": note.strip()}
    place = f"/break-glass/{quote(id_, safe='')}/review"
    told = await tell(request, session, place, body, "review")
    return RedirectResponse("/notices", 303) if told.is_good else _problem(request, session, told)
