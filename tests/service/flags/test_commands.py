"""`risk-network flags` and `risk-network changes`, as somebody runs them, and flags as an export."""

import csv
import io
import json
import os
import pwd
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import typer
from typer.testing import CliRunner, Result

from graph_schema.periods import AsOf, end_of_day
from graph_schema.store import open_store
from ingest.ingestion import ingest_feeds
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.audit import Action, Wanted
from service.audit.configured import open_existing
from service.cli import changes, flags
from service.cli.days import asked
from service.exports.files import Format, write_frames
from service.exports.flags import SCHEMA, export_flags
from service.flags import FlagBook, sweep_flags
from service.flags.configured import book_path, open_book
from service.settings import load_settings
from tests.service.flags.findings import CATALOGUE, POLICY
from tests.service.rules.builders import a_nominal, a_person, an_area
from tests.service.rules.drawn import feeds_of
from tests.service.rules.places import at
from tests.service.rules.things import a_marac

NEAR = an_area().with_(a_nominal("Adam").living_at(at()), a_person("Vera").victim_of("Adam").living_at(at(800)))
SAME = an_area().with_(a_nominal("Bill").living_at(at()), a_person("Wilma").victim_of("Bill").living_at(at()))
ABROAD = an_area().with_(a_nominal("Carl").managed_in("kent").living_at(at(area="kent")))
UNKNOWN = an_area().with_(
    a_person("Dan"), a_person("Xena"), a_person("Yara"),
    a_marac("M1", perpetrator="Dan", victim="Xena"), a_marac("M2", perpetrator="Dan", victim="Yara"),
)  # fmt: skip
ENDED = an_area().with_(
    a_nominal("Eric").living_at(at()), a_person("Zoe").victim_of("Eric", until="2026-05-20").living_at(at(600))
)
AREAS = [NEAR, SAME, ABROAD, UNKNOWN, ENDED]

app = typer.Typer()
app.add_typer(flags.app)
app.command("changes")(changes.changes)
ME = pwd.getpwuid(os.getuid()).pw_name


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Path:
    """A store that no test changes, of people who are all invented."""
    place = tmp_path_factory.mktemp("commands")
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as store:
        paths = [feed.saying(synthetic=True).in_folder(place / "feeds") for feed in feeds_of(AREAS)]
        list(ingest_feeds(paths, store, reader))
    return place / "graph.lbug"


@pytest.fixture(autouse=True)
def settings(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the store, and an audit and a book of the test's own."""
    monkeypatch.setenv("RISK_NETWORK_STORE", f"ladybug:{graph}")
    monkeypatch.setenv("RISK_NETWORK_AUDIT", f"sqlite:{tmp_path / 'audit.sqlite'}")
    monkeypatch.setenv("COLUMNS", "200")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def listed(*arguments: str) -> list[dict[str, Any]]:
    done = run("flags", *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def near(case: str, *arguments: str) -> dict[str, Any]:
    """Return the flag of ACC-03 of a case, whatever else is flagged there."""
    [flag] = [one for one in listed("--case", case, *arguments) if one["rule"] == "ACC-03"]
    return flag


def decided(*arguments: str) -> dict[str, Any]:
    done = run("flags", "decide", *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def rules_of(told: Sequence[dict[str, Any]]) -> set[tuple[str | None, str]]:
    return {(one["caseRef"], one["rule"]) for one in told}


def test_flags_are_listed_in_the_form_of_the_contract_with_their_life() -> None:
    flag = near("0-C")
    assert (flag["rule"], flag["status"], flag["version"]) == ("ACC-03", "open", 1)
    numbers = sorted(one["number"] for one in listed("--case", "0-C"))
    assert numbers == list(range(1, len(numbers) + 1))
    assert (flag["subjectRefs"], flag["facts"]["distanceM"]) == (["cheshire-police:0-Adam"], 800)
    assert list(flag)[:5] == ["id", "number", "rule", "family", "severity"]
    for name in ("title", "summary", "nextStep", "guidance", "nodeIds", "linkIds", "openedAt"):
        assert flag[name], name
    assert [line["what"] for line in flag["history"]] == ["opened"]


def test_the_flags_of_an_area_are_those_of_its_cases_and_maracs() -> None:
    everywhere = rules_of(listed())
    cheshire, kent = rules_of(listed("--area", "cheshire")), rules_of(listed("--area", "kent"))
    assert {("0-C", "ACC-03"), ("1-C", "ACC-02"), (None, "MAR-03")} <= cheshire
    assert cheshire | kent == everywhere
    assert not cheshire & kent
    assert run("flags", "--area", "atlantis").exit_code == 2


def test_open_flags_are_counted_by_area_family_severity_and_age() -> None:
    counts = listed("--counts")
    assert sum(one["count"] for one in counts) == len(listed())
    kent = listed("--counts", "--area", "kent")
    assert {one["area"] for one in kent} == {"kent"}
    assert sum(one["count"] for one in kent) == len(listed("--area", "kent"))
    assert {one["age"] for one in counts} == {"under 7 days"}
    done = run("flags", "--counts")
    assert "open flags on" in done.stdout
    assert "under 7 days" in done.stdout


def test_a_decision_is_kept_and_written_to_the_audit_without_its_note(tmp_path: Path) -> None:
    flag = near("0-C")
    told = decided(flag["id"], "--decision", "dismiss", "--note", "He is in prison.", "--version", "1")
    assert (told["status"], told["version"]) == ("dismissed", 2)
    assert (told["history"][-1]["by"], told["history"][-1]["note"]) == (ME, "He is in prison.")
    assert [one["id"] for one in listed("--status", "dismissed")] == [flag["id"]]
    with closing(open_existing(load_settings())) as audit:
        [recorded] = audit.entries(Wanted(action=Action.DECIDE_FLAG))
    entry = recorded.entry
    assert (entry.who, entry.outcome, entry.case_ref, entry.things) == (ME, "answered", "0-C", (flag["id"],))
    assert "prison" not in entry.as_text()


def test_what_is_refused_ends_with_2_and_a_sentence_and_is_in_the_audit() -> None:
    flag = near("0-C")
    decided(flag["id"], "--decision", "start")
    refused = [
        run("flags", "decide", flag["id"], "--decision", "dismiss"),
        run("flags", "decide", flag["id"], "--decision", "confirm", "--version", "1"),
        run("flags", "decide", "0" * 16, "--decision", "confirm"),
    ]
    assert [done.exit_code for done in refused] == [2, 2, 2]
    assert ["needs a note" in refused[0].stderr, "at version 2" in refused[1].stderr] == [True, True]
    with closing(open_existing(load_settings())) as audit:
        outcomes = [one.entry.outcome for one in audit.entries(Wanted(action=Action.DECIDE_FLAG))]
    assert outcomes == ["not_found", "refused", "refused", "answered"]


@pytest.mark.parametrize(
    "arguments", [("--decision", "forget"), ("--decision", "accept_until", "--until", "soon")], ids=["decision", "day"]
)
def test_what_is_no_decision_or_no_day_ends_with_2(arguments: tuple[str, ...]) -> None:
    flag = near("0-C")
    assert run("flags", "decide", flag["id"], *arguments).exit_code == 2


def test_a_critical_flag_is_not_dismissed_alone() -> None:
    [flag] = [one for one in listed("--case", "1-C") if one["rule"] == "ACC-02"]
    done = run("flags", "decide", flag["id"], "--decision", "dismiss", "--note", "Wrong address.")
    assert "in_progress" in done.stdout
    assert "somebody else" in done.stdout
    assert "dismissal proposed" in run("flags", "--case", "1-C").stdout


def test_a_closed_flag_is_shown_as_it_was() -> None:
    settings = load_settings()
    then = AsOf(date(2026, 5, 10), end_of_day(date(2026, 5, 10)))
    with closing(open_store(settings.store, read_only=True)) as store, closing(open_book(settings)) as book:
        flags = sweep_flags(book, store, CATALOGUE, POLICY, then, cases=["4-C"])
        [flag] = [one for one in flags if one.rule == "ACC-03"]
    closed = near("4-C", "--status", "closed")
    assert (closed["id"], closed["number"], closed["status"]) == (flag.id, flag.number, "closed")
    assert (closed["rule"], closed["closedBecause"], closed["facts"]["distanceM"]) == ("ACC-03", "not_found", 600)
    [live] = [one for one in listed("--case", "4-C") if one["rule"] == "ACC-04"]
    assert live["number"] > max(one.number for one in flags)
    assert run("flags", "decide", flag.id, "--decision", "reopen").exit_code == 2


def test_changes_are_told_since_a_day() -> None:
    def changed(since: str) -> list[dict[str, Any]]:
        done = run("changes", "0-C", "--since", since, "--format", "json")
        assert done.exit_code == 0, done.output
        return [one for one in json.loads(done.stdout) if one["rule"] == "ACC-03"]

    [told] = changed("2026-03-31")
    assert told["change"] == "new"
    assert "VICTIM_OF" in [step["type"] for step in told["begun"]]
    table = run("changes", "0-C", "--since", "2026-03-31").stdout
    assert "+ Vera Quorwick VICTIM_OF Adam Quorwick (cheshire-police)" in table
    assert changed("2026-06-30") == []


@pytest.mark.parametrize("since", ["soon", "2999-01-01"])
def test_a_day_that_is_none_or_not_yet_ends_with_2(since: str) -> None:
    assert run("changes", "0-C", "--since", since).exit_code == 2


@pytest.fixture
def exported(graph: Path) -> Iterator[pl.DataFrame]:
    settings = load_settings()
    with closing(open_store(settings.store, read_only=True)) as store, closing(FlagBook(book_path(settings))) as book:
        yield export_flags(book, store, CATALOGUE, POLICY, asked(None, None))


def test_flags_are_exported_a_row_each(exported: pl.DataFrame) -> None:
    assert dict(exported.schema) == SCHEMA
    [row] = exported.filter((pl.col("case_ref") == "0-C") & (pl.col("rule") == "ACC-03")).to_dicts()
    assert (row["rule"], row["area"], row["status"], row["subject_refs"]) == (
        "ACC-03", "cheshire", "open", "cheshire-police:0-Adam",
    )  # fmt: skip
    assert json.loads(row["facts"])["distanceM"] == 800
    assert exported.filter(pl.col("rule") == "MAR-03")["area"].to_list() == ["cheshire"]


def test_exported_flags_go_into_every_form(exported: pl.DataFrame, tmp_path: Path) -> None:
    for form in Format:
        assert write_frames([exported], form, tmp_path / f"flags.{form}") == exported.height
    text = (tmp_path / "flags.csv").read_text(encoding="utf-8")
    assert len(list(csv.DictReader(io.StringIO(text)))) == exported.height
    assert pl.read_parquet(tmp_path / "flags.parquet").equals(exported)
