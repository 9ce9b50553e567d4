"""The full map of a network beside pyvis as it comes: making it, and when a browser first shows it still."""

import re
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright
from pyvis.network import Network

from bench.measuring import require
from graph_schema.case_network import CaseNetwork
from visualise.full_map import draw_full_map

CHROMIUM = which("chromium") or which("google-chrome") or which("chromium-browser")
_CARD = re.compile(r'data-node="([^"]+)"')
MOST_DRAWN = 150
_SHOWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
_WATCH = """
const watching = setInterval(() => {
  if (!window.network || !window.network.once) return;
  clearInterval(watching);
  window.network.once('stabilizationIterationsDone', () => { window.stillAt = performance.now(); });
}, 1);
"""
_STILL = "() => window.stillAt"


def measure_pictures(network: CaseNetwork, folder: Path, runs: int) -> list[str]:
    """Return rows of a table: what, milliseconds to make and to show (p50), bytes; the nodes are counted first."""
    drawn = draw_full_map(network)
    shown = frozenset(_CARD.findall(drawn))
    # Of a network above 150 nodes the map leaves some out and says so; pyvis is given those that are drawn.
    require(len(shown), min(MOST_DRAWN, len(network.nodes)), "nodes on the full map")
    same = replace(network, graph=network.graph.subgraph(shown))
    require(len(same.nodes), len(shown), "nodes for pyvis")
    rows = []
    for what, ending, network_drawn, draw in (
        (f"full map of {len(shown)} nodes, SVG", "svg", network, draw_full_map),
        ("the same nodes by pyvis as it comes, physics on", "html", same, draw_with_pyvis),
    ):
        file = folder / f"picture.{ending}"
        made = draw(network_drawn)
        file.write_text(made, encoding="utf-8")
        making = _milliseconds(partial(draw, network_drawn), runs)
        rows.append(f"| {what} | {making:,.1f} | {_show(file, runs):,.0f} | {len(made.encode()):,} |")
    return rows


def draw_with_pyvis(network: CaseNetwork) -> str:
    """Return the page that pyvis makes of the nodes and links without being told anything else."""
    page = Network(cdn_resources="in_line")
    for node in network.nodes:
        page.add_node(node.id, label=node.label, title=node.kind)
    for link in network.links:
        page.add_edge(link.from_id, link.to_id, title=link.type)
    return str(page.generate_html())


def _milliseconds(draw: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        draw()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _show(file: Path, runs: int) -> float:
    """Return the milliseconds from opening a picture until it stands still, the median of some runs."""
    if CHROMIUM is None:
        raise SystemExit("Chromium is missing: apt-get install chromium; no figures.")
    taken = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(runs):
            page = browser.new_page(viewport={"width": 1600, "height": 900})
            if file.suffix == ".html":
                page.add_init_script(_WATCH)
                page.goto(file.as_uri())
                taken.append(page.wait_for_function(_STILL, timeout=120_000).json_value())
            else:
                page.goto(file.as_uri())
                taken.append(page.evaluate(_SHOWN))
            page.close()
        browser.close()
    return float(statistics.median(taken))
