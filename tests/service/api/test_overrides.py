"""Overriding a referral through the API: by a co-ordinator who knows the finding, shown first, counted and recorded."""

from collections.abc import Callable

import pytest

from service.access import Role
from service.access.callers import Clearance
from service.audit import Action
from service.settings import Settings
from tests.service.api.area import of_cheshire, of_merseyside
from tests.service.api.conftest import Desk, Service, land

REASON = "The victim has moved abroad."


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    """A service of its own, whose overrides nobody else counts."""
    return start(land(tmp_path_factory.mktemp("overrides"), of_cheshire(), of_merseyside()))


@pytest.fixture
def desk(area: Service) -> Desk:
    return area.caller(Role.COORDINATOR, user="co-ordinator", clearances=(Clearance.VICTIM,))


def refers(desk: Desk, address: str = "A2") -> str:
    asked = {"caseRef": "M-1", "addressId": f"cheshire-police:{address}", "reason": "A place is vacant"}
    told = desk.post("/placement-checks", json=asked).json()
    assert told["outcome"] == "refer_to_coordinator"
    return str(told["reference"])


def test_what_it_tells_is_shown_then_done_and_then_no_more_than_policy_allows(area: Service, desk: Desk) -> None:
    for used in range(2):
        place = f"/placement-checks/{refers(desk)}/override"
        shown = desk.get(place).json()
        assert (shown["caseRef"], shown["used"], shown["allowed"]) == ("M-1", used, 2)
        said = {"reason": REASON, "householdsLeft": shown["householdsLeft"]}
        wrong = desk.post(place, json=said | {"householdsLeft": 7})
        assert wrong.status_code == 409
        assert "look at it again" in wrong.json()["detail"]
        done = desk.post(place, json=said)
        assert (done.status_code, done.json()["used"]) == (200, used + 1)
        assert (
            desk.post(place, json=said | {"householdsLeft": desk.get(place).json()["householdsLeft"]}).status_code
            == 409
        )
    last = [entry for entry in area.entries() if entry.outcome == "overridden"]
    assert [entry.action for entry in last] == [Action.OVERRIDE_PLACEMENT] * 2
    assert last[0].reason.startswith(f"{REASON} (leaves about ")
    assert last[0].case_ref == "M-1"
    place = f"/placement-checks/{refers(desk)}/override"
    too_many = desk.post(place, json={"reason": REASON, "householdsLeft": desk.get(place).json()["householdsLeft"]})
    assert too_many.status_code == 409
    assert "MAPPA meeting" in too_many.json()["detail"]


@pytest.mark.parametrize(
    ("role", "clearances", "areas", "status"),
    [
        pytest.param(Role.COORDINATOR, (), ("cheshire",), 403, id="without the clearance"),
        pytest.param(Role.CHAIR, (Clearance.VICTIM,), ("cheshire",), 403, id="a chair"),
        pytest.param(Role.HOUSING_OFFICER, (Clearance.VICTIM,), ("cheshire",), 403, id="whoever houses people"),
        pytest.param(Role.COORDINATOR, (Clearance.VICTIM,), ("merseyside",), 404, id="of another area"),
    ],
)
def test_others_neither_see_nor_do_it(
    area: Service, desk: Desk, role: Role, clearances: tuple[Clearance, ...], areas: tuple[str, ...], status: int
) -> None:
    place = f"/placement-checks/{refers(desk)}/override"
    other = area.caller(role, clearances=clearances, areas=areas)
    assert other.get(place).status_code == status
    assert other.post(place, json={"reason": REASON, "householdsLeft": None}).status_code == status


def test_a_reference_that_was_never_given_is_not_there(desk: Desk) -> None:
    assert desk.get("/placement-checks/none/override").status_code == 404


@pytest.mark.parametrize("said", [{"reason": "short", "householdsLeft": 1}, {"reason": REASON}, {"householdsLeft": 1}])
def test_without_a_reason_or_without_having_looked_nothing_is_done(desk: Desk, said: dict[str, object]) -> None:
    assert desk.post(f"/placement-checks/{refers(desk)}/override", json=said).status_code == 422
