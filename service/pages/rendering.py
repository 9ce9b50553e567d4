"""How a page is made: a template, the words of the house, and headers that let in nothing from anywhere else."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from service.api.running import running_of
from service.pages.sessions import Session

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
"""The content security policy of the pages: no script at all."""

SEVERITIES = ("critical", "high", "medium", "low")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("service.pages"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(
    request: Request, template: str, session: Session | None = None, status: int = 200, **values: object
) -> HTMLResponse:
    """Return a page made of `templates/TEMPLATE.html`."""
    running = running_of(request)
    text = (
        _environment()
        .get_template(f"{template}.html")
        .render(session=session, is_synthetic=running.is_synthetic, severities=SEVERITIES, **values)
    )
    return HTMLResponse(text, status, headers={"Content-Security-Policy": POLICY})


def render_file(template: str, **values: object) -> str:
    """Return a page that stands alone: its stylesheet is in it, and it needs nothing from anywhere."""
    return _environment().get_template(f"{template}.html").render(stylesheet=_style(), **values)


def _style() -> str:
    return files(__package__).joinpath("static/pages.css").read_text("utf-8")


def stylesheet() -> Response:
    """Return the one stylesheet of the pages."""
    text = _style()
    return Response(text, media_type="text/css", headers={"Cache-Control": "max-age=3600"})
