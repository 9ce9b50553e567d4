"""What each caller reads of people, cases, flags and transfers, and what is left out for them."""

from typing import Any

import pytest

from service.access import Role
from service.access.callers import Clearance
from tests.service.api.conftest import Desk, Service
from tests.service.api.test_gate import is_problem

UP = (Role.PRACTITIONER, Role.COORDINATOR, Role.CHAIR)
VICTIM, VISOR = Clearance.VICTIM, Clearance.VISOR


def in_cheshire(area: Service, **said: Any) -> Desk:
    return area.caller(Role.PRACTITIONER, **said)


def names(desk: Desk, **asked: Any) -> list[str]:
    response = desk.get("/people", **asked)
    assert response.status_code == 200, response.text
    return sorted(person["familyName"] for person in response.json()["items"])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "arden"}, ["Arden"]),
        ({"q": "ARDEN Abel"}, ["Arden"]),
        ({"q": "X123456"}, ["Arden"]),
        ({"ref": "cheshire-police:N1"}, ["Arden"]),
        ({"q": "bold"}, []),
        ({"ref": "merseyside-police:N2"}, []),
        ({"q": "vane"}, []),
        ({"q": "verity"}, []),
        ({"ref": "cheshire-police:V1"}, []),
        ({"q": "nobody"}, []),
        ({"q": "kite"}, []),
        ({"q": "friend"}, ["Friend"]),
        ({"q": "deer"}, []),
        ({}, ["Arden", "Close"]),
    ],
    ids=str,
)
def test_people_are_found_in_ones_areas_and_no_victim_without_the_clearance(
    area: Service, asked: dict[str, Any], found: list[str]
) -> None:
    assert names(in_cheshire(area), **asked) == found


def test_with_the_clearance_victims_are_found_and_marked(area: Service) -> None:
    desk = in_cheshire(area, clearances=(VICTIM,))
    (person,) = desk.get("/people", q="verity").json()["items"]
    assert (person["familyName"], person["roles"]) == ("Vane", ["victim"])
    assert desk.get(f"/people/{person['id']}").status_code == 200
    assert area.entries()[-1].classes == ("personal", "victim_identity")
    assert is_problem(in_cheshire(area).get(f"/people/{person['id']}"), 404)


def test_a_national_caller_finds_everybody_whose_record_is_open(area: Service) -> None:
    desk = area.caller(Role.CHAIR, areas=("*",), clearances=(VICTIM,))
    assert [names(desk, q=q) for q in ("nobody", "bold", "kite", "wood", "deer")] == [
        ["Nobody"], ["Bold"], ["Kite"], ["Wood"], [],
    ]  # fmt: skip


def test_a_closed_record_is_not_there_for_whom_it_is_closed_to(area: Service) -> None:
    barred, insider = in_cheshire(area, user="barred-1"), in_cheshire(area, user="INSIDER-1")
    assert names(barred) == ["Arden"]
    assert names(insider) == ["Arden", "Close", "Deer"]
    for path in ("/cases/M-3/network", "/cases/M-3/map.svg", "/cases/M-3/map.txt"):
        assert is_problem(barred.get(path), 404)
        assert insider.get(path).status_code == 200
    assert is_problem(in_cheshire(area).get("/cases/M-4/network"), 404)


def test_visor_is_told_with_the_clearance_alone(area: Service) -> None:
    for clearances, told in (((), None), ((VICTIM,), None), ((VISOR,), True)):
        (person,) = in_cheshire(area, clearances=clearances).get("/people", q="arden").json()["items"]
        assert person["visorRecord"] is told
        text = in_cheshire(area, clearances=clearances).get("/cases/M-1/network").text
        assert ("visor" in text.lower()) is (told is True)


def test_reading_needs_a_purpose_that_is_one(area: Service) -> None:
    for purpose in (None, "curiosity"):
        for path in ("/people", "/cases", "/cases/M-1", "/cases/M-1/network", "/flags", "/transfers"):
            assert is_problem(in_cheshire(area, purpose=purpose).get(path), 422)
    assert area.entries()[-1].outcome == "refused"


@pytest.mark.parametrize("role", UP)
@pytest.mark.parametrize("case_ref", ["M-2", "M-5", "M-404", "", "M-1 ", "' OR 1=1", "a/b", "\x00", "é" * 150])
def test_a_case_elsewhere_and_a_case_nowhere_answer_alike(area: Service, role: Role, case_ref: str) -> None:
    """The same words but for the request's id, whether it was moved, is another area's, or is none."""
    response = area.caller(role).get(f"/cases/{case_ref.replace(chr(0), '%00')}/network")
    assert is_problem(response, 404)
    assert response.json()["detail"] == "There is nothing of that name here, or nothing that you may know of."


def test_a_case_is_its_new_areas_once_it_has_moved(area: Service) -> None:
    assert area.caller(Role.CHAIR, areas=("merseyside",)).get("/cases/M-5/network").status_code == 200


def test_a_network_tells_what_the_contract_says(area: Service) -> None:
    told = in_cheshire(area, clearances=(VICTIM,)).get("/cases/M-1/network").json()
    assert {"caseRef", "asOf", "knownAt", "audience", "nodes", "links", "flags", "hidden", "truncated"} <= told.keys()
    assert {"Abel Arden", "Vera Vane"} <= {node["label"] for node in told["nodes"]}
    assert {"id", "kind", "roles", "label", "refs", "facts", "x", "y"} == told["nodes"][0].keys()
    assert "ACC-02" in {flag["rule"] for flag in told["flags"]}
    ids = {node["id"] for node in told["nodes"]}
    assert all({link["from"], link["to"]} <= ids for link in told["links"])
    entry = area.entries()[-1]
    assert (entry.case_ref, entry.action) == ("M-1", "read_network")
    assert "victim_location" in entry.classes


def test_without_the_clearance_no_answer_names_a_victim(area: Service) -> None:
    desk = in_cheshire(area)
    paths = ("/cases/M-1/network", "/cases/M-1/map.svg", "/cases/M-1/map.svg?view=full", "/cases/M-1/map.txt", "/flags")
    for path in paths:
        response = desk.get(path) if "?" not in path else desk.get(path.partition("?")[0], view="full")
        assert response.status_code == 200, path
        for marker in ("Vane", "Vera", "Verity", "V1"):
            assert marker not in response.text, (path, marker)


def test_maps_are_drawn_again_only_where_something_changed(area: Service) -> None:
    desk = in_cheshire(area, clearances=(VICTIM,))
    first = desk.get("/cases/M-1/map.svg", asOf="2026-01-01", knownAt="2027-01-01")
    assert first.headers["content-type"].startswith("image/svg+xml")
    again = desk.get(
        "/cases/M-1/map.svg", {"If-None-Match": first.headers["etag"]}, asOf="2026-01-01", knownAt="2027-01-01"
    )
    assert (again.status_code, again.content) == (304, b"")
    assert area.entries()[-1].outcome == "answered"
    page = desk.get("/cases/M-1/map.html", asOf="2026-01-01", knownAt="2027-01-01")
    assert page.headers["content-type"].startswith("text/html")
    assert "script-src 'nonce-" in page.headers["content-security-policy"]
    kept = {"If-None-Match": page.headers["etag"]}
    assert desk.get("/cases/M-1/map.html", kept, asOf="2026-01-01", knownAt="2027-01-01").status_code == 304
    for view in ("full", "area"):
        assert "<svg" in desk.get("/cases/M-1/map.svg", view=view).text


def test_flags_are_those_of_ones_areas(area: Service) -> None:
    items = in_cheshire(area, clearances=(VICTIM,)).get("/flags", limit=200).json()["items"]
    assert {flag["caseRef"] for flag in items} <= {"M-1", "M-3"}
    (flag,) = (one for one in items if one["rule"] == "ACC-02")
    assert flag["parties"] == [{"role": "victim", "refs": ["cheshire-police:V1"]}]
    assert in_cheshire(area).get(f"/flags/{flag['id']}").json()["parties"] == []
    assert is_problem(area.caller(Role.CHAIR, areas=("merseyside",)).get(f"/flags/{flag['id']}"), 404)


@pytest.mark.parametrize(
    ("asked", "rules"),
    [
        ({"rule": "ACC-02"}, {"ACC-02"}),
        ({"family": "accommodation", "severity": "critical"}, {"ACC-02"}),
        ({"family": "marac"}, set()),
        ({"status": "dismissed"}, set()),
        ({"caseRef": "M-2"}, set()),
        ({"area": "merseyside"}, set()),
        ({"area": "cheshire", "rule": "ACC-02"}, {"ACC-02"}),
    ],
    ids=str,
)
def test_flags_are_filtered(area: Service, asked: dict[str, Any], rules: set[str]) -> None:
    items = in_cheshire(area, clearances=(VICTIM,)).get("/flags", **asked).json()["items"]
    assert {flag["rule"] for flag in items} == rules


def test_a_rule_tells_how_its_words_are_read_where_they_leave_room(area: Service) -> None:
    asked = area.caller(Role.ANALYST)
    assert "One finding per case." in asked.get("/rules/LVL-01-C01").json()["reading"]
    assert asked.get("/rules/ACC-02").json()["reading"] is None


def test_a_transfer_is_seen_from_both_its_ends(area: Service) -> None:
    for place in ("cheshire", "merseyside"):
        (transfer,) = area.caller(Role.COORDINATOR, areas=(place,)).get("/transfers").json()["items"]
        assert (transfer["transferRef"], transfer["caseRef"], transfer["status"]) == ("T-1", "M-2", "open")
    assert area.caller(Role.COORDINATOR, areas=("kent",)).get("/transfers").json()["items"] == []
    assert in_cheshire(area).get("/transfers", status="completed").json()["items"] == []


def test_statistics_tell_no_small_number(area: Service) -> None:
    told = area.caller(Role.ANALYST, areas=("*",), purpose="analysis").get("/statistics").json()
    assert {(figure["area"], figure["keys"]["level"], figure["count"]) for figure in told["nominals"]} == {
        ("cheshire", "1", None), ("cheshire", "2", None), ("merseyside", "1", None), ("merseyside", "3", None),
    }  # fmt: skip
    own = area.caller(Role.ANALYST).get("/statistics").json()
    assert {figure["area"] for figure in own["nominals"]} == {"cheshire"}


def test_pages_follow_each_other_and_end(area: Service) -> None:
    desk = area.caller(Role.CHAIR, areas=("*",), user="insider-1", clearances=(VICTIM,))
    whole = [one["id"] for one in desk.get("/people", limit=200).json()["items"]]
    seen: list[str] = []
    cursor: dict[str, Any] = {}
    while True:
        page = desk.get("/people", limit=2, **cursor).json()
        seen += [one["id"] for one in page["items"]]
        if page["nextCursor"] is None:
            break
        cursor = {"cursor": page["nextCursor"]}
    assert seen == whole
    assert len(seen) == 5


@pytest.mark.parametrize("cursor", ["x", "AAAA", "e30=", "../../etc/passwd", "é", "A" * 400])
def test_a_cursor_of_ones_own_making_is_refused(area: Service, cursor: str) -> None:
    assert is_problem(in_cheshire(area).get("/people", cursor=cursor), 422)


def test_a_cursor_is_good_for_its_own_question_and_caller(area: Service) -> None:
    desk = area.caller(Role.CHAIR, areas=("*",))
    cursor = desk.get("/people", limit=1).json()["nextCursor"]
    assert desk.get("/people", limit=1, cursor=cursor).status_code == 200
    assert is_problem(desk.get("/people", limit=1, cursor=cursor, q="arden"), 422)
    assert is_problem(desk.get("/transfers", cursor=cursor), 422)
    assert is_problem(area.caller(Role.CHAIR, areas=("*",), user="other").get("/people", cursor=cursor), 422)


def test_a_misspelt_filter_is_refused_naming_the_nearest(area: Service) -> None:
    response = in_cheshire(area).get("/flags", rul="ACC-02")
    assert is_problem(response, 422)
    assert "the nearest one is rule" in response.json()["detail"]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/cases/M-1/network", {"hops": 99}),
        ("/cases/M-1/network", {"asOf": "yesterday"}),
        ("/cases/M-1/network", {"audience": "press"}),
        ("/cases/M-1/map.svg", {"view": "globe"}),
        ("/people", {"q": "a"}),
        ("/people", {"ref": "N1"}),
        ("/people", {"q": "arden", "ref": "cheshire-police:N1"}),
        ("/people", {"limit": 0}),
        ("/transfers", {"area": "atlantis"}),
        ("/flags", {"severity": "worst"}),
    ],
)
def test_what_cannot_be_asked_is_422_and_says_what_can(area: Service, path: str, asked: dict[str, Any]) -> None:
    response = in_cheshire(area).get(path, **asked)
    assert is_problem(response, 422)


HOSTILE = ("'", '"', "\\", "}) RETURN 1 //", "$key", "%", "\x00", "\u202e", "\ud7ff", "`", "; DROP")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_question_finds_nothing_and_breaks_nothing(area: Service, text: str) -> None:
    desk = in_cheshire(area)
    assert names(desk, q=f"{text}zz") == []
    assert names(desk, ref=f"cheshire-police:{text}") == []
    assert is_problem(desk.get("/flags/x", caseRef=text), 422)


def test_cases_are_listed_and_told_in_detail(area: Service) -> None:
    desk = in_cheshire(area)
    listed = desk.get("/cases").json()["items"]
    assert [(one["caseRef"], one["subject"], one["level"]) for one in listed] == [
        ("M-1", "Abel Arden", 2), ("M-3", "Cora Close", 1),
    ]  # fmt: skip
    assert [one["caseRef"] for one in desk.get("/cases", level=2).json()["items"]] == ["M-1"]
    assert desk.get("/cases", area="merseyside").json()["items"] == []
    told = desk.get("/cases/M-1").json()
    assert (told["subject"], told["nextReviewOn"]) == ("Abel Arden", "2027-01-15")
    assert told["people"][0]["label"] == "Abel Arden"
    assert "Vane" not in desk.get("/cases/M-1").text
    assert "Vera Vane" in in_cheshire(area, clearances=(VICTIM,)).get("/cases/M-1").text
    assert is_problem(desk.get("/cases/M-2"), 404)
    assert is_problem(in_cheshire(area, user="barred-1").get("/cases/M-3"), 404)
