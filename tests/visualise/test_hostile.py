"""Names that try to be markup, script, or invisible: they stay names, in a real browser under the strict policy."""

from collections.abc import Iterator
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from graph_schema.case_network import CaseNetwork
from tests.visualise.builders import CaseBuilder, a_full_case
from tests.visualise.reading import PICTURES, SVGS, parse, texts_of
from visualise.explorer import INLINE, render_explorer
from visualise.explorer_assets import ASSETS, LIBRARY, read_asset
from visualise.inert import is_hidden

PAYLOADS = (
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "</title></svg><img src=x onerror='window.ran = 1'>",
    "<img src=http://evil.example/x onerror=window.ran=1> href",
    "<!--<script>",
    "]]><svg onload=window.ran=1>",
    "&lt;script&gt;window.ran = 1&lt;/script&gt; &#x3c;script>",
    "\"' onmouseover='window.ran = 1' x='",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:window.ran=1",
    'a href="//evil.example" href',
    "Ann\u202eTLOH\u2066 \u200f\u200b\ufeff\x00\x07\x1b[31m",
    '=HYPERLINK("http://evil.example")',
    "\u2028\u2029window.ran = 1//",
    "</style><style>*{display:none}</style>",
    "",
    " ",
)
LISTEN = (
    "window.ran = 0; window.violations = [];"
    "document.addEventListener('securitypolicyviolation',"
    " e => window.violations.push(e.violatedDirective + ' ' + e.blockedURI));"
)


def a_hostile_case() -> CaseBuilder:
    from dataclasses import replace

    case = a_full_case()
    bad = [PAYLOADS[index % len(PAYLOADS)] for index in range(200)]
    case.nodes = [
        replace(one, label=text, refs=(text,), facts={text or "x": text})
        for one, text in zip(case.nodes, bad, strict=False)
    ]
    case.links = [replace(one, label=text, sources=(text,)) for one, text in zip(case.links, bad[3:], strict=False)]
    case.flags = [
        replace(one, title=text, summary=text, next_step=text, rule=text, status=text)
        for one, text in zip(case.flags, bad[1:], strict=False)
    ]
    case.marking, case.audience = f"OFFICIAL-SENSITIVE {PAYLOADS[1]}", PAYLOADS[2]
    return case


def hostile_everywhere() -> CaseNetwork:
    return a_hostile_case().build()


@pytest.fixture(params=["a file", "served with a nonce"])
def opened(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, list[str]]]:
    """The explorer of the hostile case, opened as a file and as a service gives it, with all it asked for."""
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.add_init_script(LISTEN)
    if request.param == "a file":
        file = tmp_path / "explorer.html"
        file.write_text(render_explorer(hostile_everywhere(), nonce=None, assets=INLINE), encoding="utf-8")
        page.goto(file.as_uri())
        yield page, [url for url in asked if url != file.as_uri()]
    else:
        folder = tmp_path / "site"
        (folder / "assets").mkdir(parents=True)
        for asset in ASSETS.iterdir():
            (folder / "assets" / asset.name).write_bytes(asset.read_bytes())
        html = render_explorer(hostile_everywhere(), nonce="q8f0c2kd", assets="/assets/")
        (folder / "explorer.html").write_text(html, encoding="utf-8")
        with Served(folder) as address:
            page.goto(f"{address}/explorer.html")
            page.wait_for_selector("body[data-ready]")
            yield page, [url for url in asked if not url.startswith(address)]
    context.close()


class Served:
    """A server of our own on this machine, with the policy a service would send."""

    def __init__(self, folder: Path) -> None:
        class Handler(SimpleHTTPRequestHandler):
            def end_headers(self) -> None:
                policy = "default-src 'none'; script-src 'nonce-q8f0c2kd'; style-src 'nonce-q8f0c2kd'; img-src data:"
                if self.path.endswith(".html"):
                    self.send_header("Content-Security-Policy", f"{policy}; frame-ancestors 'none'")
                super().end_headers()

            def log_message(self, *args: Any) -> None:
                """Keep quiet."""

        self.server = HTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))

    def __enter__(self) -> str:
        Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *args: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_in_the_explorer_nothing_runs_nothing_is_asked_for_and_the_policy_is_kept(
    opened: tuple[Page, list[str]],
) -> None:
    page, asked = opened
    page.wait_for_selector("body[data-ready]")
    page.click("#show-all")
    for value in page.eval_on_selector_all("#go-to option", "all => all.map(one => one.value)")[1:]:
        page.select_option("#go-to", value)
        box = page.locator("#canvas").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(400)
    assert page.evaluate("window.ran") == 0
    assert page.evaluate("window.violations") == []
    assert asked == []
    assert page.locator("img, iframe, object, embed, form").count() == 0


def test_in_the_explorer_a_hostile_name_is_read_as_it_was_written(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    options = page.eval_on_selector_all("#go-to option", "all => all.map(one => one.textContent)")
    assert "<script>window.ran = 1</script>" in options
    assert "</script><script>window.ran = 1</script>" in options
    assert "Ann[U+202E]TLOH[U+2066] [U+200F][U+200B][U+FEFF][U+0000][U+0007][U+001B][31m" in options


@pytest.mark.parametrize("name", SVGS)
def test_in_an_svg_nothing_runs_and_nothing_is_asked_for(page: Page, tmp_path: Path, name: str) -> None:
    svg = SVGS[name](hostile_everywhere())
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    for place, content in (("p.svg", svg), ("p.html", f"<!doctype html><body>{svg}</body>")):
        file = tmp_path / place
        file.write_text(content, encoding="utf-8")
        page.goto(file.as_uri())
        page.mouse.move(300, 300)
        assert page.evaluate("window.ran") is None
        asked = [url for url in asked if url != file.as_uri()]
    assert asked == []
    assert page.locator("script, img").count() == 0


@pytest.mark.parametrize("name", SVGS)
def test_an_svg_of_hostile_names_is_well_formed_and_shows_them(name: str) -> None:
    svg = SVGS[name](hostile_everywhere())
    kinds = {one.tag.rpartition("}")[2] for one in parse(svg).iter()}
    assert kinds <= {"svg", "title", "desc", "g", "rect", "path", "circle", "text"}
    assert any("</script><script>" in text for text in texts_of(svg))


@pytest.mark.parametrize("name", PICTURES)
def test_no_picture_holds_anything_that_cannot_be_seen(name: str) -> None:
    picture = PICTURES[name](hostile_everywhere())
    ours = picture.replace(read_asset(LIBRARY), "")
    assert {character for character in ours if is_hidden(character)} <= {"\n"}
