"""The store a command is pointed at: older, newer, wrong, or under a wrong setting."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.store import open_store
from graph_schema.store.migrations import VERSION
from graph_schema.store.schema import vocabulary_schema
from tests.feed_builder import a_feed
from tests.service.conftest import Desk


def make_store(desk: Desk, version: int) -> None:
    """Make an empty store of another version of the schema."""
    open_store(desk.store, schema=replace(vocabulary_schema(), version=version)).close()


@pytest.mark.parametrize(
    ("version", "sentence"),
    [
        pytest.param(VERSION - 1, "run `risk-network migrate`", id="an older store is to be migrated"),
        pytest.param(VERSION + 1, "upgrade the program", id="a newer store needs a newer program"),
    ],
)
def test_a_store_of_another_version_ends_every_command_with_2_and_what_to_do(
    desk: Desk, version: int, sentence: str
) -> None:
    make_store(desk, version)
    feed = a_feed("police", "2026-02-02").having("persons", {"person_ref": "P1"}).in_folder(desk.folder)
    for arguments in (("ingest", feed), ("export", "people")):
        done = desk.run(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert sentence in done.stderr


def test_a_newer_store_is_not_migrated_back(desk: Desk) -> None:
    make_store(desk, VERSION + 1)
    done = desk.run("migrate")
    assert done.returncode == 2
    assert "upgrade the program" in done.stderr


def test_a_wrong_setting_ends_a_command_with_2_and_its_name(desk: Desk, tmp_path: Path) -> None:
    feed = a_feed("police", "2026-02-02").having("persons", {"person_ref": "P1"}).in_folder(desk.folder)
    missing = {"RISK_NETWORK_PROFILES_DIR": str(tmp_path / "none")}
    done = desk.run("ingest", feed, settings=missing)
    assert (done.returncode, done.stdout) == (2, "")
    assert "RISK_NETWORK_PROFILES_DIR cannot be used" in done.stderr
    assert not (desk.folder / "graph.lbug").exists()
