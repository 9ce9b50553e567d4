"""The bench of both engines: run as a user does, on the smallest area, with every figure it promises."""

import subprocess
import sys

from tests.service.conftest import ROOT


def test_both_engines_are_measured_in_one_run_and_found_to_hold_the_same() -> None:
    command = [sys.executable, "-m", "bench", "neo4j", "--offenders", "40", "--heap-mb", "512"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    rows = {cells[0]: cells[1:3] for line in done.stdout.splitlines() if len(cells := _cells(line)) == 4}
    for what in ("findings", "rows read by key", "nodes", "relationships"):
        assert rows[what][0] == rows[what][1] != "0"
    for what in (
        "sweep of all rules, again, s",
        "a month's changes, statements/s",
        "placement check, 50 at once, p99 ms",
    ):
        assert all(float(figure.replace(",", "")) > 0 for figure in rows[what])
    assert int(rows["peak MiB of the server"][1].replace(",", "")) > 100


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]
