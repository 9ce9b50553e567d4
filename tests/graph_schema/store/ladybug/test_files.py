"""The embedded engine's files: damaged, foreign, out of reach, half made; and its memory."""

import random
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import ladybug
import pyarrow as pa
import pytest

from graph_schema.store import Batch, GraphStore, Limits, StoreTooSmall, StoreUnavailable, open_store
from graph_schema.store.ladybug import engine
from graph_schema.store.ladybug.ddl import create_node_table
from graph_schema.store.ladybug.files import wal_bytes
from graph_schema.store.ladybug.locks import commit_lock
from tests.graph_schema.store.conftest import IMPATIENT
from tests.graph_schema.store.small_world import SCHEMA, household


def _open(path: Path, *, read_only: bool = False, limits: Limits = IMPATIENT) -> GraphStore:
    return open_store(f"ladybug:{path}", read_only=read_only, schema=SCHEMA, limits=limits)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with something in it, closed."""
    path = tmp_path / "graph.lbug"
    store = _open(path)
    store.write(household(1, 3_000))
    store.close()
    return path


def _halve(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _lose_a_page(content: bytes) -> bytes:
    return content[:-4096]


def _keep_only_the_start(content: bytes) -> bytes:
    return content[:100]


def _scramble(content: bytes) -> bytes:
    return random.Random(7).randbytes(len(content))


def _scramble_all_but_the_header(content: bytes) -> bytes:
    return content[:4096] + random.Random(7).randbytes(50_000)


def _replace_with_text(content: bytes) -> bytes:
    return b"agency,received\n" * 1_000


DAMAGES = (_halve, _lose_a_page, _keep_only_the_start, _scramble, _scramble_all_but_the_header, _replace_with_text)


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_").replace("_", " "))
def test_a_damaged_file_is_named_as_such_and_left_alone(
    path: Path, damage: Callable[[bytes], bytes], read_only: bool
) -> None:
    content = damage(path.read_bytes())
    path.write_bytes(content)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="damaged, or not a store of this program"):
            _open(path, read_only=read_only)
    assert path.read_bytes() == content


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """A store as a crash leaves it: three writes in its log, all acknowledged."""
    path = tmp_path / "running" / "graph.lbug"
    crashed = tmp_path / "crashed"
    store = _open(path)
    for number in range(1, 4):
        store.write(household(number, 10))
    shutil.copytree(path.parent, crashed)
    store.close()
    return crashed / "graph.lbug"


def _log(path: Path) -> Path:
    return path.with_name("graph.lbug.wal")


def _acknowledge(path: Path, number: int) -> None:
    lock = commit_lock(path)
    lock.acknowledge(number)
    lock.close()


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_what_a_crash_left_in_the_log_is_there(crashed: Path, read_only: bool) -> None:
    store = _open(crashed, read_only=read_only)
    assert store.stats().nodes["Person"] == 30
    store.close()


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("cut", [1, 3, 700], ids=lambda cut: f"{cut} bytes short")
def test_a_log_cut_off_in_a_write_that_was_not_acknowledged_costs_that_write_alone(
    crashed: Path, cut: int, read_only: bool
) -> None:
    _acknowledge(crashed, 2)
    _log(crashed).write_bytes(_log(crashed).read_bytes()[:-cut])
    store = _open(crashed, read_only=read_only)
    assert store.stats().nodes["Person"] == 20
    store.close()
    for number in (3, 4):
        store = _open(crashed)
        store.write(household(number, 10))
        store.close()
    assert _open(crashed, read_only=True).stats().nodes["Person"] == 40


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
@pytest.mark.parametrize("place", [-1, 0.5, 0.1], ids=["at its end", "in its middle", "at its start"])
def test_a_log_damaged_where_writes_were_acknowledged_is_named_as_such_and_left_alone(
    crashed: Path, place: float, read_only: bool
) -> None:
    content = bytearray(_log(crashed).read_bytes())
    content[int(place * len(content)) if place > 0 else -1] ^= 0x55
    _log(crashed).write_bytes(content)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="damaged"):
            _open(crashed, read_only=read_only)
    assert _log(crashed).read_bytes() == content


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_store_that_lacks_acknowledged_writes_is_opened_only_when_told_to(crashed: Path, read_only: bool) -> None:
    _log(crashed).unlink()
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match=r"lacks the last 3 writes .* delete graph.lbug.commit"):
            _open(crashed, read_only=read_only)
    crashed.with_name("graph.lbug.commit").unlink()
    _open(crashed).close()


def test_a_log_that_no_write_of_this_store_is_in_costs_nothing(path: Path) -> None:
    _log(path).write_bytes(random.Random(7).randbytes(5_000))
    store = _open(path)
    assert store.stats().nodes["Person"] == 3_000
    store.close()


def test_an_empty_file_becomes_a_store_but_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    path.touch()
    with pytest.raises(StoreUnavailable, match="not complete yet"):
        _open(path, read_only=True)
    _open(path).close()
    _open(path, read_only=True).close()


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.lbug"
    with ladybug.Database(path, buffer_pool_size=64 << 20) as database, ladybug.Connection(database) as connection:
        connection.execute("CREATE NODE TABLE City(name STRING, PRIMARY KEY(name))")
    with pytest.raises(StoreUnavailable, match="another program"):
        _open(path)
    with ladybug.Database(path, buffer_pool_size=64 << 20) as database, ladybug.Connection(database) as connection:
        tables = connection.execute("CALL show_tables() RETURN name")
        assert isinstance(tables, ladybug.QueryResult)
        assert tables.get_all() == [["City"]]


def test_a_schema_that_was_left_half_made_is_finished(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    with ladybug.Database(path, buffer_pool_size=64 << 20) as database, ladybug.Connection(database) as connection:
        for label in ("Person", "Meta"):
            connection.execute(create_node_table(label, SCHEMA))
    store = _open(path)
    store.write(household(1, 3))
    store.close()
    assert _open(path, read_only=True).stats().nodes["Person"] == 3


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_a_folder_is_not_a_store(tmp_path: Path, read_only: bool) -> None:
    place = tmp_path / "folder"
    place.mkdir()
    with pytest.raises(StoreUnavailable, match="is a folder"):
        _open(place, read_only=read_only)


@pytest.mark.parametrize("place", ["/proc/risk/graph.lbug", "/proc/graph.lbug"], ids=["no folder", "folder"])
def test_a_folder_that_cannot_be_written_is_named(place: str) -> None:
    with pytest.raises(StoreUnavailable, match="/proc"):
        _open(Path(place))


def test_a_path_below_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="cannot be"):
        _open(tmp_path / "file" / "graph.lbug")


def test_a_write_that_needs_too_much_memory_leaves_a_store_that_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "graph.lbug"
    store = _open(path, limits=replace(IMPATIENT, memory_bytes=24 << 20))
    store.write(household(1, 4))
    store.write(household(2, 3_000))
    held = store.stats()
    with pytest.raises(StoreTooSmall, match="more"):
        store.write(household(3, 200_000))
    assert store.stats() == held
    store.write(household(4, 3_000))
    store.write(household(5, 4))
    held = store.stats()
    store.close()
    store = _open(path)
    assert store.stats() == held
    assert held.nodes["Person"] == 6_008
    store.close()


def test_overlapping_readers_do_not_let_the_log_grow_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_LOG_BYTES", 16 << 20)  # a log of the usual length would take a minute to write
    path = tmp_path / "graph.lbug"
    store = _open(path)
    store.write(household(1, 3_000))
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            store.read("MATCH (p:Person)-[l:LIVES_AT]->(a:Address) WHERE l.number > 5 RETURN count(*) AS n")

    rows = {"id": [f"p1-{place}" for place in range(1_000)], "name": ["x" * 20_000] * 1_000}
    longest = 0
    with ThreadPoolExecutor() as threads:
        for _ in range(3):
            threads.submit(read)
        try:
            for _ in range(8):
                store.write(Batch(updates={"Person": pa.table(rows)}))
                longest = max(longest, wal_bytes(path))
        finally:
            done.set()
    store.close()
    assert longest < 64 << 20
