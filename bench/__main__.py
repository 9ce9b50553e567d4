"""`python -m bench`: generate a set, measure it, print the figures and write docs/benchmarks.md."""

import argparse
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench.feeds import measure_feeds
from bench.measuring import Results
from ingest.synthetic import Options, generate

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"

HEAD = """# Benchmarks

Made by `make bench`; `python -m bench --areas cheshire --offenders 2000` measures a small set in a minute. Row counts
are checked before a time is printed. Times on shared machines are noisy: read the ratios, whose two sides ran in one
run.
"""


def main() -> int:
    """Run the bench."""
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
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {datetime.now(tz=UTC):%Y-%m-%d}"
    told = f"## {options.areas}, {options.offenders:,} nominals\n\n{machine}.\n\n{results.as_markdown()}"
    sys.stdout.write(told)
    if options.keep:
        PAGE.write_text(f"{HEAD}\n{told}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
