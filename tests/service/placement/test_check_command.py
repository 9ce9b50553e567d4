"""`risk-network check` as it is run: a real process, a real store, two answers that both end with 0."""

import json
import os
import pwd
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph_schema.store import open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.audit import Recorded
from service.audit.configured import open_existing
from service.cli.check import check
from service.settings import Settings
from tests.service.placement.landed import land, moved, of_probation, told_of_a_victim

ROOT = Path(__file__).parents[3]
COMMAND = "import typer; from service.cli.check import check; typer.run(check)"
POLICY = """
["accommodation.placement.stale_days"]
value = 100000
source = "The feeds of this test are as old as the test"
effective_from = 2026-01-01
verified = false

["accommodation.placement.checks_per_case_per_day"]
value = 2
source = "Few enough to spend"
effective_from = 2026-01-01
verified = false
"""
UPRN = "999000000001"


class Desk:
    """A place to run the command at, with a store in which everybody is invented."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = f"ladybug:{folder / 'graph.lbug'}"

    def run(self, *arguments: str, store: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        environment = os.environ | {
            "RISK_NETWORK_STORE": store or self.store,
            "RISK_NETWORK_POLICY_DIR": str(self.folder / "policy"),
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-c", COMMAND, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=self.folder)

    def told(self, *arguments: str) -> dict[str, object]:
        """Run the command, which must end with 0, and return what it prints as JSON."""
        done = self.run(*arguments, "--format", "json")
        assert done.returncode == 0, done.stderr
        answer: dict[str, object] = json.loads(done.stdout)
        return answer

    def audited(self) -> list[Recorded]:
        """Return the entries of the audit, the newest first."""
        with closing(open_existing(Settings(store=self.store))) as log:
            return list(log.entries())


@pytest.fixture
def desk(tmp_path: Path, reader: FeedReader[CheckedFeed]) -> Desk:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "placement.toml").write_text(POLICY, encoding="utf-8")
    telling = told_of_a_victim()
    telling.address("NEAR", moved(100))
    telling.address("FAR", moved(30_000), uprn=UPRN)
    feeds = [telling.as_feed().saying(synthetic=True), of_probation().saying(synthetic=True)]
    desk = Desk(tmp_path)
    with closing(open_store(desk.store)) as store:
        land(store, tmp_path / "feeds", reader, feeds)
    return desk


def test_an_answer_has_its_six_keys_and_is_audited_under_the_name_of_the_user(desk: Desk) -> None:
    answer = desk.told("--case", "C1", "--uprn", UPRN, "--reason", "a vacancy")
    assert list(answer) == ["reference", "outcome", "message", "contact", "checkedAt", "validUntil"]
    assert answer["outcome"] == "no_recorded_conflict"
    (recorded,) = desk.audited()
    entry = recorded.entry
    assert entry.who == pwd.getpwuid(os.getuid()).pw_name
    assert (entry.action, entry.outcome, entry.case_ref) == ("check_placement", "no_recorded_conflict", "C1")
    assert (entry.purpose, entry.reason, entry.classes) == ("placement", "a vacancy", ())
    assert entry.things[0] == answer["reference"]


@pytest.mark.parametrize(
    "named",
    [
        pytest.param(("--case", "C1", "--address", "cheshire-police:NEAR"), id="a victim is near"),
        pytest.param(("--case", "NONE", "--address", "cheshire-police:FAR"), id="there is no such case"),
        pytest.param(("--case", "C1", "--uprn", "1"), id="there is no such address"),
    ],
)
def test_a_referral_ends_with_0_and_says_no_more(desk: Desk, named: tuple[str, ...]) -> None:
    answer = desk.told(*named)
    assert answer["outcome"] == "refer_to_coordinator"
    assert len(answer) == 6
    assert desk.audited()[0].entry.outcome == "refer_to_coordinator"


def test_the_full_finding_is_told_on_request_and_audited_as_such(desk: Desk) -> None:
    told_ = desk.told("--case", "C1", "--address", "cheshire-police:NEAR", "--explain")
    causes, findings = told_["causes"], told_["findings"]
    assert isinstance(causes, list)
    assert isinstance(findings, list)
    assert [cause["cause"] for cause in causes] == ["protected_region", "rule"]
    assert [(finding["rule"], finding["caseRef"]) for finding in findings] == [("ACC-03", "C1")]
    newest, first = desk.audited()
    assert (first.entry.action, newest.entry.action) == ("check_placement", "read_placement_finding")
    assert "victim_location" in newest.entry.classes


def test_a_table_is_for_reading(desk: Desk) -> None:
    done = desk.run("--case", "C1", "--address", "cheshire-police:NEAR")
    assert done.returncode == 0, done.stderr
    assert "refer_to_coordinator" in done.stdout
    assert "ACC-03" not in done.stdout
    explained = desk.run("--case", "C1", "--address", "cheshire-police:NEAR", "--explain")
    assert "protected_region" in explained.stdout
    assert "ACC-03" in explained.stdout


def test_budgets_outlast_the_process(desk: Desk) -> None:
    outcomes = [desk.told("--case", "C1", "--uprn", UPRN)["outcome"] for _ in range(3)]
    assert outcomes == ["no_recorded_conflict"] * 2 + ["refer_to_coordinator"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(("--case", "C1"), "Name one address", id="no address"),
        pytest.param(("--case", "C1", "--uprn", "1", "--address", "a:b"), "Name one address", id="two addresses"),
        pytest.param(("--case", "C1", "--address", "FAR"), "AGENCY:REF", id="a reference without its agency"),
    ],
)
def test_what_cannot_be_asked_ends_with_2(arguments: tuple[str, ...], sentence: str) -> None:
    app = typer.Typer()
    app.command()(check)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 2
    assert sentence in done.stderr


def test_without_a_store_it_ends_with_2_and_makes_none(desk: Desk) -> None:
    elsewhere = desk.folder / "elsewhere.lbug"
    done = desk.run("--case", "C1", "--uprn", UPRN, store=f"ladybug:{elsewhere}")
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not elsewhere.exists()


def test_while_a_service_holds_the_store_it_stops_with_2(desk: Desk) -> None:
    with closing(open_store(desk.store)):
        done = desk.run("--case", "C1", "--uprn", UPRN)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
