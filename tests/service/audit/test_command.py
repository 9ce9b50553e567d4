"""`risk-network audit verify`, as an auditor runs it."""

import json
from pathlib import Path

import pytest

from service.audit import AuditLog, open_audit
from service.audit.keys import make_key
from tests.postgres_server import CANARY, SCHEMA
from tests.service.audit.conftest import FileTrail, ServerTrail, an_entry
from tests.service.conftest import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def kept(desk: Desk) -> FileTrail:
    """Three entries in the audit beside the desk's store, written and closed."""
    trail = FileTrail(desk.folder)
    log = open_audit(f"sqlite:{trail.file}", make_key(desk.folder / "audit.sqlite.key"))
    for who in "abc":
        log.record(an_entry(who))
    log.close()
    return trail


def test_a_sound_audit_ends_with_0_and_its_head(desk: Desk, kept: FileTrail) -> None:
    done = desk.run("audit", "verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("The audit is as it was written: 3 entries. Head: 3:")
    head = done.stdout.strip().rsplit(" ", 1)[1]
    again = desk.run("audit", "verify", "--noted", head, "--format", "json")
    assert json.loads(again.stdout) == {"sound": True, "entries": 3, "head": head, "firstBad": None, "fault": None}
    assert desk.run("audit", "verify", "--noted", f"2:{head[2:]}").returncode == 1


def test_a_tampered_audit_ends_with_1_and_names_the_first_bad_entry(desk: Desk, kept: FileTrail) -> None:
    kept.alter("UPDATE entries SET body = replace(body, '\"b\"', '\"x\"') WHERE number = 2")
    done = desk.run("audit", "verify")
    assert done.returncode == 1
    assert "Entry 2 was changed" in done.stdout
    told = json.loads(desk.run("audit", "verify", "--format", "json").stdout)
    assert (told["sound"], told["firstBad"]) == (False, 2)


def test_it_reads_beside_whoever_writes(desk: Desk, kept: FileTrail) -> None:
    log: AuditLog = kept.open((desk.folder / "audit.sqlite.key").read_bytes().strip())
    log.record(an_entry("d"))
    assert "4 entries" in desk.run("audit", "verify").stdout
    log.close()


@pytest.mark.parametrize(
    ("lost", "sentence"),
    [
        pytest.param("audit.sqlite", "There is no audit at", id="no audit"),
        pytest.param("audit.sqlite.key", "cannot be read", id="no key"),
        pytest.param("audit.sqlite.anchor", "anchor", id="no anchor"),
    ],
)
def test_what_cannot_be_checked_ends_with_2(desk: Desk, kept: FileTrail, lost: str, sentence: str) -> None:
    (desk.folder / lost).unlink()
    done = desk.run("audit", "verify")
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_a_head_that_is_none_ends_with_2(desk: Desk, kept: FileTrail) -> None:
    done = desk.run("audit", "verify", "--noted", "the third")
    assert done.returncode == 2
    assert "COUNT:CODE" in done.stderr


def test_the_schema_of_a_server_is_printed_whole(desk: Desk) -> None:
    done = desk.run("audit", "schema")
    assert (done.returncode, done.stdout) == (0, SCHEMA.read_text(encoding="utf-8"))


def test_an_audit_on_a_server_is_joined_and_read(desk: Desk, server_trail: ServerTrail) -> None:
    key = desk.folder / "other" / "audit.key"
    log = server_trail.open(make_key(key))
    for who in "abc":
        log.record(an_entry(who))
    head = str(log.head())
    log.close()
    settings = {
        "RISK_NETWORK_AUDIT": server_trail.location,
        "RISK_NETWORK_AUDIT_KEY_FILE": str(key),
        "RISK_NETWORK_AUDIT_ANCHOR_FILE": str(desk.folder / "here" / "audit.anchor"),
    }
    refused = desk.run("audit", "verify", settings=settings)
    assert refused.returncode == 2
    assert "cannot be used" in refused.stderr
    settings["RISK_NETWORK_AUDIT_PASSWORD_FILE"] = str(server_trail.password_file)
    assert "risk-network audit join" in desk.run("audit", "verify", settings=settings).stderr
    joined = desk.run("audit", "join", "--noted", head, settings=settings)
    assert (joined.returncode, joined.stderr) == (0, "")
    verified = desk.run("audit", "verify", "--noted", head, "--format", "json", settings=settings)
    assert json.loads(verified.stdout)["head"] == head
    again = desk.run("audit", "join", settings=settings)
    assert again.returncode == 2
    assert CANARY not in refused.stderr + joined.stdout + verified.stdout + again.stderr
