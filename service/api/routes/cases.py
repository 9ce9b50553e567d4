"""The networks and maps of cases, for practitioners and up, in their areas."""

import json
import secrets
from enum import StrEnum
from typing import Annotated, Any

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from graph_schema.case_network import Audience
from service.access import Caller
from service.access.callers import CASE_READERS
from service.api.access import allow, guarded_router, tag_of
from service.api.looking import CaseRef, LookDep
from service.api.networks import View, look_at_network, tell_network
from service.api.shapes import DayParameter, KnownParameter, as_of, example
from service.audit import Action
from service.cases.places import find_places

router = guarded_router("cases")

_NETWORK: dict[str, Any] = {
    "caseRef": "M-0001", "subjectId": "4d1f0c2b9a8e7f60", "asOf": "2026-11-24", "knownAt": "2026-11-24",
    "audience": "chair", "marking": "OFFICIAL-SENSITIVE", "synthetic": True,
    "nodes": [
        {
            "id": "4d1f0c2b9a8e7f60", "kind": "Person", "roles": ["nominal", "subject"], "label": "Invented Person",
            "refs": ["cheshire-police:N00001"], "facts": {}, "x": 480.0, "y": 120.0,
        }
    ],
    "links": [], "flags": [], "hidden": [{"kind": "Person", "count": 3, "reason": "beyond the hops"}],
    "truncated": False,
}  # fmt: skip
_SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"


class MapView(StrEnum):
    """Which picture of a network."""

    FLAGS = "flags"
    FULL = "full"
    AREA = "area"


HopsParameter = Annotated[int, Query(ge=0, le=4, description="How far from the nominal, person to person.")]
PageParameter = Annotated[int, Query(ge=1, le=1000, description="Which page of the flag map.")]
VictimParameter = Annotated[
    str | None, Query(max_length=300, description="Whom a victim-safe view is for, as agency:ref.")
]


def view_of(
    day: DayParameter = None,
    known: KnownParameter = None,
    hops: HopsParameter = 2,
    audience: Audience = Audience.CHAIR,
    victim: VictimParameter = None,
) -> View:
    """Return how a network is asked for."""
    return View(as_of(day, known), day is known is None, hops, audience, victim)


ViewDep = Annotated[View, Depends(view_of)]


@router.get("/{caseRef:path}/network", summary="Read the network of a case", responses=example(_NETWORK))
def read_network(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_NETWORK, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    looked: ViewDep,
) -> Response:
    """Return who and what is around a case on a day, as known then, with its flags; redacted for the audience."""
    return JSONResponse(tell_network(look_at_network(look, case_ref, looked)))


@router.get("/{caseRef:path}/map.svg", summary="Draw a case", response_class=Response, responses={
    200: {"content": {"image/svg+xml": {"example": "<svg xmlns='http://www.w3.org/2000/svg'/>"}}}
})  # fmt: skip
def draw_map(
    request: Request,
    look: LookDep,
    caller: Annotated[Caller, allow(Action.DRAW_MAP, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    looked: ViewDep,
    view: MapView = MapView.FLAGS,
    page: PageParameter = 1,
) -> Response:
    """Draw the flags of a case, its whole network, or where its places are; the same bytes for the same facts.

    Flags that have no room on one page go on with the next, which the `Link` header names.
    """
    from visualise.area_map import draw_area_map
    from visualise.flag_map import draw_flag_map
    from visualise.flag_pages import count_pages
    from visualise.full_map import draw_full_map

    network = look_at_network(look, case_ref, looked)
    headers = {"Content-Security-Policy": _SVG_POLICY}
    match view:
        case MapView.FLAGS:
            drawn = draw_flag_map(network, page)
            if page < count_pages(network):
                following = request.url.include_query_params(page=page + 1)
                headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
        case MapView.FULL:
            drawn = draw_full_map(network)
        case MapView.AREA:
            drawn = draw_area_map(network, find_places(look.running.store, network))
    return Response(drawn, media_type="image/svg+xml", headers=headers)


@router.get("/{caseRef:path}/map.txt", summary="Tell a case in words", response_class=Response, responses={
    200: {"content": {"text/plain": {"example": "MAPPA case M-0001\n"}}}
})  # fmt: skip
def tell_map(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.DRAW_MAP, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    looked: ViewDep,
) -> Response:
    """Tell what the maps show in words and tables, in the same order."""
    from visualise.text_twin import write_narrative, write_table

    network = look_at_network(look, case_ref, looked)
    return PlainTextResponse(f"{write_narrative(network)}\n{write_table(network)}")


@router.get("/{caseRef:path}/map.html", summary="Explore a case", response_class=Response, responses={
    200: {"content": {"text/html": {"example": "<!doctype html><title>MAPPA case M-0001</title>"}}}
})  # fmt: skip
def explore_map(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.DRAW_MAP, CASE_READERS, needs_purpose=True)],
    case_ref: CaseRef,
    looked: ViewDep,
) -> Response:
    """Return a page to explore the network in: one file, with nothing in it from anywhere else."""
    from visualise.explorer import INLINE, render_explorer

    network = look_at_network(look, case_ref, looked)
    nonce = secrets.token_urlsafe(16)
    policy = (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    # The page differs each time by its nonce, so its tag is that of what it shows.
    tag = tag_of(json.dumps(tell_network(network)).encode())
    page = render_explorer(network, nonce=nonce, assets=INLINE)
    return HTMLResponse(page, headers={"Content-Security-Policy": policy, "ETag": tag})
