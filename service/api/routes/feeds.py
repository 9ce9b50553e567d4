"""Agencies' feeds: sent, landed whole or not at all, and what became of every row."""

import json
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated, Any

from anyio import to_thread
from fastapi import Query, Request
from starlette.responses import JSONResponse, Response

from ingest.errors import FeedRefused
from ingest.landing.landing import land
from ingest.report import Report
from service.access import Caller, Role
from service.api.access import allow, guarded_router
from service.api.metrics import Metrics
from service.api.problems import Problem, not_there
from service.api.questions import ask, ask_each
from service.api.running import Running, running_of
from service.api.shapes import CursorParameter, LimitParameter, Page, Shape, cut_page, example
from service.api.trace import TraceDep
from service.api.uploads import Upload, kept_upload
from service.audit import Action

router = guarded_router("feeds")
SENDERS = frozenset({Role.FEED, Role.COORDINATOR})

_REPORT = {
    "feedId": "cheshire-police-2026-11-20",
    "agency": "cheshire-police",
    "received": "2026-11-20",
    "counts": {
        "persons": {"accepted": 41, "unchanged": 0, "changed": 0, "queued": 0, "rejected": 1, "withdrawn": 0},
    },
    "problems": [
        {
            "table": "persons", "row": 7, "column": "person_ref", "code": "missing_value",
            "message": "person_ref is blank: give the sender's own reference.", "outcome": "rejected",
        }
    ],
    "alreadyLanded": False,
}  # fmt: skip


class Feed(Shape):
    """A feed that has landed."""

    feed_id: str
    agency: str
    received: date


_FEEDS = {"items": [{"feedId": "cheshire-police-2026-11-20", "agency": "cheshire-police", "received": "2026-11-20"}]}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/zip": {"schema": {"type": "string", "format": "binary"}},
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
                "schema": {"type": "string", "format": "binary"}
            },
            "multipart/form-data": {
                "schema": {"type": "object", "properties": {"feed": {"type": "string", "format": "binary"}}}
            },
        },
    }
}


_AGAIN = {"description": "The same bytes landed before: the report of then.", **example(_REPORT)[200]}
_SENT = {**example(_REPORT, 201), 200: _AGAIN}


@router.post("", status_code=201, summary="Send a feed", openapi_extra=_BODY, responses=_SENT)
async def send_feed(
    request: Request,
    trace: TraceDep,
    caller: Annotated[Caller, allow(Action.LAND_FEED, SENDERS)],
    name: Annotated[str | None, Query(max_length=120, description="What to call it; else for agency and day.")] = None,
) -> Response:
    """Land a feed, a zip of its folder or one workbook, whole or not at all, and say what became of every row.

    The same bytes again change nothing and get the first report.
    """
    running = running_of(request)
    metrics: Metrics = request.app.state.metrics
    async with kept_upload(request, name) as upload:
        try:
            report, is_new = await to_thread.run_sync(partial(_land, running, caller, upload))
        except FeedRefused:
            metrics.count_feed("refused")
            raise
    metrics.count_feed("landed" if is_new else "again")
    trace.release([report.feed_id])
    return JSONResponse(report.as_json(), 201 if is_new else 200, {"Location": f"{request.url.path}/{report.feed_id}"})


def _land(running: Running, caller: Caller, upload: Upload) -> tuple[Report, bool]:
    with running.landing:
        checked = running.reader.read(upload.path)
        manifest = checked.manifest
        if caller.agency not in {"", manifest.agency} and Role.COORDINATOR not in caller.roles:
            raise Problem(403, "The feed is of another agency than yours: send it with a token of its own agency.")
        named = replace(checked, name=upload.name or f"{manifest.agency}-{manifest.received}")
        # Other services and commands may land feeds in the same graph.
        with running.store.lease("landing a feed"):
            if first := ask(running.store, "feed_by_digest", digest=checked.digest, agency=manifest.agency):
                return Report.from_text(first[0]["report"]), False
            before = running.sweeps.mark()
            landed = land(named, running.store)
            running.sweeps.note(before, landed.touched)
            return landed.report, True


@router.get("", summary="List the feeds that have landed", response_model=Page[Feed], responses=example(_FEEDS))
def list_feeds(
    request: Request,
    trace: TraceDep,
    caller: Annotated[Caller, allow(Action.READ_FEEDS, SENDERS)],
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Page[Feed]:
    """List the feeds that have landed; with the role FEED alone, those of one's own agency."""
    running = running_of(request)
    feeds = {row["feed"]: row for row in ask(running.store, "feeds") if _may_read(caller, row["agency"])}
    question = ("feeds", caller.subject, caller.agency)
    page, following = cut_page(sorted(feeds), running.cursors, question, cursor, limit)
    trace.release(page)
    items = tuple(Feed(feed_id=id_, agency=feeds[id_]["agency"], received=feeds[id_]["received"]) for id_ in page)
    return Page[Feed](items=items, next_cursor=following)


@router.get("/{feed_id}", summary="Read what became of a feed", responses=example(_REPORT))
def read_feed(
    request: Request, trace: TraceDep, caller: Annotated[Caller, allow(Action.READ_FEEDS, SENDERS)], feed_id: str
) -> Response:
    """Return the report of a feed, as it was told when the feed landed."""
    rows = ask_each(running_of(request).store, "report_of_feed", [feed_id])
    if not rows or not _may_read(caller, rows[0]["agency"]):
        raise not_there()
    trace.release([feed_id])
    return JSONResponse(json.loads(rows[0]["report"]))


def _may_read(caller: Caller, agency: str) -> bool:
    return Role.COORDINATOR in caller.roles or caller.agency in {"", agency}
