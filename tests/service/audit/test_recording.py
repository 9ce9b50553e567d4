"""Entries are kept as given, read page by page, and survive what happens to the processes that write them."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.audit import Action, AuditAway, AuditLog, Entry, Wanted, WrongAudit, open_audit
from tests.service.audit.conftest import KEY, Trail, an_entry

ROOT = Path(__file__).parents[3]
_WRITER = """
import sys
from datetime import UTC, datetime
from service.audit import Action, Entry, open_audit
from pathlib import Path
password_file = Path(sys.argv[5]) if len(sys.argv) > 5 else None
log = open_audit(sys.argv[1], b"k" * 32, anchor=Path(sys.argv[4]), password_file=password_file)
print("open", flush=True)
for number in range(int(sys.argv[2])):
    entry = Entry(sys.argv[3], "CHAIR", Action.READ_CASE, "answered", datetime.now(UTC), reason=str(number))
    print(log.record(entry), flush=True)
"""


def start_writer(trail: Trail, entries: int, who: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, trail.location, str(entries), who, str(trail.anchor)]
    command += [str(trail.password_file)] if trail.password_file else []
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def test_entries_are_read_back_as_given_newest_first(log: AuditLog) -> None:
    entries = [an_entry("a"), an_entry("b", reason="Ärger \u202e\x00 ' \" \n"), an_entry("c", case_ref="C-1")]
    assert [log.record(entry) for entry in entries] == [1, 2, 3]
    assert [recorded.entry for recorded in log.entries()] == entries[::-1]


@given(text=st.text(), things=st.lists(st.text(), max_size=3), moment=st.datetimes(timezones=st.just(UTC)))
def test_an_entry_is_what_its_text_says(text: str, things: list[str], moment: datetime) -> None:
    entry = Entry(text, text, Action.EXPORT, text, moment, reason=text, things=tuple(things))
    assert Entry.from_text(entry.as_text()) == entry
    assert entry.as_text().isascii()


def test_a_page_ends_where_the_next_begins(log: AuditLog) -> None:
    for number in range(7):
        log.record(an_entry(f"person-{number}"))
    first = log.entries(limit=4)
    second = log.entries(before=first[-1].number, limit=4)
    assert [recorded.number for recorded in (*first, *second)] == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        pytest.param(Wanted(who="b"), [2], id="by who"),
        pytest.param(Wanted(action=Action.DRAW_MAP), [3], id="by what was done"),
        pytest.param(Wanted(case_ref="C-1"), [3], id="by case"),
        pytest.param(Wanted(since=datetime(2026, 11, 24, 9, 31, tzinfo=UTC)), [4], id="since a moment"),
        pytest.param(Wanted(until=datetime(2026, 11, 24, 9, 31, tzinfo=UTC)), [3, 2, 1], id="until a moment"),
        pytest.param(Wanted(who="' OR 1=1 --"), [], id="by a text that would be a query"),
        pytest.param(Wanted(who='"who":"b"'), [], id="by a text that would be a part of an entry"),
    ],
)
def test_entries_can_be_asked_for(log: AuditLog, wanted: Wanted, numbers: list[int]) -> None:
    later = replace(an_entry("d"), at=an_entry().at + timedelta(minutes=1))
    for entry in (an_entry("a"), an_entry("b"), an_entry("c", Action.DRAW_MAP, case_ref="C-1"), later):
        log.record(entry)
    assert [recorded.number for recorded in log.entries(wanted)] == numbers


@pytest.mark.parametrize("text", ['"who":"x"', '\\"', "Ä" * 3000, "\U0001f600" * 2000, "%_", "{}"])
def test_whatever_a_caller_is_called_they_are_found_by_it(log: AuditLog, text: str) -> None:
    log.record(an_entry(text, case_ref=text, reason='","who":"other","case_ref":"other'))
    log.record(an_entry("other", case_ref="other"))
    assert [one.number for one in log.entries(Wanted(who=text))] == [1]
    assert [one.number for one in log.entries(Wanted(case_ref=text))] == [1]


def test_several_processes_and_threads_make_one_chain(log: AuditLog, trail: Trail) -> None:
    writers = [start_writer(trail, 40, f"process-{number}") for number in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: log.record(an_entry(f"thread-{number}")), range(60)))
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    found = log.verify()
    assert found.is_sound
    assert found.head.count == 140


def test_what_was_acknowledged_survives_a_kill(trail: Trail) -> None:
    trail.open().close()
    for _ in range(3):
        with start_writer(trail, 100_000, "killed") as writer:
            assert writer.stdout is not None
            acknowledged = [writer.stdout.readline() for _ in range(30)][1:]
            writer.send_signal(signal.SIGKILL)
            acknowledged += writer.stdout.readlines()
        whole = [int(line) for line in acknowledged if line.endswith("\n")]
        log = trail.open()
        assert log.verify().is_sound
        assert log.head().count >= max(whole)
        log.record(an_entry("after"))
        assert log.verify().is_sound
        log.close()


@pytest.mark.parametrize(
    "location",
    [
        "",
        "sqlite:",
        "audit.sqlite",
        "mysql://u:secret@host",
        "sqlite:folder/",
        "postgresql:secret",
        "postgresql://host",
    ],
)
def test_a_wrong_location_says_what_was_expected_and_repeats_nothing(location: str) -> None:
    with pytest.raises(WrongAudit, match="sqlite:PATH") as told:
        open_audit(location, KEY)
    assert "secret" not in str(told.value)


def test_a_closed_audit_records_nothing(log: AuditLog) -> None:
    log.close()
    log.close()
    with pytest.raises(AuditAway, match="closed"):
        log.record(an_entry())


def test_a_short_key_is_refused(trail: Trail) -> None:
    with pytest.raises(WrongAudit, match="32 bytes"):
        trail.open(b"short")
