"""`python -m bench neo4j`: the same work on both engines in one run, and what each holds in memory.

Both must read the same rows, find the same number of findings and hold as much at the end, or there are no figures.
"""

import argparse
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

import psutil

from bench.engine_work import Figures
from bench.measuring import require
from bench.service_area import machine
from graph_schema.store.neo4j.server import ServerPlan, running_server
from ingest.synthetic import Options, generate

_SAME = ("rows read by key", "findings", "nodes", "relationships", "first load, rows", "a month's changes, rows")
_MIB = 1 << 20


def main(arguments: Sequence[str]) -> int:
    """Run the bench."""
    parser = argparse.ArgumentParser(prog="python -m bench neo4j", description=__doc__)
    parser.add_argument("--areas", default="cheshire", help="MAPPA areas by slug, separated by commas, or all")
    parser.add_argument("--offenders", type=int, default=2_000)
    parser.add_argument("--heap-mb", type=int, default=2_048, help="the heap of the Neo4j server")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="risk-network-bench-") as folder:
        work = Path(folder)
        chosen = Options(areas=tuple(options.areas.split(",")), offenders=options.offenders, history_months=2)
        generate(work / "area", chosen)
        embedded = _run(work, f"ladybug:{work / 'graph.lbug'}", "")
        embedded["MiB on disk"] = sum(file.stat().st_size for file in work.glob("graph.lbug*")) // _MIB
        server = _run_on_server(work, options.heap_mb)
    for what in _SAME:
        require(int(server[what]), int(embedded[what]), what)
    title = f"### Both engines: {options.areas}, {options.offenders:,} nominals, two months of feeds"
    sys.stdout.write(f"{title}\n\n{machine()} Heap of the server: {options.heap_mb:,} MiB.\n\n")
    sys.stdout.write(_table(embedded, server))
    return 0


def _run(work: Path, location: str, password: str) -> Figures:
    place = work / ("server" if password else "embedded")
    # Each lands its own copy: what is rejected is written beside the feeds.
    area = shutil.copytree(work / "area", place / "area")
    said = {"location": location, "password": password, "area": str(area), "work": str(place)}
    done = subprocess.run(
        [sys.executable, "-m", "bench.engine_work"], input=json.dumps(said), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{location}: {done.stderr}")
    figures: Figures = json.loads(done.stdout)
    return figures


def _run_on_server(work: Path, heap_mb: int) -> Figures:
    password = secrets.token_urlsafe(16)
    with running_server(ServerPlan(work / "neo4j", password, heap_mb=heap_mb)) as server:
        (java,) = psutil.Process(server.process.pid).children()
        peak, done = [java.memory_info().rss], threading.Event()

        def watch() -> None:
            while not done.wait(0.5):
                peak[0] = max(peak[0], java.memory_info().rss)

        watching = threading.Thread(target=watch)
        watching.start()
        try:
            figures = _run(work, server.location, password)
        finally:
            done.set()
            watching.join()
    held = (work / "neo4j" / "data" / "databases").rglob("*")
    on_disk = sum(file.stat().st_size for file in held if file.is_file()) // _MIB
    return figures | {"MiB on disk": on_disk, "peak MiB of the server": peak[0] // _MIB}


def _table(embedded: Figures, server: Figures) -> str:
    lines = ["| | Ladybug, embedded | Neo4j, server | ratio |", "|---|---|---|---|"]
    for what, there in server.items():
        here = embedded.get(what)
        ratio = f"{there / here:.1f}" if here and what not in _SAME else ""
        lines.append(f"| {what} | {'' if here is None else _said(here)} | {_said(there)} | {ratio} |")
    return "\n".join(lines) + "\n"


def _said(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 or float(figure).is_integer() else f"{figure:.2f}"
