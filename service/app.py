"""The service as an application: put together here, and started by whoever runs it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from service.access.configured import open_code_flow
from service.api.documents import install_documents
from service.api.envelope import Envelope
from service.api.gate import Gate
from service.api.limits import Limits
from service.api.metrics import Metrics
from service.api.nightly import NightlyCheck
from service.api.pace import Pace
from service.api.problems import install_problems
from service.api.routes import ROUTERS, health
from service.api.running import opened_service
from service.pages import routes as pages
from service.pages.sessions import Sessions
from service.settings import Settings
from service.version import program_version

SUMMARY = "Who is dangerous to whom, where, and who must act: one graph of what the agencies of a MAPPA area know."


def create_app(settings: Settings) -> FastAPI:
    """Return the application; it opens the store, the audit and the rest when it starts, and lets go when it ends.

    Starting raises the errors of what cannot be opened, each a sentence to read.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        opening = opened_service(settings)
        try:
            app.state.running = await to_thread.run_sync(opening.__enter__)
            app.state.code_flow = open_code_flow(settings, app.state.running.verifier)
        except Exception as fault:
            # Kept for whoever started it: the server itself would only say that it did not start.
            app.state.fault = fault
            raise
        try:
            with NightlyCheck(app.state.running.sweeps, app.state.metrics):
                yield
        finally:
            await to_thread.run_sync(opening.__exit__, None, None, None)

    app = FastAPI(
        title="Risk Network",
        summary=SUMMARY,
        version=program_version(),
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.metrics, app.state.pace, app.state.sessions = Metrics(), Pace(), _sessions(settings)
    install_problems(app)
    # The last added stands outermost: every answer has its envelope, every caller of the API meets the gate first.
    app.add_middleware(Limits)
    app.add_middleware(Gate, pace=app.state.pace)
    app.add_middleware(Envelope, metrics=app.state.metrics)
    for router in (health.router, *ROUTERS, pages.router):
        # Each route is whole in itself: guard, address and all.
        app.router.routes.extend(router.routes)
    install_documents(app)
    return app


def _sessions(settings: Settings) -> Sessions:
    return Sessions(is_guarded=settings.oidc_issuer is not None)
