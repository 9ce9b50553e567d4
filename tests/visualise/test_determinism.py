"""The same facts give the same bytes: whatever order they come in, and whatever Python hashes by."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.visualise.builders import a_crowd, a_full_case
from tests.visualise.reading import PICTURES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("case", [a_full_case, a_crowd], ids=["full", "40 people"])
def test_the_order_in_which_facts_come_changes_nothing(name: str, case: type) -> None:
    first = PICTURES[name](case().build())
    assert all(PICTURES[name](case().build(shuffled_by=seed)) == first for seed in (1, 2, 3))


def test_another_process_with_other_hashes_draws_the_same() -> None:
    script = (
        "from hashlib import sha256\n"
        "from tests.visualise.builders import a_full_case\n"
        "from tests.visualise.reading import PICTURES\n"
        "network = a_full_case().build(shuffled_by=7)\n"
        "drawn = '\\x00'.join(draw(network) for _, draw in sorted(PICTURES.items()))\n"
        "print(sha256(drawn.encode()).hexdigest())\n"
    )
    drawn = "\x00".join(draw(a_full_case().build()) for _, draw in sorted(PICTURES.items()))
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == sha256(drawn.encode()).hexdigest()
