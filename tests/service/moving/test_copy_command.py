"""`risk-network copy` as a user runs it: there and back, killed and run again, refused with a sentence."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from graph_schema.store import Batch, GraphStore, Limits, StoreVersionMismatch, open_store
from tests.neo4j_server import TestServer
from tests.service.conftest import ROOT, Desk
from tests.service.moving.conftest import SIZE, Place, everything

COPIED_SLOWLY = """
import sys
from pathlib import Path
from graph_schema.store import ServerAccess, open_store
from service.moving import copy_rows, opened_target

source, target, password, size = sys.argv[1:]
with opened_target(target, ServerAccess(password_file=Path(password))) as opened:
    for done in copy_rows(open_store(source, read_only=True), opened.store, int(size)):
        print(f"{done:09}", flush=True)
"""
"""What another process does until it is killed."""


def settings_of(server: TestServer, folder: Path) -> dict[str, str]:
    file = folder / "password.txt"
    file.write_text(server.access.read_password(), encoding="utf-8")
    return {"RISK_NETWORK_STORE_PASSWORD_FILE": str(file)}


def test_the_command_copies_there_and_back_and_says_what_is_in_both(
    desk: Desk, landed: str, source: GraphStore, server: TestServer
) -> None:
    settings = settings_of(server, desk.folder)
    there = desk.run("copy", "--from", landed, "--to", server.location, settings=settings)
    assert there.returncode == 0, there.stderr
    assert "HAS_DETAILS" in there.stdout
    assert "The copy is whole" in there.stdout
    back = desk.run("copy", "--from", server.location, "--to", desk.store, settings=settings)
    assert back.returncode == 0, back.stderr
    store = open_store(desk.store, read_only=True)
    try:
        assert everything(store).equals(everything(source))
        assert store.stats() == source.stats()
    finally:
        store.close()
    again = desk.run("copy", "--from", landed, "--to", desk.store)
    assert again.returncode == 0, again.stderr
    assert "already a copy" in again.stdout


def test_a_copy_that_was_killed_goes_on_by_the_same_command(
    desk: Desk, landed: str, source: GraphStore, place: Place, opened: Callable[[], GraphStore]
) -> None:
    location, access = place
    file = desk.folder / "password.txt"
    file.write_text(access.password or "none", encoding="utf-8")
    said = (landed, location, str(file), str(SIZE))
    with subprocess.Popen(
        [sys.executable, "-c", COPIED_SLOWLY, *said], env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        # The second is told when it stands, and the third is under way when the process dies.
        assert process.stdout.readline() < process.stdout.readline()
        process.kill()
    with pytest.raises(StoreVersionMismatch):
        opened()
    settings = {"RISK_NETWORK_STORE_PASSWORD_FILE": str(file)}
    done = desk.run("copy", "--from", landed, "--to", location, settings=settings)
    until = time.monotonic() + 4 * Limits().lease_seconds
    while "is held by process" in done.stderr and time.monotonic() < until:
        # A process that was killed leaves its lease of a server behind, until it expires.
        time.sleep(1)
        done = desk.run("copy", "--from", landed, "--to", location, settings=settings)
    assert done.returncode == 0, done.stderr
    assert "The copy is whole" in done.stdout
    there = opened()
    assert there.stats() == source.stats()
    assert everything(there).equals(everything(source))


def test_a_target_with_something_else_in_it_ends_the_command_with_2_and_stays_as_it_is(
    desk: Desk, landed: str, source: GraphStore
) -> None:
    other = open_store(desk.store)
    other.write(Batch(nodes={"Person": pa.table({"id": ["somebody else"]})}))
    other.close()
    done = desk.run("copy", "--from", landed, "--to", desk.store)
    assert done.returncode == 2
    assert "not empty and not a copy of the source" in done.stderr
    assert "somebody" not in done.stderr + done.stdout
    store = open_store(desk.store, read_only=True)
    try:
        assert dict(store.stats().nodes) == {"Person": 1}
    finally:
        store.close()


@pytest.mark.parametrize(
    ("from_", "to", "sentence"),
    [
        pytest.param("ladybug:a.lbug", "ladybug:a.lbug", "the same store", id="to itself"),
        pytest.param("ladybug:none.lbug", "ladybug:b.lbug", "There is no store", id="from nothing"),
        pytest.param("mongodb:a", "ladybug:b.lbug", "ladybug:PATH", id="from another kind of store"),
    ],
)
def test_what_cannot_be_copied_ends_with_2_and_a_sentence(desk: Desk, from_: str, to: str, sentence: str) -> None:
    done = desk.run("copy", "--from", from_, "--to", to)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert not (desk.folder / "b.lbug").exists()
