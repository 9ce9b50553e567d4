"""`risk-network override` as it is run: it shows, it does, it counts, and the audit knows."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from graph_schema.store import open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.audit import Action
from service.audit.configured import open_existing
from service.settings import Settings
from tests.service.conftest import Desk
from tests.service.placement.landed import land, moved, of_probation, told_of_a_victim

REASON = "The victim has moved abroad."


@pytest.fixture
def desk(tmp_path: Path, reader: FeedReader[CheckedFeed]) -> Desk:
    telling = told_of_a_victim()
    telling.address("NEAR", moved(100))
    desk = Desk(tmp_path)
    with closing(open_store(desk.store)) as store:
        feeds = [telling.as_feed().saying(synthetic=True), of_probation().saying(synthetic=True)]
        land(store, tmp_path / "feeds", reader, feeds)
    return desk


def test_it_shows_what_it_would_tell_and_does_it_once_that_was_seen(desk: Desk) -> None:
    check = desk.run("check", "--case", "C1", "--address", "cheshire-police:NEAR", "--format", "json")
    reference = json.loads(check.stdout)["reference"]
    shown = json.loads(desk.run("override", reference, "--format", "json").stdout)
    assert (shown["used"], shown["allowed"], shown["overridden"]) == (0, 2, False)
    unseen = desk.run("override", reference, "--reason", REASON)
    assert unseen.returncode == 2
    assert "look at it, then decide" in unseen.stderr
    assert "15 characters" in desk.run("override", reference, "--reason", "short").stderr
    left = str(shown["households_left"])
    done = desk.run("override", reference, "--reason", REASON, "--leaves", left)
    assert done.returncode == 0, done.stderr
    assert "Overridden;" in done.stdout
    assert "1 of 2 a year for case C1" in done.stdout
    with closing(open_existing(Settings(store=desk.store))) as log:
        told_of = [recorded.entry for recorded in log.entries()][::-1]
    assert [one.action for one in told_of] == [
        Action.CHECK_PLACEMENT,
        Action.READ_PLACEMENT_FINDING,
        Action.OVERRIDE_PLACEMENT,
    ]
    assert told_of[-1].things == (reference,)
    assert told_of[-1].reason.startswith(f"{REASON} (leaves about {left} of ")


def test_a_reference_that_was_never_given_ends_with_2(desk: Desk) -> None:
    done = desk.run("override", "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no referral with this reference" in done.stderr
