"""What is true of an audit in a file alone."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing

import pytest

from service.audit import AuditAway, AuditLog, open_audit
from tests.service.audit.conftest import KEY, FileTrail, an_entry

FIVE = tuple(an_entry(f"person-{number}") for number in range(1, 6))


@pytest.fixture
def trail(file_trail: FileTrail) -> FileTrail:
    return file_trail


@pytest.fixture
def five(trail: FileTrail) -> Iterator[AuditLog]:
    log = trail.open()
    for entry in FIVE:
        log.record(entry)
    yield log
    log.close()


def test_files_are_their_owners_alone(five: AuditLog, trail: FileTrail) -> None:
    for file in trail.folder.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_an_audit_in_a_place_that_is_full_or_forbidden_is_not_opened(trail: FileTrail) -> None:
    with pytest.raises(AuditAway, match="cannot be"):
        open_audit("sqlite:/proc/none/audit.sqlite", KEY)
    (trail.folder / "file").write_text("no folder")
    with pytest.raises(AuditAway, match="cannot be made"):
        open_audit(f"sqlite:{trail.folder / 'file' / 'audit.sqlite'}", KEY)


def test_a_file_that_is_no_database_is_told_without_its_content(trail: FileTrail) -> None:
    trail.open().close()
    trail.file.write_bytes(b"Jo Bloggs " * 1000)
    with pytest.raises(AuditAway, match="SQLITE_NOTADB") as told:
        trail.open()
    assert "Bloggs" not in str(told.value)


def test_an_anchor_of_before_does_not_pass_for_the_newest(five: AuditLog, trail: FileTrail) -> None:
    """Rows and anchor put back separately do not fit each other."""
    kept = trail.anchor.read_bytes()
    for entry in FIVE:
        five.record(entry)
    trail.anchor.write_bytes(kept)
    found = five.verify()
    assert (found.first_bad, found.is_sound) == (6, False)
    assert "older than the audit" in found.fault
    with pytest.raises(AuditAway, match="not what its anchor"):
        five.record(FIVE[0])


def test_a_lost_file_is_not_begun_anew_beside_its_anchor(five: AuditLog, trail: FileTrail) -> None:
    five.close()
    trail.file.unlink()
    begun = trail.open()
    with pytest.raises(AuditAway, match="not what its anchor"):
        begun.record(FIVE[0])
    assert begun.verify().fault == "The end was cut off: entries 1 to 5 are missing."
    begun.close()


def test_the_file_itself_refuses_changes(five: AuditLog, trail: FileTrail) -> None:
    with closing(sqlite3.connect(trail.file)) as owner:
        for statement in ("UPDATE entries SET body = '{}'", "DELETE FROM entries"):
            with pytest.raises(sqlite3.IntegrityError, match="may not be"):
                owner.execute(statement)
    assert five.verify().is_sound


def test_a_file_replaced_under_a_running_service_takes_no_entries(five: AuditLog, trail: FileTrail) -> None:
    trail.file.rename(trail.folder / "elsewhere")
    shutil.copy(trail.folder / "elsewhere", trail.file)
    with pytest.raises(AuditAway, match="not the file that was opened"):
        five.record(FIVE[0])
