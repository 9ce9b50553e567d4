"""Meetings looked at again through the API: for whom, of which cases, and without what is not for the caller."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from service.access import Role
from service.access.callers import Clearance
from service.settings import Settings
from tests.service.api.conftest import Desk, Service, land, synthetic
from tests.service.api.test_gate import is_problem
from tests.service.replaying.areas import AREAS, case_of, meeting_of
from tests.service.rules.drawn import feeds_of

SENTENCE = "her move is told late"
CASE, MEETING = case_of(SENTENCE), meeting_of(SENTENCE)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    feeds = [synthetic(feed) for feed in feeds_of(list(AREAS.values()))]
    return start(land(tmp_path_factory.mktemp("looked-back"), *feeds))


def a_chair(service: Service, **said: Any) -> Desk:
    return service.caller(Role.CHAIR, clearances=(Clearance.VICTIM,), **said)


def test_a_chair_reads_both_sides_and_the_audit_says_so(service: Service) -> None:
    response = a_chair(service).get(f"/cases/{CASE}/replay", meeting=MEETING)
    assert response.status_code == 200, response.text
    told = response.json()
    [line] = [one for one in told["lines"] if one["rule"] == "ACC-03"]
    assert (line["hindsight"], line["then"]) == ("learnt_later", None)
    assert line["statements"][0]["fromLabel"] == "Vera Quorwick"
    entry = service.entries()[-1]
    assert (entry.action, entry.case_ref, entry.purpose) == ("replay_meeting", CASE, "review")
    assert {MEETING, "cheshire-police:0-Vera"} <= set(entry.things)
    assert "victim_location" in entry.classes


@pytest.mark.parametrize("who", ["no clearance", "meeting", "victim-safe"])
def test_others_read_nothing_of_the_victim(service: Service, who: str) -> None:
    desk = service.caller(Role.PRACTITIONER) if who == "no clearance" else a_chair(service)
    asked: dict[str, Any] = {} if who == "no clearance" else {"audience": who}
    response = desk.get(f"/cases/{CASE}/replay", meeting=MEETING, **asked)
    assert response.status_code == 200, response.text
    told = response.json()
    assert bool(told["lines"]) is (who != "victim-safe")
    for marker in ("Quorwick", "Vera", "distanceM", "LIVES_AT", "her home"):
        assert marker not in json.dumps(told), marker


def test_the_meetings_of_a_case_are_listed_the_newest_first(service: Service) -> None:
    sentence = "another meeting is planned"
    told = a_chair(service).get(f"/cases/{case_of(sentence)}/meetings").json()["items"]
    assert [(one["meetingRef"], one["isHeld"]) for one in told] == [
        (meeting_of(sentence, "M2"), False), (meeting_of(sentence), True),
    ]  # fmt: skip


def test_what_changed_since_a_day_is_told_with_the_statements_that_did_it(service: Service) -> None:
    response = a_chair(service).get(f"/cases/{CASE}/changes", since="2026-05-10")
    assert response.status_code == 200, response.text
    told = response.json()
    [line] = [one for one in told["lines"] if one["rule"] == "ACC-03"]
    assert (line["change"], line["severityBefore"]) == ("new", None)
    assert [(step["type"], step["fromLabel"]) for step in line["begun"]] == [("LIVES_AT", "Vera Quorwick")]
    assert told["counts"]["new"] >= 1
    entry = service.entries()[-1]
    assert (entry.action, entry.case_ref) == ("read_changes", CASE)
    plain = service.caller(Role.PRACTITIONER).get(f"/cases/{CASE}/changes", since="2026-05-10").json()
    assert {one["flagId"] for one in plain["lines"]} == {one["flagId"] for one in told["lines"]}
    for marker in ("Quorwick", "Vera", "distanceM", "LIVES_AT"):
        assert marker not in json.dumps(plain), marker
    safe = a_chair(service).get(f"/cases/{CASE}/changes", since="2026-05-10", audience="victim-safe").json()
    assert (safe["lines"], safe["hiddenFlags"]) == ([], 0)
    assert is_problem(a_chair(service).get(f"/cases/{CASE}/changes", since="2999-01-01"), 422)
    assert is_problem(a_chair(service, areas=("kent",)).get(f"/cases/{CASE}/changes", since="2026-05-10"), 404)


def test_what_is_not_there_and_what_is_not_ones_own_answer_alike(service: Service) -> None:
    chair = a_chair(service)
    elsewhere = a_chair(service, areas=("kent",))
    for response in (
        chair.get(f"/cases/{CASE}/replay", meeting="nowhere"),
        chair.get("/cases/nobodys/replay", meeting=MEETING),
        elsewhere.get(f"/cases/{CASE}/replay", meeting=MEETING),
        elsewhere.get(f"/cases/{CASE}/meetings"),
    ):
        assert is_problem(response, 404)
        assert response.json()["detail"] == "There is nothing of that name here, or nothing that you may know of."


def test_a_planned_meeting_and_a_missing_one_are_422(service: Service) -> None:
    sentence = "another meeting is planned"
    chair = a_chair(service)
    planned = chair.get(f"/cases/{case_of(sentence)}/replay", meeting=meeting_of(sentence, "M2"))
    assert is_problem(planned, 422)
    assert "2999-01-01" in planned.json()["detail"]
    assert is_problem(chair.get(f"/cases/{CASE}/replay"), 422)
    assert is_problem(service.caller(Role.CHAIR, purpose=None).get(f"/cases/{CASE}/replay", meeting=MEETING), 422)
