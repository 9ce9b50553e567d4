"""Whether the service is up, as HMPPS services tell it, and its figures. Open to all: nothing here is about anybody."""

from datetime import UTC, datetime
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from graph_schema.store import StoreError
from service.api.access import operation_id
from service.api.metrics import CONTENT_TYPE, Metrics
from service.api.running import Running, running_of
from service.api.shapes import example
from service.audit import AuditAway
from service.patience import OutOfPatience, Patience
from service.version import program_version

router = APIRouter(tags=["health"], generate_unique_id_function=operation_id)
OPEN = frozenset({"/health", "/health/liveness", "/health/readiness", "/info", "/metrics"})
"""The routes that nobody signs in for."""

_UP = {"status": "UP"}
_PATIENCE = Patience(3.0, most=8)
"""How long a store may take to answer before it counts as down: those who ask wait for little longer."""


def _components(running: Running) -> dict[str, dict[str, str]]:
    store, audit = dict(_UP), dict(_UP)
    try:
        _PATIENCE.wait_for(lambda: running.store.read("MATCH (m:Meta) RETURN m.version AS version"))
    except (StoreError, OutOfPatience):
        store = {"status": "DOWN"}
    try:
        running.audit.check()
    except AuditAway:
        audit = {"status": "DOWN"}
    return {"audit": audit, "store": store}


async def _health(request: Request) -> tuple[str, dict[str, dict[str, str]]]:
    parts = await to_thread.run_sync(_components, running_of(request))
    metrics: Metrics = request.app.state.metrics
    for part, told in parts.items():
        metrics.note_up(part, told == _UP)
    return ("UP" if all(told == _UP for told in parts.values()) else "DOWN"), parts


@router.get("/health", summary="Whether the service and what it stands on are up", responses=example(
    {"status": "UP", "components": {"audit": _UP, "store": _UP}, "uptime": "PT42S", "version": "0.1.0"}
))  # fmt: skip
async def health(request: Request) -> Response:
    """Tell of each part whether it is up: 200 where all are, else 503."""
    status, parts = await _health(request)
    seconds = int((datetime.now(UTC) - running_of(request).started).total_seconds())
    told = {"status": status, "components": parts, "uptime": f"PT{seconds}S", "version": program_version()}
    return JSONResponse(told, 200 if status == "UP" else 503)


@router.get("/health/liveness", summary="Whether the process answers", responses=example(_UP))
async def liveness() -> dict[str, str]:
    """Tell that the process answers, and nothing more: no reason to restart it while the store is away."""
    return _UP


@router.get("/health/readiness", summary="Whether requests can be answered", responses=example(_UP))
async def readiness(request: Request) -> Response:
    """Tell whether the store and the audit are there: 200 where both are, else 503."""
    status, _ = await _health(request)
    return JSONResponse({"status": status}, 200 if status == "UP" else 503)


@router.get("/info", summary="What is running", responses=example(
    {"build": {"name": "risk-network", "version": "0.1.0"}, "synthetic": True}
))  # fmt: skip
async def info(request: Request) -> dict[str, Any]:
    """Tell which version is running, and whether everybody in its store is invented."""
    build = {"name": "risk-network", "version": program_version()}
    return {"build": build, "synthetic": running_of(request).is_synthetic}


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response, responses={
    200: {"content": {"text/plain": {"example": 'risk_network_up{part="store"} 1.0'}}}
})  # fmt: skip
async def metrics(request: Request) -> Response:
    """Tell how many answers were given and how long they took, by route: nothing about anybody."""
    figures: Metrics = request.app.state.metrics
    return Response(figures.render(), media_type=CONTENT_TYPE)
