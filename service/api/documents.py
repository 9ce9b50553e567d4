"""The documentation of the API: OpenAPI, and a page made of it that needs nothing from anywhere else."""

from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from service.api.gate import PREFIX
from service.api.problems import MEDIA_TYPE

_STATUSES = {
    "401": "No good access token.",
    "403": "The caller's roles do not allow it.",
    "404": "Nothing of that name, or nothing the caller may know of.",
    "422": "Something sent cannot be used; `errors` says what.",
    "503": "The store or the audit is away.",
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "requestId": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_WITHOUT_PURPOSE = frozenset({"audit", "feeds", "placement-checks", "rules", "security", "statistics"})
_PURPOSE = {
    "name": "X-Purpose",
    "in": "header",
    "description": "Why it is read; needed wherever a person or a case is.",
    "schema": {
        "type": "string",
        "enum": ["meeting", "review", "placement", "transfer", "safeguarding", "enquiry", "analysis", "audit"],
    },
}
_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h2 { margin-top: 2.5rem } code, pre { background: #f3f2f1; padding: .1rem .3rem } pre { padding: .8rem; overflow: auto }
table { border-collapse: collapse; width: 100% } th, td { border-bottom: 1px solid #b1b4b6 }
th, td { padding: .3rem; text-align: left }
"""


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI 3.1 document: every route with an example and the problems it may end in."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title, version=app.version, summary=app.summary, routes=app.routes, openapi_version="3.1.0"
        )
        _restore_examples(app, document)
        parts = document.setdefault("components", {})
        parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
        parts.setdefault("schemas", {})["Problem"] = _PROBLEM
        for path, operations in document["paths"].items():
            if path.startswith(PREFIX):
                for operation in operations.values():
                    _guard(operation)
        app.openapi_schema = document
    return app.openapi_schema


def _restore_examples(app: FastAPI, document: dict[str, Any]) -> None:
    """Put the examples back as they were written: what FastAPI makes of them has lost every null."""
    for route in app.routes:
        if not isinstance(route, APIRoute) or not route.include_in_schema:
            continue
        for method in route.methods or ():
            answers = document["paths"][route.path_format][method.lower()]["responses"]
            for status, declared in route.responses.items():
                for media_type, part in declared.get("content", {}).items():
                    answers[str(status)]["content"][media_type]["example"] = part["example"]


def _guard(operation: dict[str, Any]) -> None:
    operation["security"] = [{"token": []}]
    if not _WITHOUT_PURPOSE.intersection(operation["tags"]):
        operation.setdefault("parameters", []).append(_PURPOSE)
    for status, description in _STATUSES.items():
        operation["responses"][status] = {
            "description": description,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }


def install_documents(app: FastAPI) -> None:
    """Serve the document at /openapi.json and a page made of it at /docs."""

    async def openapi(_: Request) -> Response:
        return JSONResponse(describe(app))

    async def docs(_: Request) -> Response:
        policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'"
        return HTMLResponse(render_page(describe(app)), headers={"Content-Security-Policy": policy})

    app.openapi = lambda: describe(app)  # type: ignore[method-assign]  # as FastAPI's own documentation has it
    app.add_route("/openapi.json", openapi, include_in_schema=False)
    app.add_route("/docs", docs, include_in_schema=False)


def render_page(document: dict[str, Any]) -> str:
    """Return the documentation as one page without scripts."""
    sections = [
        _section(path, method, operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    title = escape(document["info"]["title"])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} API</title><style>{_STYLE}</style>'
        f"</head><body><main><h1>{title} API, version {escape(document['info']['version'])}</h1>"
        f"<p>{escape(document['info']['summary'])}</p>"
        '<p>The same as a document for programs: <a href="/openapi.json">openapi.json</a>.</p>'
        f"{''.join(sections)}</main></body></html>"
    )


def _section(path: str, method: str, operation: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(one['name'])}</code></td><td>{escape(one['in'])}</td>"
        f"<td>{escape(one.get('description', ''))}</td></tr>"
        for one in operation.get("parameters", [])
    )
    table = (
        f"<table><thead><tr><th>parameter</th><th>in</th><th>meaning</th></tr></thead>{rows}</table>" if rows else ""
    )
    answers = "".join(
        f"<tr><td>{escape(status)}</td><td>{escape(answer.get('description', ''))}</td></tr>"
        for status, answer in sorted(operation["responses"].items())
    )
    return (
        f"<h2><code>{method.upper()} {escape(path)}</code></h2><p>{escape(operation.get('summary', ''))}.</p>"
        f"<p>{escape(operation.get('description', ''))}</p>{table}"
        f"<table><thead><tr><th>answer</th><th>meaning</th></tr></thead>{answers}</table>"
    )
