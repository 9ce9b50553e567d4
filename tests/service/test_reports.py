"""What `ingest` prints: all that became of every row, and nothing of what the rows say."""

import csv
import json

import pytest

from tests.feed_builder import FeedBuilder, a_feed
from tests.service.conftest import Desk

CANARY = "Quillfeather"
PERSON = {"person_ref": f"{CANARY}-1", "given_names": CANARY, "family_name": CANARY, "pnc": "2099/0000043C"}
COUNTED = ["accepted", "unchanged", "changed", "queued", "rejected", "withdrawn"]


def faulty_feed() -> FeedBuilder:
    """Return a feed with every kind of fault a row can have, each in a cell that names somebody."""
    bad = dict.fromkeys(("date_of_birth", "age_recorded", "sex", "cro", "nhs_number", "deceased_on"), CANARY)
    twice = [{"person_ref": f"{CANARY}-2", "given_names": name} for name in (CANARY, f"{CANARY} again")]
    home = {"person_ref": f"{CANARY}-1", "address_ref": f"{CANARY}-9", "kind": CANARY, "valid_from": CANARY}
    condition = {"condition_ref": "1", "order_ref": CANARY, "kind": "other", "text": CANARY, "days": CANARY}
    back = {"table": CANARY, "key": CANARY, "reason": CANARY}
    feed = a_feed("police", "2026-02-02").having("persons", PERSON | bad, *twice)
    return feed.having("residences", home).having("conditions", condition).having("withdrawals", back)


@pytest.mark.parametrize("form", ["table", "json"])
def test_nothing_that_a_row_says_is_printed(desk: Desk, form: str) -> None:
    done = desk.run("ingest", faulty_feed().in_folder(desk.folder), "--format", form)
    assert done.returncode == 1, done.stderr
    assert CANARY not in done.stdout + done.stderr
    assert "this value unknown" in " ".join(done.stdout.split())


def test_a_refusal_names_the_file_at_fault_and_nothing_that_is_in_it(desk: Desk) -> None:
    header = {"person_ref": CANARY, f"{CANARY} of birth": CANARY}
    broken = a_feed("police", "2026-02-02").having("persons", header).in_folder(desk.folder)
    (broken / "persons.csv").write_text(f'given_names,family_name\n{CANARY},"{CANARY}\n', encoding="utf-8")
    done = desk.run("ingest", broken)
    assert done.returncode == 2
    assert "persons.csv" in done.stderr
    assert CANARY not in done.stdout + done.stderr


def test_the_report_has_the_shape_that_senders_build_on(desk: Desk) -> None:
    """Landed, rejected and refused feeds in one array, in the order they came to their turn."""
    first = a_feed("housing", "2026-02-01").having("persons", {"person_ref": "1"})
    bad = a_feed("police", "2026-02-02").having("events", {"event_ref": "E", "person_ref": "9", "kind": "release"})
    bad = bad.having("events", {"event_ref": "F", "person_ref": "9", "kind": "release", "on": "2026-01-01"})
    refused = a_feed("prison", "2026-02-03").having("castles", {"castle_ref": "1"})
    folder = desk.folder / "feeds"
    for feed in (refused, bad, first):
        feed.in_folder(folder)
    done = desk.run("ingest", folder, "--format", "json")
    assert done.returncode == 2
    landed, rejected, refusal = json.loads(done.stdout)
    assert list(landed)[:5] == ["feedId", "agency", "received", "counts", "problems"]
    assert (landed["feedId"], landed["agency"], landed["received"]) == ("housing-2026-02-01", "housing", "2026-02-01")
    assert landed["counts"] == {"persons": dict(zip(COUNTED, (1, 0, 0, 0, 0, 0), strict=True))}
    assert rejected["counts"]["events"]["rejected"] == 2
    assert {(told["table"], told["row"], told["column"], told["outcome"]) for told in rejected["problems"]} == {
        ("events", 2, "on", "rejected"), ("events", 3, "person_ref", "rejected"),
    }  # fmt: skip
    assert set(refusal) == {"feedId", "name", "refused"}
    assert (refusal["feedId"], refusal["name"]) == (None, "prison-2026-02-03")


def test_a_join_that_waits_for_a_person_ends_with_1(desk: Desk) -> None:
    known = a_feed("police", "2026-02-02").having("persons", PERSON | {"crn": "Z000001"})
    other = a_feed("probation", "2026-02-03").having("persons", PERSON | {"crn": "Z000002"})
    done = desk.run("ingest", known.in_folder(desk.folder), other.in_folder(desk.folder))
    assert done.returncode == 1
    assert "queued" in done.stdout
    assert CANARY not in done.stdout + done.stderr


def test_warnings_alone_end_with_0_and_the_same_bytes_again_change_nothing(desk: Desk) -> None:
    feed = a_feed("police", "2026-02-02").having("persons", PERSON | {"sex": "F", "nickname": "x"})
    path = feed.in_folder(desk.folder)
    done = desk.run("ingest", path)
    assert done.returncode == 0, done.stderr
    assert "nearest known one" in " ".join(done.stdout.split())
    again = desk.run("ingest", path, "--format", "json")
    assert again.returncode == 0
    (report,) = json.loads(again.stdout)
    assert report["counts"]["persons"]["unchanged"] == 1


def test_the_rejected_rows_of_a_zip_and_a_workbook_lie_beside_them_and_can_be_sent_as_they_are(desk: Desk) -> None:
    """Once what they lacked has come; the column `problem` may stay in."""
    event = {"event_ref": "E1", "person_ref": "P1", "kind": "release", "on": "2026-01-01"}
    paths = [
        a_feed("police", "2026-02-02").having("events", event).in_zip(desk.folder),
        a_feed("prison", "2026-02-02").having("events", event).in_workbook(desk.folder),
    ]
    assert desk.run("ingest", *paths).returncode == 1
    again = []
    for path in paths:
        file = path.with_name(f"{path.stem}.rejected") / "events.csv"
        rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
        assert [list(row) for row in rows] == [[*event, "problem"]]
        later = a_feed(path.stem.split("-")[0], "2026-02-03").having("persons", {"person_ref": "P1"})
        again.append(later.having("events", *rows).in_folder(desk.folder))
    done = desk.run("ingest", *again, "--format", "json")
    assert done.returncode == 0, done.stdout
    for report in json.loads(done.stdout):
        assert (report["counts"]["events"]["accepted"], report["problems"]) == (1, [])
