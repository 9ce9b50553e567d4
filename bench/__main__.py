"""`python -m bench`: generate a set, measure it, print the figures and write docs/benchmarks.md.

`python -m bench NAME` runs one of the other benches, each with options of its own: linkage, neo4j, rules, service.
"""

import argparse
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from bench.feeds import measure_feeds
from bench.measuring import Results
from ingest.synthetic import Options, generate

OTHERS = {
    "linkage": "bench.linkage.measuring",
    "neo4j": "bench.engines",
    "rules": "bench.rules.measuring",
    "service": "bench.service",
}
"""The benches that are run by name, and where they are; what one needs is loaded when it is asked for."""

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"

HEAD = """# Benchmarks

Made by `make bench`; `python -m bench --areas cheshire --offenders 2000` measures a small set in a minute. Row counts
are checked before a time is printed. Times on shared machines are noisy: read the ratios, whose two sides ran in one
run.
"""


def main() -> int:
    """Run the bench."""
    if sys.argv[1:] and sys.argv[1] in OTHERS:
        return int(import_module(OTHERS[sys.argv[1]]).main(sys.argv[2:]))
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--areas", default="all", help="MAPPA areas by slug, separated by commas, or all")
    parser.add_argument("--offenders", type=int, default=100_000)
    parser.add_argument("--keep", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    results = Results()
    with tempfile.TemporaryDirectory(prefix="risk-network-bench-") as folder:
        work = Path(folder)
        chosen = Options(areas=tuple(options.areas.split(",")), offenders=options.offenders, history_months=2)
        with results.measure(f"generate {options.offenders:,} nominals, two months") as generating:
            generating.rows = generate(work / "area", chosen).rows
        measure_feeds(work / "area", work, results)
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    machine = (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, load average {loads}, "
        f"{datetime.now(tz=UTC):%Y-%m-%d %H:%M} UTC"
    )
    title = f"## {options.areas}, {options.offenders:,} nominals"
    told = f"{title}\n\n{machine}.\n\n{results.as_markdown()}"
    sys.stdout.write(told)
    if options.keep:
        keep_section(title, told)
    return 0


def keep_section(title: str, told: str) -> None:
    """Put a section in place of the one with the same title, or last, and leave all others as they are."""
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    before, found, after = page.partition(f"{title}\n")
    _, heading, rest = after.partition("\n## ")
    others = f"\n## {rest}" if heading else ""
    PAGE.write_text(before + told + others if found else f"{page.rstrip()}\n\n{told}", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
