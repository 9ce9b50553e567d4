"""The commands as a user runs them: real processes, real store, exit codes 0, 1 and 2."""

import csv
import json

import pytest

from graph_schema.store import open_store
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.conftest import Desk

PERSON = {"person_ref": "P1", "given_names": "Jon", "family_name": "Smyth", "pnc": "2099/0000043C"}


def good_feed() -> FeedBuilder:
    return a_feed("police", "2026-02-02").having("persons", PERSON)


@pytest.mark.parametrize("command", [(), ("generate",), ("ingest",), ("export",), ("migrate",), ("demo",)])
def test_every_command_has_help(desk: Desk, command: tuple[str, ...]) -> None:
    done = desk.run(*command, "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_a_sound_feed_lands_with_0_and_its_people_are_exported(desk: Desk) -> None:
    done = desk.run("ingest", good_feed().in_folder(desk.folder), "--format", "json")
    assert done.returncode == 0, done.stderr
    (report,) = json.loads(done.stdout)
    assert report["counts"]["persons"]["accepted"] == 1
    exported = desk.run("export", "people")
    rows = list(csv.DictReader(exported.stdout.splitlines()))
    assert [list(row) for row in rows] == [["person_id", "ref"]]
    assert rows[0]["ref"] == "police:P1"


def test_a_rejected_row_ends_with_1_and_lands_once_corrected(desk: Desk) -> None:
    """The file of rejected rows is what was sent, with the problem, and can be sent again."""
    event = {"event_ref": "E1", "person_ref": "P9", "kind": "release", "on": "2026-01-01"}
    feed = good_feed().having("events", event).in_folder(desk.folder)
    done = desk.run("ingest", feed)
    assert done.returncode == 1, done.stderr
    assert "P9" not in done.stdout + done.stderr
    rejected = feed.with_name(f"{feed.name}.rejected") / "events.csv"
    (row,) = csv.DictReader(rejected.read_text(encoding="utf-8").splitlines())
    assert row["person_ref"] == "P9"
    assert "person_ref" in row.pop("problem")
    again = a_feed("police", "2026-02-03").having("events", row | {"person_ref": "P1"}).in_folder(desk.folder)
    assert desk.run("ingest", again).returncode == 0


def test_a_refused_feed_ends_with_2_and_a_sentence(desk: Desk) -> None:
    feed = good_feed().having("castles", {"castle_ref": "1"}).in_folder(desk.folder)
    done = desk.run("ingest", feed, "--format", "json")
    assert done.returncode == 2
    (refusal,) = json.loads(done.stdout)
    assert "castles" in refusal["refused"]


@pytest.mark.parametrize(
    ("arguments", "store", "sentence"),
    [
        pytest.param(("ingest", "nowhere"), None, "not there", id="a path that is not there"),
        pytest.param(("migrate",), "mongodb:x", "ladybug:", id="a store of another kind"),
        pytest.param(("export", "people"), None, "", id="a store that is not there yet"),
        pytest.param(("export", "people", "--format", "parquet"), None, "", id="a form that needs a file"),
    ],
)
def test_what_cannot_be_done_ends_with_2(
    desk: Desk, arguments: tuple[str, ...], store: str | None, sentence: str
) -> None:
    done = desk.run(*arguments, store=store)
    assert done.returncode == 2, done.stdout
    assert done.stderr.strip()
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_while_another_process_holds_the_store_writing_stops_with_2_and_reading_goes_on(desk: Desk) -> None:
    feed = good_feed().in_folder(desk.folder)
    assert desk.run("ingest", feed).returncode == 0
    held = open_store(desk.store)
    try:
        later = a_feed("police", "2026-02-03").having("persons", PERSON).in_folder(desk.folder)
        stopped = desk.run("ingest", later)
        assert stopped.returncode == 2
        assert stopped.stderr.strip()
        assert desk.run("export", "people").returncode == 0
    finally:
        held.close()


def test_statements_are_exported_in_every_form(desk: Desk) -> None:
    feed = good_feed().having("persons", PERSON | {"person_ref": "P2", "given_names": "=HYPERLINK(1)"})
    assert desk.run("ingest", feed.in_folder(desk.folder)).returncode == 0
    told = json.loads(desk.run("export", "statements", "--format", "json").stdout)
    assert {statement["type"] for statement in told} == {"HAS_DETAILS", "SAME_AS"}
    for form in ("csv", "xlsx", "parquet"):
        path = desk.folder / f"statements.{form}"
        done = desk.run("export", "statements", "--format", form, "-o", path)
        assert done.returncode == 0, done.stderr
        assert path.stat().st_size > 0


def test_migrate_makes_a_store_and_then_has_nothing_to_do(desk: Desk) -> None:
    assert desk.run("migrate").returncode == 0
    done = desk.run("migrate")
    assert done.returncode == 0
    assert "nothing to do" in done.stdout


def test_all_that_lies_in_a_folder_can_be_named_again_with_what_was_rejected_beside_it(desk: Desk) -> None:
    event = {"event_ref": "E1", "person_ref": "P9", "kind": "release", "on": "2026-01-01"}
    feed = good_feed().having("events", event).in_folder(desk.folder)
    desk.run("ingest", feed)
    rejected = feed.with_name(f"{feed.name}.rejected")
    assert rejected.is_dir()
    assert desk.run("ingest", feed, rejected).returncode == 1
    assert "no feed" in desk.run("ingest", rejected).stderr
