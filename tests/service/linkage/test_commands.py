"""`risk-network linkage`, as somebody runs it."""

import csv
import io
import json
import os
import pwd
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph_schema.store import GraphStore, open_store
from ingest.ingestion import ingest_feeds
from ingest.judging.runs import Run, Standing, work_out_run
from ingest.judging.said import pair_of
from ingest.judging.writing import write
from ingest.linkage.proposals import Outcome, Proposal, Reason, Verdict
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.audit import Action, Wanted
from service.audit.configured import open_existing
from service.cli import linkage
from service.settings import load_settings
from tests.feed_builder import a_feed
from tests.service.linkage.story import (
    DAUGHTER,
    MOTHER,
    OTHER_TENANT,
    PNC,
    STAFF,
    TENANT,
    VERA,
    housing,
    police,
    school,
)

ME = pwd.getpwuid(os.getuid()).pw_name
REASONS = (
    Reason("date of birth", Verdict.PARTLY, 6.5, "Day and month are swapped."),
    Reason("address", Verdict.MISSING, 0.0, "The police know no address."),
)
Say = Callable[..., Result]


def proposal(one: str, other: str, outcome: Outcome, score: float) -> Proposal:
    """Return what a model says."""
    return Proposal(*pair_of(one, other), outcome, score, REASONS, (), "model-1", "run-1")


PROPOSALS = [
    proposal(VERA, MOTHER, Outcome.REVIEW, 0.51),
    proposal(VERA, TENANT, Outcome.REVIEW, 0.93),
    proposal(STAFF, OTHER_TENANT, Outcome.JOIN, 0.999),
    proposal(OTHER_TENANT, DAUGHTER, Outcome.APART, 0.01),
]


@pytest.fixture
def place(tmp_path: Path, reader: FeedReader[CheckedFeed], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with the story in it and a run of a model, named by the settings."""
    feeds = [feed.saying(synthetic=True).in_folder(tmp_path / "feeds") for feed in (police(), housing(), school())]
    location = f"ladybug:{tmp_path / 'graph.lbug'}"
    with closing(open_store(location)) as store:
        list(ingest_feeds(feeds, store, reader))
        _run(store, PROPOSALS)
    monkeypatch.setenv("RISK_NETWORK_STORE", location)
    return tmp_path


def _run(store: GraphStore, proposals: Sequence[Proposal]) -> None:
    run = Run("run-1", at=datetime(2026, 3, 2, 10))
    write(store, work_out_run(store, proposals, Standing.of(store), run).worked)


@pytest.fixture
def say(place: Path) -> Say:
    """Run `risk-network linkage` with arguments."""
    assert place.exists()
    return lambda *arguments: CliRunner().invoke(linkage.app, list(arguments))


def listed(say: Say) -> list[dict[str, object]]:
    """Return what waits, in order."""
    done = say("review", "list", "--format", "json")
    assert done.exit_code == 0, done.output
    told: list[dict[str, object]] = json.loads(done.output)
    return told


def refs(review: dict[str, object]) -> list[str]:
    """Return the two records of a review."""
    return [side["ref"] for side in review["records"]]  # type: ignore[attr-defined]  # a list of sides


def test_what_changes_flags_comes_before_what_is_less_sure(say: Say) -> None:
    first, second = listed(say)
    assert refs(first) == ["housing:T", "police:V"]
    assert first["joining"]["flagsAdded"] > 0  # type: ignore[index]  # an object
    assert refs(second) == ["police:V", "school:M"]


def test_the_list_is_read_in_plain_words(say: Say) -> None:
    done = say("review", "list", "--reasons")
    assert "2 pairs wait" in done.output
    assert "Joining adds" in done.output
    assert "Day and month are swapped" in done.output


def test_accepting_says_what_it_adds_keeps_who_and_can_be_undone(say: Say) -> None:
    review = str(listed(say)[0]["id"])
    done = say("review", "accept", review, "--note", "same photograph")
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Joining adds ")
    assert "ACC-03 C1" in done.output
    kept = done.output.split("Kept as ")[1].split(";")[0]
    assert len(listed(say)) == 1
    told = say("explain", "police:V", "housing:T").output
    assert f"{ME} judged housing:T and police:V one person ({kept}): same photograph." in told
    assert "about one person" in told
    assert say("undo", kept).exit_code == 0
    assert "two people as things stand" in say("explain", "police:V", "housing:T").output
    assert len(listed(say)) == 2
    with closing(open_existing(load_settings())) as audit:
        found = audit.entries(Wanted(action=Action.DECIDE_REVIEW))
        assert [(one.entry.who, one.entry.outcome, one.entry.reason) for one in found] == [(ME, "answered", "same")]


@pytest.mark.parametrize(
    ("command", "answer"), [("reject", "two people"), ("unsure", "not to be told apart or together")]
)
def test_rejecting_and_being_unsure_settle_a_review(say: Say, command: str, answer: str) -> None:
    done = say("review", command, "police:V", "housing:T")
    assert done.exit_code == 0, done.output
    assert answer in say("explain", "housing:T", "police:V").output
    assert len(listed(say)) == 1


def test_a_second_opinion_goes_on_waiting_with_the_first_beside_it(say: Say) -> None:
    review = listed(say)[0]
    assert say("review", "second", str(review["id"]), "--opinion", "same", "--note", "a cousin?").exit_code == 0
    told = next(one for one in listed(say) if one["id"] == review["id"])
    assert told["secondOpinion"] == {"askedBy": ME, "opinion": "same", "note": "a cousin?"}
    late = say("review", "accept", str(review["id"]), "--version", "1")
    assert (late.exit_code, "at version 2, and 1" in late.output) == (2, True)


def test_explaining_tells_the_weights_as_a_waterfall(say: Say) -> None:
    told = say("explain", "police:V", "housing:T").output
    assert "  +6.5  Day and month are swapped (agrees in part)" in told
    assert "The police know no address (missing)" in told
    assert "together: 93.00 % likely to be one person, says model-1" in told


def test_explaining_a_join_by_a_run_names_the_run(say: Say) -> None:
    told = say("explain", "school:S", "housing:U").output
    assert "run run-1 found housing:U and school:S one person, 99.90 % likely" in told


def test_explaining_a_join_by_an_identifier_names_it(say: Say, place: Path, reader: FeedReader[CheckedFeed]) -> None:
    both = a_feed("probation", "2026-02-10").having("persons", {"person_ref": "P", "pnc": PNC}).saying(synthetic=True)
    with closing(open_store(f"ladybug:{place / 'graph.lbug'}")) as store:
        list(ingest_feeds([both.in_folder(place / "more")], store, reader))
    told = say("explain", "police:N", "probation:P")
    assert "police:N and probation:P have one valid PNC." in told.output
    assert "No run of linkage has compared the two" in told.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        pytest.param(("explain", "police:V", "police:nobody"), "agency:ref", id="a record that is not there"),
        pytest.param(("explain", "police", "housing:T"), "agency:ref", id="no reference"),
        pytest.param(("explain", "police:V", "police:V"), "one and the same", id="one record twice"),
        pytest.param(("undo", "j-none"), "Nothing that stands has this id", id="nothing to undo"),
        pytest.param(("undo",), "Name what to undo", id="nothing named"),
        pytest.param(("undo", "--run", "run-9"), "Nothing that stands has this id", id="a run that is not there"),
        pytest.param(("review", "accept", "r-none"), "No review that waits", id="no such review"),
        pytest.param(("review", "accept", "a:1", "b:1", "c:1"), "Name one review", id="three records"),
    ],
)
def test_what_cannot_be_ends_with_2_and_the_sentence_to_read(
    say: Say, arguments: tuple[str, ...], sentence: str
) -> None:
    done = say(*arguments)
    assert done.exit_code == 2
    assert sentence in done.output


def test_the_report_counts_what_waits_and_was_decided(say: Say) -> None:
    say("review", "accept", "police:V", "housing:T")
    told = json.loads(say("report", "--format", "json").output)
    assert (told["waiting"], told["decided"], told["byAnswer"], told["byPerson"]) == (1, 1, {"same": 1}, {ME: 1})
    assert told["withModel"]["90 to 99 %"] == {"pairs": 1, "agreed": 1}
    assert told["matchesStanding"] == 1
    assert "1 of 1" in say("report").output


def test_who_is_who_is_exported_as_csv(say: Say) -> None:
    say("review", "accept", "police:V", "housing:T")
    rows = list(csv.DictReader(io.StringIO(say("export").output)))
    people: dict[str, set[str]] = {}
    for row in rows:
        people.setdefault(row["person_id"], set()).add(row["ref"])
    assert {"police:V", "housing:T"} in people.values()
    assert {"school:S", "housing:U"} in people.values()


def test_a_whole_run_is_undone_by_its_name(say: Say) -> None:
    done = say("undo", "--run", "run-1")
    assert "1 undone" in done.output
    assert "two people as things stand" in say("explain", "school:S", "housing:U").output


def test_nothing_but_a_run_and_training_loads_the_libraries_of_linkage() -> None:
    """They cost two seconds and 200 MB."""
    asked = "import sys, service.cli.linkage; sys.exit('splink' in sys.modules or 'duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


TWINS = {"given_names": "Theodora", "family_name": "Quillfeather", "sex": "female"}


def test_a_run_compares_joins_and_queues_and_a_dry_run_changes_nothing(
    place: Path, say: Say, reader: FeedReader[CheckedFeed]
) -> None:
    """By the model that ships, and in the name of the operating system's user."""
    born, street = {"date_of_birth": "1987-03-14"}, {"street": "Wyvern Close", "postcode": "CH3 9FT"}
    sent = [
        a_feed(agency, "2026-02-20")
        .having("persons", {"person_ref": "Q", **TWINS, **born})
        .having("addresses", {"address_ref": "Q", "primary_name": "14", **street})
        .having("residences", {"person_ref": "Q", "address_ref": "Q", "kind": "home"})
        .saying(synthetic=True)
        for agency in ("health", "benefits")
    ]
    location = f"ladybug:{place / 'graph.lbug'}"
    with closing(open_store(location)) as store:
        list(ingest_feeds([feed.in_folder(place / "more") for feed in sent], store, reader))
        before = store.stats()
    tried = say("run", "--dry-run", "--format", "json")
    assert tried.exit_code == 0, tried.output
    told = json.loads(tried.output)
    assert (told["dryRun"], told["joined"]) == (True, 1)
    with closing(open_store(location)) as store:
        assert store.stats() == before
    done = say("run")
    assert done.exit_code == 0, done.output
    assert "pairs joined" in done.output
    explained = say("explain", "health:Q", "benefits:Q").output
    assert "about one person" in explained
    assert "found benefits:Q and health:Q one person" in explained
    with closing(open_existing(load_settings())) as audit:
        assert [one.entry.who for one in audit.entries(Wanted(action=Action.RUN_LINKAGE))] == [ME]


def test_training_needs_more_records_than_a_handful(say: Say, tmp_path: Path) -> None:
    done = say("train", "--output", str(tmp_path))
    assert done.exit_code == 2
    assert "500 records" in done.output
