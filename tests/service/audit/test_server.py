"""What is true of an audit on a server alone: its roles, several machines, a server that goes away and comes back."""

import time
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from service.audit import AuditAway, AuditLog, Head, WrongAudit, open_audit
from service.audit.chain import Row
from service.audit.location import AuditServer, parse_audit
from service.audit.opening import join_audit
from service.audit.postgres import connecting
from service.audit.postgres.connecting import COOL_DOWN_SECONDS, Login
from service.audit.postgres.rows import LOCK, PostgresRows
from tests.postgres_server import CANARY, OWNER, READER, ROLE
from tests.service.audit.conftest import KEY, ServerTrail, an_entry
from tests.service.audit.test_recording import start_writer


@pytest.fixture
def trail(server_trail: ServerTrail) -> ServerTrail:
    return server_trail


def another_machine(trail: ServerTrail, noted: Head | None = None) -> ServerTrail:
    """Return the same audit as a machine has it that has just joined."""
    other = replace(trail, folder=trail.folder / f"machine-{len(list(trail.folder.iterdir()))}")
    joined = join_audit(trail.location, KEY, other.anchor, noted or Head(0, "0" * 64), trail.password_file)
    assert joined.is_sound
    return other


@pytest.mark.parametrize("role", [ROLE, READER])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET body = '{}'",
        "DELETE FROM entries",
        "TRUNCATE entries",
        "DROP TABLE entries",
        "ALTER TABLE entries DISABLE TRIGGER ALL",
        "DROP TRIGGER entries_stay ON entries",
        "INSERT INTO entries (number, body, code) VALUES (1, 'x', 'x') ON CONFLICT (number) DO UPDATE SET body = 'x'",
        "CREATE TABLE risk_network_audit.other ()",
        "SET ROLE postgres",
    ],
)
def test_no_role_of_the_service_can_change_or_remove_an_entry(
    log: AuditLog, trail: ServerTrail, role: str, statement: str
) -> None:
    log.record(an_entry())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        trail.server.run(statement, role=role)
    assert log.verify().is_sound


def test_whoever_may_only_read_verifies_and_adds_nothing(log: AuditLog, trail: ServerTrail) -> None:
    log.record(an_entry())
    reading = trail.open(role=READER)
    assert reading.verify() == log.verify()
    assert len(reading.entries()) == 1
    with pytest.raises(AuditAway, match="42501"):
        reading.record(an_entry())
    reading.close()


@pytest.mark.parametrize("statement", ["UPDATE entries SET body = '{}'", "DELETE FROM entries", "TRUNCATE entries"])
def test_even_the_owner_cannot_change_an_entry_by_accident(log: AuditLog, trail: ServerTrail, statement: str) -> None:
    log.record(an_entry())
    with pytest.raises(psycopg.errors.RaiseException, match="may not be changed"):
        trail.server.run(statement)


@pytest.mark.parametrize("right", ["UPDATE", "UPDATE (body)", "DELETE", "TRUNCATE", None])
def test_a_role_that_could_change_entries_is_not_used(trail: ServerTrail, right: str | None) -> None:
    if right:
        trail.server.run(f"GRANT {right} ON entries TO {ROLE}")
    with pytest.raises(AuditAway, match="log in as risk_network_audit"):
        trail.open(role=ROLE if right else OWNER)


def test_before_the_schema_is_there_it_is_said_how_to_make_it(trail: ServerTrail) -> None:
    trail.server.run("DROP SCHEMA risk_network_audit CASCADE")
    with pytest.raises(AuditAway, match="risk-network audit schema"):
        trail.open()


def test_several_machines_write_one_chain(log: AuditLog, trail: ServerTrail) -> None:
    """Each locks an anchor of its own, so that nothing but the server keeps them apart."""
    log.record(an_entry())
    machines = [another_machine(trail) for _ in range(3)]
    writers = [start_writer(machine, 50, f"machine-{number}") for number, machine in enumerate(machines)]
    for number in range(50):
        log.record(an_entry(f"here-{number}"))
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    for machine in (trail, *machines):
        opened = machine.open()
        found = opened.verify()
        assert (found.is_sound, found.head.count) == (True, 201)
        opened.close()


def test_a_machine_sees_that_the_end_it_knows_was_cut_off_though_others_wrote_on(
    log: AuditLog, trail: ServerTrail
) -> None:
    for who in "abc":
        log.record(an_entry(who))
    other = another_machine(trail).open()
    for who in "de":
        log.record(an_entry(who))
    trail.alter("DELETE FROM entries WHERE number > 3")
    for who in "xyz":
        other.record(an_entry(who))
    assert other.verify().is_sound
    with pytest.raises(AuditAway, match="not what its anchor"):
        log.record(an_entry())
    assert log.verify().fault == "Entry 5 is not the one that the anchor names."
    other.close()


def test_an_entry_nobody_wrote_is_not_gone_on_from(log: AuditLog, trail: ServerTrail) -> None:
    log.record(an_entry())
    trail.alter("INSERT INTO entries (number, body, code) VALUES (2, '{}', 'x'), (3, '{}', 'y')")
    with pytest.raises(AuditAway, match="not what its anchor"):
        log.record(an_entry())


def test_a_new_machine_does_not_begin_an_anchor_by_itself(log: AuditLog, trail: ServerTrail) -> None:
    log.record(an_entry())
    new = replace(trail, folder=trail.folder / "new")
    with pytest.raises(AuditAway, match="risk-network audit join"):
        new.open()
    assert not new.anchor.exists()


def test_joining_reads_the_audit_and_asks_what_was_noted(log: AuditLog, trail: ServerTrail) -> None:
    for who in "abc":
        log.record(an_entry(who))
    noted = log.head()
    joined = another_machine(trail, noted).open()
    assert joined.record(an_entry("d")) == 4
    joined.close()
    with pytest.raises(AuditAway, match="has an anchor"):
        join_audit(trail.location, KEY, trail.anchor, password_file=trail.password_file)
    late = trail.folder / "late.anchor"
    trail.alter("DELETE FROM entries WHERE number > 2")
    assert not join_audit(trail.location, KEY, late, noted, trail.password_file).is_sound
    assert not late.exists()
    assert not join_audit(trail.location, b"x" * 32, late, password_file=trail.password_file).is_sound
    with pytest.raises(WrongAudit, match="Only an audit on a server"):
        join_audit("sqlite:audit.sqlite", KEY, late)


def test_while_the_server_is_away_nothing_is_recorded_and_then_all_goes_on(log: AuditLog, trail: ServerTrail) -> None:
    log.record(an_entry())
    trail.server.stop()
    try:
        for ask in (log.check, log.head, log.entries, lambda: log.record(an_entry())):
            with pytest.raises(AuditAway, match=r"127\.0\.0\.1"):
                ask()
    finally:
        trail.server.start()
    time.sleep(COOL_DOWN_SECONDS)
    assert log.record(an_entry()) == 2
    assert log.verify().is_sound


def test_a_server_that_was_started_again_costs_no_answer(log: AuditLog, trail: ServerTrail) -> None:
    log.record(an_entry())
    trail.server.stop()
    trail.server.start()
    assert log.record(an_entry()) == 2


def test_those_who_wait_are_told_at_once_while_the_server_cannot_be_reached() -> None:
    now = [0.0]
    login = Login(AuditServer("postgresql://x@127.0.0.1:1/x", "there"), clock=lambda: now[0])
    with pytest.raises(AuditAway, match="check that it runs"):
        login.connect()
    with pytest.raises(AuditAway, match="a moment ago"):
        login.connect()
    now[0] += COOL_DOWN_SECONDS
    with pytest.raises(AuditAway, match="check that it runs"):
        login.connect()


def test_whoever_holds_the_lock_too_long_stops_nobody_for_good(log: AuditLog, trail: ServerTrail) -> None:
    where = trail.location.replace("@", f":{CANARY}@")
    with psycopg.connect(where) as held:
        held.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        with pytest.raises(AuditAway, match="55P03"):
            log.record(an_entry())
    assert log.record(an_entry()) == 1


def _add_after(still: PostgresRows, log: AuditLog) -> None:
    """Begin to add, wait until another has added, and only then go on."""
    with still.adding() as adding:
        deadline = time.monotonic() + 30
        while True:
            try:
                log.record(an_entry())
                break
            except AuditAway:
                assert time.monotonic() < deadline
        adding.add(Row(2, "{}", "too late"))


def test_a_process_that_stands_still_while_it_adds_loses_its_turn(log: AuditLog, trail: ServerTrail) -> None:
    still = PostgresRows(AuditServer(trail.location, "the server"), trail.password_file)
    with pytest.raises(AuditAway, match="the server"):
        _add_after(still, log)
    still.close()
    assert log.verify().head.count == 1


def test_what_the_server_is_set_to_by_default_does_not_weaken_an_entry(log: AuditLog, trail: ServerTrail) -> None:
    """A role may have been set to commit without waiting for the disk, or to see an old state."""
    log.close()
    weak = ("synchronous_commit TO off", "default_transaction_isolation TO serializable")
    try:
        for one in weak:
            trail.server.run(f"ALTER ROLE {ROLE} SET {one}")
        opened = trail.open()
        with opened._rows.adding() as adding:  # noqa: SLF001 - how it commits is seen from inside alone
            told = adding._writer.execute("SHOW synchronous_commit").fetchone()  # type: ignore[attr-defined]  # noqa: SLF001
            assert told == ("on",)
            assert adding._writer.execute("SHOW transaction_isolation").fetchone() == ("read committed",)  # type: ignore[attr-defined]  # noqa: SLF001
        opened.close()
    finally:
        trail.server.run(f"ALTER ROLE {ROLE} RESET ALL")


@pytest.mark.parametrize("content", ["not-it\n", "", None])
def test_a_wrong_password_is_refused_without_telling_any(
    trail: ServerTrail, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "password"
    if content is not None:
        file.write_text(content)
    with pytest.raises(AuditAway) as told:
        open_audit(trail.location, KEY, anchor=trail.anchor, password_file=file)
    assert CANARY not in str(told.value)
    assert "not-it" not in str(told.value)
    assert told.value.__cause__ is None


def test_a_password_that_was_changed_is_read_again(log: AuditLog, trail: ServerTrail, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(CANARY)
    opened = open_audit(trail.location, KEY, anchor=trail.anchor, password_file=file)
    trail.server.run(f"ALTER ROLE {ROLE} PASSWORD 'another'")
    file.write_text("another\n")
    trail.server.stop()
    trail.server.start()
    assert opened.record(an_entry()) == 1
    opened.close()


def test_libpqs_own_means_do_for_a_password(
    trail: ServerTrail, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:*:{CANARY}\n")
    file.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(file))
    opened = open_audit(trail.location, KEY, anchor=trail.anchor)
    assert opened.record(an_entry()) == 1
    opened.close()


@pytest.mark.parametrize(
    "location", ["postgresql://u:secret@host/audit", "postgresql://u@host/audit?password=secret", "postgresql://u:@h/a"]
)
def test_an_address_that_holds_a_password_is_refused_and_not_repeated(location: str) -> None:
    with pytest.raises(WrongAudit, match="RISK_NETWORK_AUDIT_PASSWORD_FILE") as told:
        parse_audit(location)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize("address", ["postgresql://h/a?no_such=1", "postgresql://h:port/a?sslmode"])
def test_an_address_the_driver_cannot_read_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(WrongAudit, match="cannot be read"):
        open_audit(address, KEY, anchor=tmp_path / "anchor")


@pytest.mark.parametrize(
    ("told", "environment", "guarded"),
    [
        pytest.param({"host": "127.0.0.1"}, {}, {}, id="on this machine"),
        pytest.param({"host": "/run/postgresql"}, {}, {}, id="by a socket of this machine"),
        pytest.param(
            {"host": "db.example.org"}, {}, {"sslmode": "verify-full", "sslrootcert": "system"}, id="over a network"
        ),
        pytest.param(
            {"host": "localhost,db.example.org"},
            {},
            {"sslmode": "verify-full", "sslrootcert": "system"},
            id="where one of several hosts is elsewhere",
        ),
        pytest.param(
            {}, {"PGHOST": "db.example.org", "PGSSLROOTCERT": "x"}, {"sslmode": "verify-full"}, id="an authority named"
        ),
        pytest.param({"host": "db.example.org", "sslmode": "disable"}, {}, {}, id="said otherwise"),
    ],
)
def test_over_a_network_the_server_must_prove_who_it_is(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    told: dict[str, str],
    environment: dict[str, str],
    guarded: dict[str, str],
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert connecting._guarded(told, environment) == guarded  # noqa: SLF001 - what is sent shows on no server of a test
