import json
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.visualise.builders import CaseBuilder, a_case, a_full_case
from tests.visualise.reading import model_of, render_offline
from visualise.errors import AssetsSpoilt, NarrowTheView
from visualise.explorer import INLINE, render_explorer
from visualise.explorer_assets import ASSETS, LIBRARY, read_asset, source_hash
from visualise.explorer_model import model_network
from visualise.layout.view import positions

NODE_KEYS = {"id", "label", "title", "shape", "color", "x", "y", "borderWidth"}
EDGE_KEYS = {"id", "from", "to", "label", "title", "color", "width", "dashes", "arrows"}


@pytest.fixture
def explore(page: Page, tmp_path: Path) -> Callable[[CaseBuilder], Page]:
    """Return how to open the explorer of a case, as a file that stands alone."""

    def open_file(case: CaseBuilder) -> Page:
        file = tmp_path / "explorer.html"
        file.write_text(render_offline(case.build()), encoding="utf-8")
        page.goto(file.as_uri())
        page.wait_for_selector("body[data-ready]")
        return page

    return open_file


def shown(page: Page) -> int:
    count: int = page.evaluate("window.explorer.shown().length")
    return count


def test_only_allowed_keys_and_our_coordinates_reach_the_page() -> None:
    network = a_full_case().build()
    model = model_network(network)
    assert set().union(*(node.keys() for node in model["nodes"])) == NODE_KEYS
    assert set().union(*(edge.keys() for edge in model["edges"])) == EDGE_KEYS
    ours = [tuple(round(value, 1) for value in place) for place in positions(network).values()]
    assert [(node["x"], node["y"]) for node in model["nodes"]] == ours


def test_no_id_of_the_store_travels() -> None:
    case = a_case().with_person("secret-id-7", "Ann HOLT", "victim").linked("secret-id-7", "VICTIM_OF", "P1")
    case.nodes = [type(node)(node.id, node.kind, node.label, node.roles) for node in case.nodes]
    assert "secret-id-7" not in render_offline(case.build())


def test_all_links_between_a_pair_are_kept() -> None:
    case = a_case().with_person("P2", "Ann HOLT", "victim")
    for words in ("victim of", "witness against", "victim of again"):
        case.linked("P2", "VICTIM_OF", "P1", words)
    case.flagged("ACC-07", "P1", "P2").flagged("CHI-01", "P1", "P2")
    edges = model_of(render_offline(case.build()))["edges"]
    assert sorted(edge["label"] for edge in edges) == [
        "1",
        "2",
        "subject of",
        "victim of",
        "victim of again",
        "witness against",
    ]


def test_it_opens_with_what_flags_touch_and_counts_the_rest(explore: Callable[[CaseBuilder], Page]) -> None:
    page = explore(a_full_case())
    assert shown(page) == 10
    assert page.inner_text("#status") == (
        "Showing 10 of 33. Hidden: 1 victim, 1 past victim, 4 children, 1 other person, 4 addresses, 6 agencies,"
        " 6 key workers."
    )


def test_a_kind_is_shown_hidden_and_undone(explore: Callable[[CaseBuilder], Page]) -> None:
    page = explore(a_full_case())
    button = page.locator("button[data-kind='Children']")
    assert button.inner_text().endswith("0 of 4")
    button.click()
    assert (shown(page), button.get_attribute("aria-pressed")) == (14, "true")
    button.click()
    assert (shown(page), button.get_attribute("aria-pressed")) == (10, "false")
    page.click("#show-all")
    assert shown(page) == 33
    for expected in (10, 14, 10):
        page.click("#undo")
        assert shown(page) == expected
    assert page.locator("#undo").is_disabled()


def test_a_chosen_card_says_its_flags_and_links_and_shows_what_is_hidden(
    explore: Callable[[CaseBuilder], Page],
) -> None:
    page = explore(a_full_case())
    page.select_option("#go-to", label="Sarah WHITCOMBE")
    assert page.inner_text("#chosen") == "Sarah WHITCOMBE"
    assert page.inner_text("#chosen-said") == "Victim of subject"
    assert "Home near a current victim" in page.inner_text("#chosen-flags")
    assert "Sarah WHITCOMBE is parent of Mia WHITCOMBE, since 1 May 2025" in page.inner_text("#chosen-links")
    assert page.inner_text("#expand") == "Show the 3 hidden that this is linked to"
    page.click("#expand")
    assert shown(page) == 13
    assert page.locator("#expand").is_hidden()


def test_the_subject_cannot_be_hidden(explore: Callable[[CaseBuilder], Page]) -> None:
    page = explore(a_full_case())
    page.click("button[data-kind='Subjects']")
    assert shown(page) == 10


def test_it_works_by_keyboard(explore: Callable[[CaseBuilder], Page]) -> None:
    page = explore(a_full_case())
    page.focus("button[data-kind='Victims']")
    page.keyboard.press("Enter")
    assert shown(page) == 11
    page.focus("#undo")
    page.keyboard.press("Space")
    assert shown(page) == 10


def test_cards_stay_where_the_server_put_them(explore: Callable[[CaseBuilder], Page]) -> None:
    page = explore(a_full_case())
    page.click("#show-all")
    page.wait_for_timeout(300)
    places = page.evaluate("window.explorer.network.getPositions()")
    for node in model_of(render_offline(a_full_case().build()))["nodes"]:
        assert (places[node["id"]]["x"], places[node["id"]]["y"]) == (
            pytest.approx(node["x"], abs=1),
            pytest.approx(node["y"], abs=1),
        )


def test_red_is_drawn_on_the_canvas(explore: Callable[[CaseBuilder], Page]) -> None:
    page = explore(a_full_case())
    red = page.evaluate(
        "() => { const c = document.querySelector('#canvas canvas'); const d = c.getContext('2d').getImageData(0, 0,"
        " c.width, c.height).data; let n = 0; for (let i = 0; i < d.length; i += 4)"
        " if (d[i] === 212 && d[i + 1] === 53 && d[i + 2] === 28) n += 1; return n; }"
    )
    assert red > 3000


def test_a_case_without_flags_opens_with_all_of_it(explore: Callable[[CaseBuilder], Page]) -> None:
    page = explore(a_case().with_person("P2", "Ann HOLT", "victim"))
    assert shown(page) == 3
    assert page.inner_text("#chosen-said") == "No flags."


def test_served_it_links_the_assets_under_the_prefix_with_the_nonce() -> None:
    html = render_explorer(a_full_case().build(), nonce="abc123", assets="/assets/")
    assert re.findall(r'(?:src|href)="([^"]*)"', html) == [
        "/assets/explorer.css",
        "/assets/vis-network.min.js",
        "/assets/explorer.js",
    ]
    assert html.count('nonce="abc123"') == 4
    assert "script-src 'nonce-abc123'; style-src 'nonce-abc123'" in html.replace("&#39;", "'")
    assert "unsafe" not in html


def test_alone_its_policy_allows_exactly_what_it_holds() -> None:
    html = render_explorer(a_full_case().build(), nonce=None, assets=INLINE)
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[0].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL)
    assert policy == (
        f"default-src 'none'; script-src {source_hash(scripts[0])} {source_hash(scripts[1])};"
        f" style-src {source_hash(styles[0])}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_above_500_it_refuses() -> None:
    case = a_case()
    for number in range(4998):
        case.with_thing(f"X{number:04}", "Address", f"{number} Long Lane")
    with pytest.raises(NarrowTheView, match="5,000 nodes"):
        render_offline(case.build())


def test_what_ships_of_others_is_what_they_released() -> None:
    manifest = json.loads((ASSETS / "MANIFEST.json").read_text(encoding="utf-8"))
    for name, released in manifest["files"].items():
        assert sha256((ASSETS / name).read_bytes()).hexdigest() == released["sha256"], name
        assert "vis-network 10.1.5" in released["source"]
    assert {path.name for path in ASSETS.iterdir()} == {
        *manifest["files"],
        "MANIFEST.json",
        "explorer.js",
        "explorer.css",
    }


def test_a_spoilt_library_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ASSETS.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / LIBRARY).write_text("window.ran = 1", encoding="utf-8")
    monkeypatch.setattr("visualise.explorer_assets.ASSETS", tmp_path)
    read_asset.cache_clear()
    with pytest.raises(AssetsSpoilt, match="install risk-network again"):
        read_asset(LIBRARY)
    read_asset.cache_clear()


def test_pyvis_writes_no_page_of_its_own() -> None:
    package = ASSETS.parent
    forbidden = re.compile(r"generate_html|write_html|save_graph|\.show\(|from_nx|from_DOT|set_template|set_options")
    assert [path.name for path in package.rglob("*.py") if forbidden.search(path.read_text(encoding="utf-8"))] == []
