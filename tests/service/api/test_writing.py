"""Feeds and placement checks through the API: bodies of every kind, sent once, twice, too large and too slowly."""

import io
import socket
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from service.access import Role
from service.access.callers import Clearance
from service.settings import Settings
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.api.area import RECEIVED, address, home, of_cheshire, of_merseyside, person
from tests.service.api.conftest import Desk, Service, land
from tests.service.api.test_gate import is_problem

ZIP, XLSX = "application/zip", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {"no_recorded_conflict", "refer_to_coordinator"}


def packed(feed: FeedBuilder) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in feed.files().items():
            archive.writestr(name, part)
    return content.getvalue()


def send(desk: Desk, content: bytes, media_type: str = ZIP, **asked: str) -> httpx.Response:
    return desk.post("/feeds", {"Content-Type": media_type}, content=content, params=asked)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    """A service of this module's own, which its tests write to."""
    return start(land(tmp_path_factory.mktemp("house"), of_cheshire(), of_merseyside()))


def a_new_feed(agency: str, *refs: str) -> FeedBuilder:
    people = [person(ref, "New", "Comer") for ref in refs]
    return a_feed(agency, RECEIVED).saying(synthetic=True).having("persons", *people)


def test_a_feed_lands_once_and_gets_its_first_report_again(house: Service) -> None:
    desk = house.caller(Role.FEED, user="feed-1", agency="cheshire-council")
    content = packed(a_new_feed("cheshire-council", "P1", ""))
    first = send(desk, content)
    assert first.status_code == 201, first.text
    report = first.json()
    assert report["feedId"] == f"cheshire-council-{RECEIVED}"
    assert report["counts"]["persons"]["accepted"] == 1
    assert first.headers["location"] == f"/api/v1/feeds/{report['feedId']}"
    again = send(desk, content)
    assert (again.status_code, again.json()) == (200, report)
    assert desk.get(f"/feeds/{report['feedId']}").json() == report
    assert [one["feedId"] for one in desk.get("/feeds").json()["items"]] == [report["feedId"]]
    entries = house.entries()[-4:]
    assert [(one.action, one.outcome) for one in entries][:2] == [("land_feed", "answered")] * 2
    assert entries[0].things == (report["feedId"],)


def test_a_workbook_and_a_form_land_too(house: Service, tmp_path: Path) -> None:
    desk = house.caller(Role.COORDINATOR)
    book = a_new_feed("cheshire-housing", "P1").in_workbook(tmp_path).read_bytes()
    assert send(desk, book, XLSX, name="../../etc/Ünusual name.xlsx").json()["feedId"] == "nusual-name"
    file = {"feed": ("sent.zip", packed(a_new_feed("cheshire-health", "P1")), "text/plain")}
    assert desk.post("/feeds", files=file).json()["feedId"] == "sent"


def test_an_agency_sends_and_reads_its_own_feeds_alone(house: Service) -> None:
    desk = house.caller(Role.FEED, agency="cheshire-fire")
    assert is_problem(send(desk, packed(a_new_feed("cheshire-council", "P9"))), 403)
    assert is_problem(desk.get(f"/feeds/cheshire-police-{RECEIVED}"), 404)
    assert desk.get("/feeds").json() == {"items": [], "nextCursor": None}


def test_a_refused_feed_is_422_with_what_to_do(house: Service) -> None:
    desk = house.caller(Role.FEED)
    for feed, sentence in (
        (a_new_feed("late", "P1").saying(synthetic=False), "use another store"),
        (a_new_feed("cheshire-police", "P1").saying(received="2020-01-01"), "before the newest landed feed"),
        (a_new_feed("odd", "P1").having("unheard_of", {"a": "b"}), "unheard_of"),
    ):
        response = send(desk, packed(feed))
        assert is_problem(response, 422)
        assert sentence in response.json()["detail"]
    assert house.entries()[-1].outcome == "refused"


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        pytest.param(b"", ZIP, 415, id="nothing"),
        pytest.param(b"PK\x03\x04 and then nothing", ZIP, 415, id="the beginning of a zip"),
        pytest.param(b"given_names,family_name\n", ZIP, 415, id="a table called a zip"),
        pytest.param(b"{}", "application/json", 415, id="JSON"),
        pytest.param(b"", "", 415, id="no type"),
        pytest.param(b"--x\r\n", "multipart/form-data", 422, id="a form without a boundary"),
        pytest.param(b"nothing", "multipart/form-data; boundary=x", 422, id="an empty form"),
    ],
)
def test_what_is_no_feed_is_refused_for_what_it_is(
    house: Service, content: bytes, media_type: str, status: int
) -> None:
    assert is_problem(send(house.caller(Role.FEED), content, media_type), status)


def test_a_bomb_and_a_path_out_of_the_archive_are_refused(house: Service) -> None:
    desk = house.caller(Role.FEED)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("feed.toml", f'agency = "x"\nreceived = {RECEIVED}\n')
        archive.writestr("persons.csv", b"0" * (200 << 20))
    assert is_problem(send(desk, bomb.getvalue()), 422)
    climbing = io.BytesIO()
    with zipfile.ZipFile(climbing, "w") as archive:
        archive.writestr("../feed.toml", "x")
    assert is_problem(send(desk, climbing.getvalue()), 422)


QUESTION = {"caseRef": "M-1", "addressId": "cheshire-police:A2", "reason": "A place is vacant"}


def test_a_placement_check_answers_with_a_reference_and_nothing_about_anybody(house: Service) -> None:
    desk = house.caller(Role.PRACTITIONER, user="officer-1")
    response = desk.post("/placement-checks", json=QUESTION)
    assert response.status_code == 200, response.text
    told = response.json()
    assert told.keys() == {"reference", "outcome", "message", "contact", "checkedAt", "validUntil"}
    assert told["outcome"] in WORDS
    entry = house.entries()[-1]
    assert (entry.action, entry.outcome, entry.case_ref) == ("check_placement", told["outcome"], "M-1")
    assert (entry.reason, entry.things) == ("A place is vacant", (told["reference"],))
    for case_ref in ("M-2", "M-404"):
        other = desk.post("/placement-checks", json=QUESTION | {"caseRef": case_ref})
        assert (other.status_code, other.json()["outcome"]) == (200, "refer_to_coordinator")


def test_who_may_not_know_the_case_is_not_told_its_finding(house: Service) -> None:
    victim = (Clearance.VICTIM,)
    asked = house.caller(Role.COORDINATOR).post(
        "/placement-checks", json=QUESTION | {"addressId": "cheshire-police:A1"}
    )
    path = f"/placement-checks/{asked.json()['reference']}/finding"
    told = house.caller(Role.CHAIR, clearances=victim).get(path)
    assert told.status_code == 200, told.text
    assert told.json()["outcome"] == "refer_to_coordinator"
    assert told.json()["causes"]
    assert is_problem(house.caller(Role.CHAIR).get(path), 403)
    assert is_problem(house.caller(Role.PRACTITIONER, clearances=victim).get(path), 403)
    assert is_problem(house.caller(Role.CHAIR, areas=("merseyside",), clearances=victim).get(path), 404)
    assert is_problem(house.caller(Role.CHAIR, clearances=victim).get("/placement-checks/none/finding"), 404)


def test_a_key_sends_a_check_once(house: Service) -> None:
    desk = house.caller(Role.PRACTITIONER, user="twice")
    key = {"Idempotency-Key": "5f1c"}
    first = desk.post("/placement-checks", key, json=QUESTION)
    again = desk.post("/placement-checks", key, json=QUESTION)
    assert (again.status_code, again.content) == (200, first.content)
    assert again.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert is_problem(desk.post("/placement-checks", key, json=QUESTION | {"reason": "Another"}), 422)
    assert is_problem(desk.post("/placement-checks", {"Idempotency-Key": "x" * 500}, json=QUESTION), 422)
    other = house.caller(Role.PRACTITIONER, user="other").post("/placement-checks", key, json=QUESTION)
    assert other.json()["reference"] != first.json()["reference"]


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        pytest.param(b"", "application/json", 422, id="nothing"),
        pytest.param(b"{", "application/json", 422, id="half an object"),
        pytest.param(b"[1]", "application/json", 422, id="a list"),
        pytest.param(b"[" * 100_000, "application/json", 422, id="many brackets"),
        pytest.param(b'{"caseRef": "M-1", "reason": "x"}', "application/json", 422, id="no address"),
        pytest.param(b'{"caseRef":"M-1","uprn":"1","addressId":"a:b","reason":"x"}', "application/json", 422, id="two"),
        pytest.param(b'{"caseRef":"M-1","uprn":1,"reason":"x"}', "application/json", 422, id="a number for a text"),
        pytest.param(b'{"caseRef":"M-1","uprn":"1","reason":"x","x":1}', "application/json", 422, id="one more field"),
        pytest.param(
            b'{"caseRef":"M-1","uprn":"1","reason":"' + b"x" * 2000 + b'"}', "application/json", 422, id="long"
        ),
        pytest.param(b"\xff\xfe\x00", "application/json", 422, id="no text"),
        pytest.param(b'{"caseRef":"M-1","uprn":"1","reason":"x"}', "text/plain", 415, id="text"),
        pytest.param(b'{"caseRef":"M-1","uprn":"1","reason":"x"}', "", 415, id="no type"),
        pytest.param(b"x" * (2 << 20), "application/json", 413, id="two megabytes"),
    ],
)
def test_a_body_that_is_no_question_is_refused_and_not_repeated(
    house: Service, content: bytes, media_type: str, status: int
) -> None:
    response = house.caller(Role.PRACTITIONER).post("/placement-checks", {"Content-Type": media_type}, content=content)
    assert is_problem(response, status)
    assert "xxxx" not in response.text


def test_a_body_without_a_length_is_measured_while_it_comes(house: Service) -> None:
    def endless() -> object:
        for _ in range(40):
            yield b"x" * (64 << 10)

    desk = house.caller(Role.PRACTITIONER)
    headers = {"Content-Type": "application/json"}
    assert is_problem(desk.post("/placement-checks", headers, content=endless()), 413)


def test_an_address_of_endless_length_is_refused(house: Service) -> None:
    assert is_problem(house.caller(Role.PRACTITIONER).get("/people", q="x" * 5000), 414)


def test_a_body_that_never_comes_holds_nobody_up(house: Service) -> None:
    """While one caller sends a byte and waits, others are answered."""
    desk = house.caller(Role.PRACTITIONER)
    host, port = house.address.removeprefix("http://").split(":")
    request = (
        f"POST /api/v1/placement-checks HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Authorization: {desk.headers['Authorization']}\r\nContent-Length: 1000\r\n\r\n{{"
    )
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(request.encode())
        time.sleep(0.2)
        assert desk.get("/rules").status_code == 200


def test_the_home_of_somebody_new_changes_the_flags_at_once(house: Service) -> None:
    desk = house.caller(Role.COORDINATOR, clearances=(Clearance.VICTIM,))
    before = len(desk.get("/flags", limit=200).json()["items"])
    feed = (
        a_feed("probation", RECEIVED)
        .saying(synthetic=True)
        .having("persons", person("N1", "Abel", "Arden", crn="X123456"))
        .having("addresses", address("A9", "1", "CH1 1AA"))
        .having("residences", home("N1", "A9"))
    )
    assert send(desk, packed(feed)).status_code == 201
    after = desk.get("/flags", limit=200).json()["items"]
    assert len(after) >= before
    assert any(flag["rule"] == "ACC-02" for flag in after)


def a_flag(desk: Desk) -> dict[str, object]:
    (flag,) = (one for one in desk.get("/flags", rule="ACC-02").json()["items"])
    return dict(flag)


def test_a_chair_decides_and_everybody_reads_it(house: Service) -> None:
    chair = house.caller(Role.CHAIR, user="chair-1", clearances=(Clearance.VICTIM,))
    flag = a_flag(chair)
    path = f"/flags/{flag['id']}/decisions"
    decided = chair.post(path, json={"decision": "confirm", "note": "Vera Vane told us", "version": flag["version"]})
    assert decided.status_code == 200, decided.text
    assert decided.json()["status"] == "confirmed"
    entry = house.entries()[-1]
    assert (entry.action, entry.reason, entry.case_ref) == ("decide_flag", "confirm", "M-1")
    read = chair.get(f"/flags/{flag['id']}").json()
    assert (read["status"], read["history"][-1]["by"]) == ("confirmed", "chair-1")
    assert chair.get("/flags", status="confirmed").json()["items"][0]["id"] == flag["id"]
    assert "Vane" not in house.caller(Role.PRACTITIONER).get(f"/flags/{flag['id']}").text
    assert is_problem(chair.post(path, json={"decision": "start", "version": flag["version"]}), 409)
    assert is_problem(chair.post(path, json={"decision": "dismiss"}), 422)
    assert is_problem(chair.post(path, json={"decision": "forget"}), 422)
    assert is_problem(house.caller(Role.PRACTITIONER).post(path, json={"decision": "start"}), 403)
    assert is_problem(house.caller(Role.CHAIR, areas=("kent",)).post(path, json={"decision": "start"}), 404)
    assert is_problem(chair.post("/flags/none/decisions", json={"decision": "start"}), 404)


def test_a_flag_is_closed_once_what_it_rests_on_is_taken_back(house: Service) -> None:
    chair = house.caller(Role.CHAIR, clearances=(Clearance.VICTIM,))
    flag = a_flag(chair)
    gone = (
        a_feed("cheshire-police", RECEIVED)
        .saying(synthetic=True)
        .having("withdrawals", {"table": "relationships", "key": "V1|N1|victim_of"})
    )
    assert send(house.caller(Role.COORDINATOR), packed(gone), name="later").status_code == 201
    assert flag["id"] not in {one["id"] for one in chair.get("/flags", limit=200).json()["items"]}
    assert flag["id"] in {one["id"] for one in chair.get("/flags", status="closed").json()["items"]}
    refused = chair.post(f"/flags/{flag['id']}/decisions", json={"decision": "reopen"})
    assert is_problem(refused, 422)
    assert "closed" in refused.json()["detail"]
