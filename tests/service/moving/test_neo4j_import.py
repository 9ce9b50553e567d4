"""`risk-network export graph --for neo4j-import`: read by the server's own import, and the same to the last value."""

import shlex
from contextlib import closing
from pathlib import Path

import pyarrow as pa
import pytest

from graph_schema.store import Batch, open_store
from graph_schema.store.neo4j.server import ServerPlan, administer, running_server
from graph_schema.store.schema import vocabulary_schema
from graph_schema.store.shaping import ARROW_TYPES
from tests.neo4j_server import CANARY
from tests.service.conftest import Desk

AWKWARD = ['a "quoted" one', "two\nlines", "comma, and ; and | and \\", "", " spaces ", "Żółć 'x'", "\ttab", None]


def test_a_graph_is_imported_offline_and_proven_the_same(desk: Desk, landed: str, tmp_path: Path) -> None:
    _copy(landed, desk)
    done = desk.run("export", "graph", "--for", "neo4j-import", "-o", tmp_path / "files")
    assert done.returncode == 0, done.stderr
    command = next(line for line in done.stdout.splitlines() if "neo4j-admin" in line)
    _, program, *arguments = shlex.split(command.partition("&&")[0] + command.partition("&&")[2])[1:]
    assert program == "neo4j-admin"
    plan = ServerPlan(tmp_path / "neo4j", CANARY)
    imported = administer(plan, *arguments, folder=tmp_path / "files")
    assert imported.returncode == 0, imported.stdout + imported.stderr
    with running_server(plan) as server:
        settings = {"RISK_NETWORK_STORE_PASSWORD": CANARY}
        migrated = desk.run("migrate", store=server.location, settings=settings)
        assert "made the constraints and indexes that were missing" in migrated.stdout, migrated.stderr
        with (
            closing(open_store(desk.store, read_only=True)) as source,
            closing(open_store(server.location, access=server.access, read_only=True)) as target,
        ):
            assert target.stats() == source.stats()
        # The command compares both, kind by kind, by a digest of every value.
        again = desk.run("copy", "--from", desk.store, "--to", server.location, settings=settings)
        assert again.returncode == 0, again.stderr
        assert "already a copy" in again.stdout


def _copy(landed: str, desk: Desk) -> None:
    """Copy the area that has landed to the desk, and add what is awkward to write down."""
    assert desk.run("copy", "--from", landed, "--to", desk.store).returncode == 0
    with closing(open_store(desk.store)) as store:
        nothing = [None] * len(AWKWARD)
        columns = {
            column.name: pa.array(nothing, ARROW_TYPES[column.type])
            for column in vocabulary_schema().node_columns("Feed")
        }
        columns |= {"id": pa.array([f"awkward-{text}" for text in AWKWARD]), "name": pa.array(AWKWARD, pa.string())}
        store.write(Batch(nodes={"Feed": pa.table(columns)}))


def test_files_are_for_their_owner_alone_and_never_mixed_with_older_ones(desk: Desk, landed: str) -> None:
    folder = desk.folder / "files"
    arguments = ("export", "graph", "--for", "neo4j-import", "-o", folder)
    assert desk.run(*arguments, store=landed).returncode == 0
    assert folder.stat().st_mode & 0o077 == 0
    assert {path.stat().st_mode & 0o077 for path in folder.iterdir()} == {0}
    again = desk.run(*arguments, store=landed)
    assert (again.returncode, again.stdout) == (2, "")
    assert "not empty" in again.stderr


@pytest.mark.parametrize(
    "arguments", [("graph",), ("graph", "--for", "neo4j-import"), ("graph", "-o", "files")], ids=" ".join
)
def test_a_graph_without_a_purpose_or_a_folder_is_told(desk: Desk, arguments: tuple[str, ...]) -> None:
    done = desk.run("export", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--for neo4j-import -o FOLDER" in done.stderr
