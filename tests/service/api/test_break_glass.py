"""In an emergency a case that is closed to somebody opens: to them alone, for four hours, and not unseen."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from service.access import Caller, Role
from service.access.break_glass import BREAKERS, FRESH_SECONDS, LASTS
from service.access.callers import Clearance
from service.audit import Action
from service.settings import Settings
from tests.service.api.area import of_cheshire, of_merseyside
from tests.service.api.conftest import Desk, Service, land

WORDS = "A threat was made by telephone an hour ago."
READS = ("/cases/{}", "/cases/{}/network", "/cases/{}/map.svg", "/cases/{}/map.txt", "/cases/{}/map.html")
OTHERS = "M-2"
"""A case of another area."""
LIMITED = "M-4"
"""A case of the area whose nominal's record is open to insider-1 alone."""
EXCLUDING = "M-3"
"""A case of the area whose nominal's record is closed to barred-1 by name."""


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    """A service of its own: what is opened here stays open."""
    return start(land(tmp_path_factory.mktemp("broken"), of_cheshire(), of_merseyside()))


_NUMBER = iter(range(10_000))


@pytest.fixture
def chair(area: Service) -> Desk:
    """A chair of Cheshire nobody has heard of before."""
    return area.caller(Role.CHAIR, user=f"chair-{next(_NUMBER)}")


def opens(desk: Desk, case_ref: str, **said: object) -> httpx.Response:
    body = {"caseRef": case_ref, "reason": "threat_to_life", "text": WORDS} | said
    return desk.post("/break-glass", json=body)


def who(desk: Desk, area: Service) -> str:
    token = desk.headers["Authorization"].removeprefix("Bearer ")
    from joserfc import jwt

    return str(jwt.decode(token, area.issuer.key).claims["sub"])


@pytest.mark.parametrize("case_ref", [OTHERS, LIMITED])
def test_it_opens_a_case_of_another_area_and_one_that_is_open_to_others_alone(chair: Desk, case_ref: str) -> None:
    assert {chair.get(path.format(case_ref)).status_code for path in READS} == {404}
    opened = opens(chair, case_ref)
    assert opened.status_code == 201, opened.text
    told = opened.json()
    lasts = datetime.fromisoformat(told["until"]) - datetime.fromisoformat(told["begun"])
    assert (told["caseRef"], lasts, told["review"]) == (case_ref, timedelta(hours=4), None)
    assert {chair.get(path.format(case_ref)).status_code for path in READS} == {200}


def test_it_opens_that_case_to_them_and_nothing_else_and_nobody_else(area: Service, chair: Desk) -> None:
    people = {path: chair.get(path).text for path in ("/people?q=Bold", "/people?q=Deer", "/cases", "/flags")}
    assert opens(chair, OTHERS).status_code == 201
    assert opens(chair, LIMITED).status_code == 201
    for path, before in people.items():
        assert chair.get(path).text == before, path
    assert chair.get("/cases/M-5").status_code == 404
    other = area.caller(Role.CHAIR, user="somebody-else")
    assert other.get(f"/cases/{OTHERS}").status_code == 404
    assert other.get(f"/cases/{LIMITED}/network").status_code == 404


def test_whoever_is_named_as_shut_out_is_not_let_in_by_an_emergency(area: Service) -> None:
    barred = area.caller(Role.CHAIR, user="barred-1")
    assert opens(barred, EXCLUDING).status_code == 404
    assert barred.get(f"/cases/{EXCLUDING}").status_code == 404


def test_it_clears_for_nothing(area: Service) -> None:
    desk = area.caller(Role.CHAIR, user="uncleared", areas=("merseyside",))
    assert opens(desk, "M-1").status_code == 201
    assert "Vane" not in desk.get("/cases/M-1/network").text
    cleared = area.caller(Role.CHAIR, user="cleared", areas=("merseyside",), clearances=(Clearance.VICTIM,))
    assert opens(cleared, "M-1").status_code == 201
    assert "Vane" in cleared.get("/cases/M-1/network").text


def test_what_does_not_exist_opens_no_more_than_it_is_found(chair: Desk) -> None:
    answer, missing = opens(chair, "M-99"), chair.get("/cases/M-99")
    assert (answer.status_code, answer.json()["detail"]) == (404, missing.json()["detail"])


@pytest.mark.parametrize("role", sorted(set(Role) - BREAKERS))
def test_other_roles_do_not_break_the_glass(area: Service, role: Role) -> None:
    assert opens(area.caller(role), OTHERS).status_code == 403


@pytest.mark.parametrize(
    "said", [{"text": "too short"}, {"text": ""}, {"reason": "curiosity"}, {"reason": None}, {"caseRef": ""}]
)
def test_without_a_reason_in_words_nothing_opens(chair: Desk, said: dict[str, object]) -> None:
    assert opens(chair, OTHERS, **said).status_code == 422
    assert chair.get(f"/cases/{OTHERS}").status_code == 404


@pytest.mark.parametrize("seconds_ago", [FRESH_SECONDS + 5, -60, None])
def test_an_old_sign_in_does_not_do(area: Service, seconds_ago: float | None) -> None:
    from joserfc import jwt

    token = area.token(Role.CHAIR, user="stale")
    claims = dict(jwt.decode(token, area.issuer.key).claims)
    claims.pop("auth_time")
    shown = {} if seconds_ago is None else {"auth_time": int(time.time() - seconds_ago)}
    header = {"alg": "ES256", "kid": "development", "typ": "at+jwt"}
    signed = jwt.encode(header, claims | shown, area.issuer.key)
    desk = Desk(area, {"Authorization": f"Bearer {signed}", "X-Purpose": "safeguarding"})
    answer = opens(desk, OTHERS)
    assert answer.status_code == 401
    assert "insufficient_user_authentication" in answer.headers["www-authenticate"]
    assert "sign in again" in answer.json()["detail"]
    assert desk.get(f"/cases/{OTHERS}").status_code == 404


def test_it_ends_after_four_hours(area: Service, chair: Desk) -> None:
    assert opens(chair, OTHERS).status_code == 201
    grants, subject, now = area.app.state.running.grants, who(chair, area), datetime.now(UTC)
    assert grants.find_open(subject, OTHERS, now + LASTS - timedelta(minutes=1)) is not None
    assert grants.find_open(subject, OTHERS, now + LASTS) is None
    assert grants.find_open(subject, OTHERS, now - timedelta(minutes=1)) is None


def test_it_is_in_the_audit_before_it_counts_and_so_is_all_that_is_read_by_it(area: Service, chair: Desk) -> None:
    id_ = opens(chair, OTHERS).json()["id"]
    chair.get(f"/cases/{OTHERS}/network")
    mine = [entry for entry in area.entries() if entry.who == who(chair, area)]
    assert [(one.action, one.outcome) for one in mine] == [
        (Action.BREAK_GLASS, "opened"),
        (Action.BREAK_GLASS, "answered"),
        (Action.READ_NETWORK, "answered"),
    ]
    assert mine[0].things == (id_,)
    assert mine[0].reason == f"threat_to_life: {WORDS}"
    assert mine[2].reason == f"break-glass {id_}"


def test_with_the_audit_away_nothing_opens(tmp_path: Path, start: Callable[[Settings], Service]) -> None:
    service = start(land(tmp_path, of_cheshire(), of_merseyside()))
    desk = service.caller(Role.CHAIR)
    service.app.state.running.audit.close()
    assert opens(desk, OTHERS).status_code == 503
    assert service.app.state.running.grants.notices(None) == []


def test_those_who_look_after_the_area_are_told_at_once_and_others_are_not(area: Service, chair: Desk) -> None:
    id_ = opens(chair, OTHERS).json()["id"]
    there = area.caller(Role.COORDINATOR, user="co-ordinator", areas=("merseyside",))
    told = there.get("/break-glass", unreviewed="true").json()["items"]
    assert told[0]["id"] == id_
    assert (told[0]["who"], told[0]["text"]) == (who(chair, area), WORDS)
    assert id_ not in chair.get("/break-glass").text
    elsewhere = area.caller(Role.COORDINATOR, areas=("london",))
    assert elsewhere.get("/break-glass").json()["items"] == []
    assert there.get("/break-glass", limit=1).json()["nextCursor"] is not None or len(told) == 1


def test_a_notice_about_a_closed_record_reaches_those_alone_to_whom_it_is_open(area: Service, chair: Desk) -> None:
    id_ = opens(chair, LIMITED).json()["id"]
    assert id_ not in area.caller(Role.COORDINATOR, user="outsider").get("/break-glass").text
    assert id_ in area.caller(Role.COORDINATOR, user="Insider-1").get("/break-glass").text


def test_somebody_else_looks_at_it_once(area: Service) -> None:
    opener = area.caller(Role.CHAIR, user="opener", areas=("cheshire", "merseyside"))
    id_ = opens(opener, OTHERS).json()["id"]
    said = {"verdict": "justified", "note": "Rung them; the threat was real."}
    assert opener.post(f"/break-glass/{id_}/review", json=said).status_code == 403
    there = area.caller(Role.CHAIR, user="chair-there", areas=("merseyside",))
    told = there.post(f"/break-glass/{id_}/review", json=said)
    assert (told.status_code, told.json()["review"]["reviewer"]) == (200, "chair-there")
    assert there.post(f"/break-glass/{id_}/review", json=said).status_code == 409
    assert id_ not in there.get("/break-glass", unreviewed="true").text
    assert id_ in there.get("/break-glass").text
    elsewhere = area.caller(Role.CHAIR, user="x", areas=("london",))
    assert elsewhere.post(f"/break-glass/{id_}/review", json=said).status_code == 404
    assert elsewhere.post("/break-glass/none/review", json=said).status_code == 404


def test_the_moment_somebody_signed_in_makes_no_other_caller_of_them() -> None:
    assert Caller("x", shown=1.0) == Caller("x")
