"""The key of the audit: made once, kept for its owner alone, and never made anew beside entries."""

import stat
from pathlib import Path

import pytest

from service.audit import WrongAudit
from service.audit.keys import find_key, make_key, read_key
from tests.service.audit.conftest import FileTrail, an_entry


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


def test_a_store_of_real_people_needs_a_named_key(file_trail: FileTrail) -> None:
    with pytest.raises(WrongAudit, match="RISK_NETWORK_AUDIT_KEY_FILE must name"):
        find_key(file_trail.file, None, is_synthetic=False)
    named = file_trail.folder / "elsewhere" / "key"
    assert find_key(file_trail.file, named, is_synthetic=False) == read_key(named)


def test_a_store_of_invented_people_gets_a_key_beside_the_audit(file_trail: FileTrail) -> None:
    key = find_key(file_trail.file, None, is_synthetic=True)
    assert find_key(file_trail.file, None, is_synthetic=True) == key == read_key(file_trail.folder / "audit.sqlite.key")
    with pytest.raises(WrongAudit, match="must name"):
        find_key(file_trail.file, None, is_synthetic=False)


def test_a_lost_key_is_not_made_anew_beside_entries(file_trail: FileTrail) -> None:
    log = file_trail.open()
    log.record(an_entry())
    log.close()
    with pytest.raises(WrongAudit, match="restore the key"):
        find_key(file_trail.file, file_trail.folder / "lost", is_synthetic=True)
