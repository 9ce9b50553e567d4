"""A disk that fills up in mid-write: told as such, nothing acknowledged lost, nothing unacknowledged half there."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph_schema.store import GraphStore, Limits, open_store
from tests.graph_schema.store.numbered_writer import numbered
from tests.graph_schema.store.small_world import SCHEMA

WRITE_UNTIL_FULL = """
import resource, sys
from graph_schema.store import Limits, StoreError, open_store
from tests.graph_schema.store.numbered_writer import numbered
from tests.graph_schema.store.small_world import SCHEMA
store = open_store(sys.argv[1], schema=SCHEMA, limits=Limits(memory_bytes=256 << 20))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
number = 1
while True:
    try:
        store.write(numbered(number))
    except StoreError as error:
        print(type(error).__name__, error, flush=True)
        break
    print(number, flush=True)
    number += 1
"""


def _sizes(store: GraphStore) -> dict[int, int]:
    rows = store.read(
        "MATCH (p:Person)-[l:LIVES_AT]->(:Address) WHERE l.number = p.number RETURN p.number AS n, count(*) AS held"
    )
    return dict(zip(rows["n"].to_pylist(), rows["held"].to_pylist(), strict=True))


@pytest.mark.parametrize("room", [600_000, 1_500_000, 2_500_000, 4_000_000, 6_000_000])
def test_a_disk_that_fills_up_costs_no_acknowledged_write_and_leaves_no_half(tmp_path: Path, room: int) -> None:
    location = f"ladybug:{tmp_path / 'graph.lbug'}"
    writer = subprocess.run(
        [sys.executable, "-c", WRITE_UNTIL_FULL, location, str(room)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    *acknowledged, _fate = writer.stdout.splitlines() or [writer.stderr]
    store = open_store(location, schema=SCHEMA, limits=Limits(memory_bytes=256 << 20))
    held = _sizes(store)
    assert held == {number: numbered(number).nodes["Person"].num_rows for number in range(1, max(held, default=0) + 1)}
    assert len(held) in (len(acknowledged), len(acknowledged) + 1)
    store.close()
