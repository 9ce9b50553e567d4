"""`risk-network audit patterns` and the rules about those who ask, as the security officer reads them."""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.audit.configured import open_configured
from service.cli.main import app
from service.placement.configured import open_ledger
from service.policy import load_policy
from service.security.catalogue import OF_A_CASE_BY_ONE, TURNED_AWAY_FROM_ONE, WATCHES
from service.settings import load_settings
from tests.service.security.asking import BEGUN, a_check, an_entry

POLICY = load_policy()
NOW = datetime.now().astimezone()
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{tmp_path / 'graph.lbug'}")
    monkeypatch.setenv("COLUMNS", "220")

    def command(*arguments: str) -> tuple[int, str]:
        done = CliRunner().invoke(app, arguments)
        return done.exit_code, done.stdout + done.stderr

    return command


def recently(moment: datetime) -> datetime:
    """Return a moment of the drawn days moved to just now."""
    return moment + (NOW.replace(tzinfo=None) - timedelta(days=2) - BEGUN)


def record(*, checks: int, refusals: int) -> None:
    from dataclasses import replace

    settings = load_settings()
    with closing(open_configured(settings, is_synthetic=True)) as audit:
        for number in range(refusals):
            entry = an_entry(number, case="C7", outcome="not_found", things=()).entry
            audit.record(replace(entry, at=recently(entry.at.replace(tzinfo=None)).replace(tzinfo=UTC)))
    with closing(open_ledger(settings)) as ledger:
        for number in range(checks):
            check = a_check(number)
            ledger.record(replace(check, at=recently(check.at)))


def test_patterns_end_with_1_and_are_told_by_ids_and_references(run: Run) -> None:
    record(checks=POLICY.whole(OF_A_CASE_BY_ONE), refusals=POLICY.whole(TURNED_AWAY_FROM_ONE))
    code, text = run("audit", "patterns", "--format", "json")
    assert code == 1, text
    told = {one["pattern"]: one for one in json.loads(text)}
    assert told.keys() == {"one_case", "turned_away_from_a_case"}
    assert (told["one_case"]["rule"], told["one_case"]["who"], told["one_case"]["caseRef"]) == (
        "SEC-01", ["officer-1"], "C1",
    )  # fmt: skip
    assert told["one_case"]["references"][0] == "ref-000"
    assert told["turned_away_from_a_case"]["references"] == ["1", "2", "3", "4", "5"]
    code, table = run("audit", "patterns")
    assert code == 1
    assert "officer-1" in table
    assert "Next step" in table


def test_where_there_is_none_it_ends_with_0(run: Run) -> None:
    record(checks=1, refusals=1)
    assert run("audit", "patterns") == (0, "No pattern in the last 30 days.\n")
    assert run("audit", "patterns", "--format", "json") == (0, "[]\n")


def test_what_is_older_than_asked_is_not_read(run: Run) -> None:
    record(checks=POLICY.whole(OF_A_CASE_BY_ONE), refusals=1)
    assert run("audit", "patterns", "--days", "1")[0] == 0
    assert run("audit", "patterns", "--days", "3")[0] == 1


def test_without_an_audit_it_ends_with_2(run: Run) -> None:
    code, said = run("audit", "patterns")
    assert (code, "There is no audit" in said) == (2, True)


def test_the_rules_are_listed_beside_the_others_and_told_one_by_one(run: Run) -> None:
    code, text = run("rules", "--format", "json")
    assert code == 0, text
    listed = {one["id"]: one for one in json.loads(text)}
    assert {one.id for one in WATCHES} <= listed.keys()
    assert listed["SEC-01"]["family"] == "security"
    for watch in WATCHES:
        told = run("rules", watch.id.lower())[1]
        assert watch.next_step in told
        assert all(key in told for key in watch.policy_keys)
        assert not any(POLICY.threshold(key).verified for key in watch.policy_keys)
    assert "SEC-02" in run("rules")[1]
