"""Flags of nobody's case through the API, figures of open flags, and decisions upon what was read."""

from collections.abc import Callable
from typing import Any

import pytest

from service.access import Role
from service.access.callers import Clearance
from service.api.routes.statistics import protected
from service.settings import Settings
from tests.service.api.conftest import Desk, Service, land, synthetic
from tests.service.api.test_gate import is_problem
from tests.service.rules.builders import a_nominal, a_person, an_area
from tests.service.rules.drawn import feeds_of
from tests.service.rules.places import at
from tests.service.rules.things import a_marac

NEAR = an_area().with_(a_nominal("Adam").living_at(at()), a_person("Vera").victim_of("Adam").living_at(at(800)))
AREAS = [
    NEAR,
    an_area().with_(
        a_person("Paul"), a_person("Vera"), a_person("Wilma"), a_marac(victim="Vera", perpetrator="Paul"),
        a_marac("N", victim="Wilma", perpetrator="Paul"),
    ),
    an_area().with_(
        a_person("Paul"), a_person("Vera"), a_person("Wilma"), a_marac(area="kent", victim="Vera", perpetrator="Paul"),
        a_marac("N", area="kent", victim="Wilma", perpetrator="Paul"),
    ),
    *[NEAR] * 11,
]  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    return start(land(tmp_path_factory.mktemp("by-area"), *(synthetic(feed) for feed in feeds_of(AREAS))))


def a_chair(service: Service, *areas: str) -> Desk:
    return service.caller(Role.CHAIR, areas=areas or ("*",), clearances=(Clearance.VICTIM,))


def subjects(desk: Desk, **asked: Any) -> set[str]:
    response = desk.get("/flags", rule="MAR-03", limit=200, **asked)
    assert response.status_code == 200, response.text
    return {ref for flag in response.json()["items"] for ref in flag["subjectRefs"]}


def test_a_flag_of_nobodys_case_is_in_the_area_that_heard_of_it(service: Service) -> None:
    everywhere = a_chair(service)
    cheshire, kent = {"cheshire-police:1-Paul"}, {"cheshire-police:2-Paul"}
    assert subjects(everywhere) == cheshire | kent
    assert subjects(everywhere, area="cheshire") == cheshire
    assert subjects(everywhere, area="kent") == kent
    assert subjects(a_chair(service, "cheshire"), area="cheshire") == cheshire
    assert subjects(a_chair(service, "cheshire"), area="kent") == set()


def a_flag(desk: Desk, case: str = "0-C") -> tuple[str, str, dict[str, Any]]:
    """Return the address of a case's flag of ACC-03, its ETag as it is read, and the flag."""
    [listed] = desk.get("/flags", rule="ACC-03", caseRef=case).json()["items"]
    read = desk.get(f"/flags/{listed['id']}")
    return f"/flags/{listed['id']}", read.headers["etag"], read.json()


def test_a_decision_may_name_what_was_read_by_its_etag(service: Service) -> None:
    chair = a_chair(service)
    path, tag, flag = a_flag(chair)
    assert chair.get(path, {"If-None-Match": tag}).status_code == 304
    first = chair.post(f"{path}/decisions", {"If-Match": tag}, json={"decision": "start"})
    assert first.status_code == 200, first.text
    assert first.json()["version"] == flag["version"] + 1
    stale = chair.post(f"{path}/decisions", {"If-Match": tag}, json={"decision": "confirm"})
    assert is_problem(stale, 409)
    assert "version 2" in stale.json()["detail"]
    again = chair.post(f"{path}/decisions", {"If-Match": first.headers["etag"]}, json={"decision": "confirm"})
    assert (again.status_code, again.json()["status"]) == (200, "confirmed")
    entry = service.entries()[-1]
    assert (entry.action, entry.outcome) == ("decide_flag", "answered")


@pytest.mark.parametrize("tag", ['"of something else"', "1", "", '"1', 'W/"2.abc"', '"0.abc", "3.abc"'])
def test_a_tag_that_is_not_the_flags_own_is_refused_and_nothing_is_decided(service: Service, tag: str) -> None:
    chair = a_chair(service)
    path, _, flag = a_flag(chair, "3-C")
    assert is_problem(chair.post(f"{path}/decisions", {"If-Match": tag}, json={"decision": "start"}), 409)
    assert chair.get(path).json()["version"] == flag["version"]


def test_any_version_and_one_of_several_will_do_and_a_version_beside_it_must_agree(service: Service) -> None:
    chair = a_chair(service)
    path, tag, _ = a_flag(chair, "4-C")
    wrong = chair.post(f"{path}/decisions", {"If-Match": tag}, json={"decision": "start", "version": 7})
    assert is_problem(wrong, 409)
    assert chair.post(f"{path}/decisions", {"If-Match": "*"}, json={"decision": "start"}).status_code == 200
    _, newer, flag = a_flag(chair, "4-C")
    both = {"If-Match": f"{tag}, {newer}"}
    sent = {"decision": "confirm", "version": flag["version"]}
    assert chair.post(f"{path}/decisions", both, json=sent).status_code == 200


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"decision": "accept_until", "until": "2020-01-01"}, "has passed"),
        ({"decision": "accept_until"}, "needs the last day"),
        ({"decision": "confirm", "until": "2999-01-01"}, "Only an acceptance"),
    ],
)
def test_a_day_that_cannot_be_is_422_and_says_why(service: Service, sent: dict[str, str], sentence: str) -> None:
    chair = a_chair(service)
    path, tag, _ = a_flag(chair, "5-C")
    refused = chair.post(f"{path}/decisions", {"If-Match": tag}, json=sent)
    assert is_problem(refused, 422)
    assert sentence in refused.json()["detail"]


def test_figures_count_open_flags_by_family_and_severity_and_by_age(service: Service) -> None:
    analyst = service.caller(Role.ANALYST, areas=("*",), purpose="analysis")

    def figures() -> dict[str, list[dict[str, Any]]]:
        told: dict[str, list[dict[str, Any]]] = analyst.get("/statistics").json()
        return told

    flags = a_chair(service).get("/flags", area="cheshire", limit=200).json()["items"]
    own = [one for one in figures()["flagAges"] if one["area"] == "cheshire"]
    assert own == [{"area": "cheshire", "keys": {"age": "under 7 days"}, "count": protected(len(flags))}]
    medium = [one for one in flags if (one["family"], one["severity"]) == ("accommodation", "medium")]
    assert len(medium) >= 10
    keys = {"family": "accommodation", "severity": "medium"}
    [figure] = [one for one in figures()["flags"] if one["area"] == "cheshire" and one["keys"] == keys]
    assert figure["count"] == protected(len(medium))


def test_a_dismissed_flag_is_not_counted(service: Service) -> None:
    chair = a_chair(service)

    def counted() -> int:
        return sum(chair.get("/cases/6-C").json()["openFlags"].values())

    before = counted()
    path, tag, _ = a_flag(chair, "6-C")
    sent = {"decision": "dismiss", "note": "He is in prison."}
    assert chair.post(f"{path}/decisions", {"If-Match": tag}, json=sent).status_code == 200
    assert counted() == before - 1
