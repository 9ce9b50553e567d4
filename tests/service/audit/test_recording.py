"""Entries are kept as given, read page by page, and survive what happens to the processes that write them."""

import os
import signal
import stat
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
from service.audit.keys import find_key, make_key, read_key
from tests.service.audit.conftest import KEY, Trail, an_entry

ROOT = Path(__file__).parents[3]
_WRITER = """
import sys
from datetime import UTC, datetime
from service.audit import Action, Entry, open_audit
log = open_audit(sys.argv[1], b"k" * 32)
print("open", flush=True)
for number in range(int(sys.argv[2])):
    entry = Entry(sys.argv[3], "CHAIR", Action.READ_CASE, "answered", datetime.now(UTC), reason=str(number))
    print(log.record(entry), flush=True)
"""


def start_writer(trail: Trail, entries: int, who: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, f"sqlite:{trail.file}", str(entries), who]
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
    ],
)
def test_entries_can_be_asked_for(log: AuditLog, wanted: Wanted, numbers: list[int]) -> None:
    later = replace(an_entry("d"), at=an_entry().at + timedelta(minutes=1))
    for entry in (an_entry("a"), an_entry("b"), an_entry("c", Action.DRAW_MAP, case_ref="C-1"), later):
        log.record(entry)
    assert [recorded.number for recorded in log.entries(wanted)] == numbers


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


def test_files_are_their_owners_alone(log: AuditLog, trail: Trail) -> None:
    log.record(an_entry())
    for file in trail.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_a_closed_audit_and_one_on_a_full_or_forbidden_place_record_nothing(log: AuditLog, trail: Trail) -> None:
    log.close()
    with pytest.raises(AuditAway, match="closed"):
        log.record(an_entry())
    with pytest.raises(AuditAway, match="cannot be"):
        open_audit("sqlite:/proc/none/audit.sqlite", KEY)
    (trail.folder / "file").write_text("no folder")
    with pytest.raises(AuditAway, match="cannot be made"):
        open_audit(f"sqlite:{trail.folder / 'file' / 'audit.sqlite'}", KEY)


def test_a_file_that_is_no_database_is_told_without_its_content(trail: Trail) -> None:
    trail.open().close()
    trail.file.write_bytes(b"Jo Bloggs " * 1000)
    with pytest.raises(AuditAway, match="SQLITE_NOTADB") as told:
        trail.open()
    assert "Bloggs" not in str(told.value)


@pytest.mark.parametrize("location", ["", "sqlite:", "audit.sqlite", "mysql://u:secret@host", "sqlite:folder/"])
def test_a_wrong_location_says_what_was_expected_and_repeats_nothing(location: str) -> None:
    with pytest.raises(WrongAudit, match="sqlite:PATH") as told:
        open_audit(location, KEY)
    assert "secret" not in str(told.value)


def test_a_short_key_is_refused(trail: Trail) -> None:
    with pytest.raises(WrongAudit, match="32 bytes"):
        trail.open(b"short")


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "made" / "audit.key"
    key = make_key(path)
    assert len(key) >= 32
    assert make_key(path) == read_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("mode", "content", "fault"),
    [
        pytest.param(0o640, b"k" * 64, "chmod 600", id="others may read it"),
        pytest.param(0o600, b"short\n", "32 to 4096 bytes", id="too short"),
        pytest.param(0o600, b"k" * 5000, "32 to 4096 bytes", id="too long"),
    ],
)
def test_a_key_that_cannot_serve_is_refused(tmp_path: Path, mode: int, content: bytes, fault: str) -> None:
    path = tmp_path / "audit.key"
    path.write_bytes(content)
    path.chmod(mode)
    with pytest.raises(WrongAudit, match=fault):
        read_key(path)


def test_a_store_of_real_people_needs_a_named_key(trail: Trail) -> None:
    with pytest.raises(WrongAudit, match="RISK_NETWORK_AUDIT_KEY_FILE must name"):
        find_key(trail.file, None, is_synthetic=False)
    named = trail.folder / "elsewhere" / "key"
    assert find_key(trail.file, named, is_synthetic=False) == read_key(named)


def test_a_store_of_invented_people_gets_a_key_beside_the_audit(trail: Trail) -> None:
    key = find_key(trail.file, None, is_synthetic=True)
    assert find_key(trail.file, None, is_synthetic=True) == key == read_key(trail.folder / "audit.sqlite.key")
    with pytest.raises(WrongAudit, match="must name"):
        find_key(trail.file, None, is_synthetic=False)


def test_a_lost_key_is_not_made_anew_beside_entries(log: AuditLog, trail: Trail) -> None:
    log.record(an_entry())
    with pytest.raises(WrongAudit, match="restore the key"):
        find_key(trail.file, trail.folder / "lost", is_synthetic=True)
