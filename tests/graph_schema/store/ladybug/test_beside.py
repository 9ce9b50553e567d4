"""One file and several processes: one writes, others read what it had written when they came."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_schema.store import BatchFault, GraphStore, QueryFault, StoreBusy, open_store
from tests.graph_schema.store.conftest import IMPATIENT, Place
from tests.graph_schema.store.small_world import SCHEMA, household


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A file of the test's own."""
    return Place("ladybug", f"ladybug:{tmp_path / 'graph.lbug'}")


def test_a_folder_that_is_missing_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "data" / "risk"
    open_store(f"ladybug:{place / 'graph.lbug'}", schema=SCHEMA, limits=IMPATIENT).close()
    assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_store_that_is_open_to_write_is_not_opened_to_write_again(
    opening: Callable[..., GraphStore], place: Place, read_only: bool
) -> None:
    store = opening()
    store.write(household(1, 4))
    code = (
        "import sys; from graph_schema.store import open_store; "
        "from tests.graph_schema.store.small_world import SCHEMA; "
        "from tests.graph_schema.store.conftest import IMPATIENT; "
        f"store = open_store(sys.argv[1], read_only={read_only}, schema=SCHEMA, limits=IMPATIENT); "
        "print(store.stats()); store.close()"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, place.location], capture_output=True, text=True, check=False, timeout=60
    )
    if read_only:
        assert other.stdout.strip() == str(store.stats())
    else:
        assert "StoreBusy" in other.stderr
        assert "Stop it or wait for it" in other.stderr
    with pytest.raises(StoreBusy):
        opening()
    store.write(household(2, 4))
    assert store.stats().nodes["Person"] == 8


def test_what_was_opened_to_read_beside_a_writer_stays_as_it_was_and_cannot_write(
    opening: Callable[..., GraphStore], tmp_path: Path
) -> None:
    writer = opening()
    writer.write(household(1, 4))
    before = set(tmp_path.iterdir())
    reader = opening(read_only=True)
    assert set(tmp_path.iterdir()) == before
    for number in range(2, 8):
        writer.write(household(number, 3_000))
        assert reader.stats().nodes["Person"] == 4
    assert opening(read_only=True).stats() == writer.stats()
    with pytest.raises(BatchFault, match="reading only"):
        reader.write(household(9, 2))
    with pytest.raises(QueryFault):
        reader.read("CREATE (:Person {id: 'x'})")


def test_a_store_that_is_being_read_as_it_stands_is_not_opened_to_write(opening: Callable[..., GraphStore]) -> None:
    opening().close()
    readers = [opening(read_only=True), opening(read_only=True)]
    with pytest.raises(StoreBusy):
        opening()
    for reader in readers:
        reader.close()
    opening().write(household(1, 2))
