"""The MARAC overlaps of a case through the API: for whom, and without what is not for the caller."""

from collections.abc import Callable

import pytest

from service.access import Role
from service.access.callers import Clearance
from service.settings import Settings
from tests.service.api.conftest import Desk, Service, land, synthetic
from tests.service.api.test_gate import is_problem
from tests.service.overlaps.areas import AREAS, case_of
from tests.service.rules.drawn import feeds_of


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    feeds = [synthetic(feed) for feed in feeds_of(list(AREAS.values()))]
    return start(land(tmp_path_factory.mktemp("overlaps"), *feeds))


def a_chair(service: Service) -> Desk:
    return service.caller(Role.CHAIR, clearances=(Clearance.VICTIM,))


def path(sentence: str) -> str:
    return f"/cases/{case_of(sentence)}/marac-overlaps"


def test_a_chair_reads_the_overlaps_and_the_audit_says_so(service: Service) -> None:
    response = a_chair(service).get(path("shared"), asOf="2026-05-27")
    assert response.status_code == 200, response.text
    told = response.json()
    [one] = told["items"]
    assert (told["caseRef"], told["asOf"]) == (case_of("shared"), "2026-05-27")
    assert (one["leadForum"], one["isShared"], one["shares"][0]["what"]) == ("marac", True, "The plan")
    entry = service.entries()[-1]
    assert (entry.action, entry.case_ref) == ("read_overlaps", case_of("shared"))
    assert {"marac", "personal"} == set(entry.classes)


def test_without_the_clearance_no_text_and_no_case_in_which_he_is_the_victim(service: Service) -> None:
    desk = service.caller(Role.PRACTITIONER)
    [one] = desk.get(path("shared"), asOf="2026-05-27").json()["items"]
    assert {share["what"] for share in one["shares"]} == {None}
    assert desk.get(path("he is the victim"), asOf="2026-05-27").json()["items"] == []
    assert len(a_chair(service).get(path("he is the victim"), asOf="2026-05-27").json()["items"]) == 1


def test_an_audience_that_may_not_know_of_marac_is_told_of_none(service: Service) -> None:
    assert a_chair(service).get(path("shared"), audience="victim-safe", asOf="2026-05-27").json()["items"] == []
    [one] = a_chair(service).get(path("shared"), audience="meeting", asOf="2026-05-27").json()["items"]
    assert {share["what"] for share in one["shares"]} == {None}


def test_another_areas_case_is_not_there(service: Service) -> None:
    assert is_problem(service.caller(Role.CHAIR, areas=("kent",)).get(path("shared")), 404)
    assert is_problem(a_chair(service).get("/cases/nobodys/marac-overlaps"), 404)
    assert is_problem(service.caller(Role.CHAIR, purpose=None).get(path("shared")), 422)
