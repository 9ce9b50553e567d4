"""The check as its callers meet it: one of two answers, alike for every cause, recorded, explained to those who may."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from graph_schema.store import open_store
from ingest.reading import FeedReader
from ingest.validation.feeds import CheckedFeed
from service.access import Caller, Role
from service.placement import LedgerAway, Outcome, PlacementChecks
from service.placement.answers import MESSAGES
from service.placement.causes import Cause
from service.policy import Policy
from service.rules import Catalogue, WrongRule, load_catalogue
from tests.feed_builder import a_feed
from tests.service.placement.conftest import NewOffice
from tests.service.placement.landed import (
    CHAIR,
    COORDINATOR,
    HOME,
    NOW,
    OFFICER,
    PREFIX,
    Office,
    Telling,
    moved,
    of_probation,
    open_office,
    policy_with,
    told,
)

FAR = moved(30_000)
SCILLY = (90_300, 10_500)
BEYOND = (330_000, 680_000)
REFER, CLEAR = Outcome.REFER_TO_COORDINATOR, Outcome.NO_RECORDED_CONFLICT


def a_town() -> Telling:
    """A victim at HOME, premises near and far, and cases of every kind."""
    telling = told()
    for ref in ("N", "V", "N3", "NW", "NS", "VS", "NX"):
        telling.person(ref)
    telling.tie("V", "victim_of", "N")
    telling.address("VH", HOME)
    telling.home("V", "VH")
    telling.case("C1", "N")
    telling.case("C3", "N3", level="3")
    telling.case("CW", "NW", area="north-wales")
    telling.case("CS", "NS")
    telling.tie("VS", "victim_of", "NS")
    telling.address("VSH", SCILLY)
    telling.home("VS", "VSH")
    telling.person("NL")
    telling.case("CL", "NL")
    telling.add("access_restrictions", person_ref="NL", kind="exclusion", username="Coordinator")
    telling.person("ND", deceased_on="2026-11-01")
    telling.case("CD", "ND")
    telling.case("CX", "NX")
    telling.add("orders", order_ref="O1", person_ref="NX", kind="licence", valid_from="2024-01-01")
    telling.add("conditions", condition_ref="K1", order_ref="O1", kind="named_premises", address_ref="FAR")
    for ref, at in {"NEAR": moved(100), "FAR": FAR, "SCILLY": SCILLY, "BEYOND": BEYOND, "UNPLACED": None}.items():
        telling.address(ref, at)
        telling.offered(ref)
    telling.address("PRIVATE", moved(30_100))
    return telling


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, reader: FeedReader[CheckedFeed]) -> Iterator[Office]:
    """The town landed once; no test changes its store."""
    office = open_office(tmp_path_factory.mktemp("town"), reader, a_town().as_feed(), of_probation())
    yield office
    office.ledger.close()
    office.store.close()


@pytest.fixture
def office(town: Office, tmp_path: Path) -> Iterator[Office]:
    """The town with a ledger of the test's own."""
    office = Office(town.store, tmp_path, policy_with())
    yield office
    office.ledger.close()


def stale(office: Office) -> Office:
    return replace(office, now=NOW + timedelta(days=400))


def closed(office: Office) -> Office:
    elsewhere = open_store(f"ladybug:{office.folder / 'empty.lbug'}")
    elsewhere.close()
    return replace(office, store=elsewhere)


def spent(office: Office) -> Office:
    for kind in ("case", "officer", "address"):
        office.checks = office.checks_under(policy_with(**{f"checks_per_{kind}_per_day": 1}))
        office.asks("FAR", caller=Caller("somebody", COORDINATOR.roles, COORDINATOR.areas))
    return office


def broken(office: Office) -> Office:
    """Take a threshold away, as a defect might."""
    national = dict(office.policy.national)
    del national[f"{PREFIX}stale_days"]
    office.checks = office.checks_under(Policy(national))
    return office


def unchanged(office: Office) -> Office:
    return office


CAUSES = [
    pytest.param(unchanged, "NEAR", "C1", COORDINATOR, {Cause.PROTECTED_REGION, Cause.RULE}, id="a victim is near"),
    pytest.param(unchanged, "FAR", "CX", COORDINATOR, {Cause.RULE}, id="a condition names the address"),
    pytest.param(unchanged, "FAR", "C3", COORDINATOR, {Cause.LEVEL_3}, id="the case is at level 3"),
    pytest.param(unchanged, "FAR", "NONE", COORDINATOR, {Cause.CASE_NOT_KNOWN}, id="there is no such case"),
    pytest.param(unchanged, "FAR", "CW", COORDINATOR, {Cause.CASE_NOT_KNOWN}, id="the case is of another area"),
    pytest.param(unchanged, "FAR", "CL", COORDINATOR, {Cause.CASE_NOT_KNOWN}, id="the case is closed to the caller"),
    pytest.param(unchanged, "FAR", "CD", COORDINATOR, {Cause.CASE_NOT_KNOWN}, id="the subject has died"),
    pytest.param(unchanged, "NOWHERE", "C1", COORDINATOR, {Cause.ADDRESS_NOT_KNOWN}, id="there is no such address"),
    pytest.param(unchanged, "PRIVATE", "C1", OFFICER, {Cause.ADDRESS_NOT_TO_ASK}, id="the address is not theirs"),
    pytest.param(unchanged, "FAR", "C1", CHAIR, {Cause.ADDRESS_NOT_TO_ASK}, id="a chair asks"),
    pytest.param(unchanged, "UNPLACED", "C1", COORDINATOR, {Cause.NO_POSITION, Cause.RULE}, id="it has no position"),
    pytest.param(unchanged, "BEYOND", "C1", COORDINATOR, {Cause.NO_CELL}, id="it is beyond the cells"),
    pytest.param(unchanged, "SCILLY", "C1", COORDINATOR, {Cause.SMALL_CELL}, id="its cell is small"),
    pytest.param(unchanged, "FAR", "CS", COORDINATOR, {Cause.SMALL_CELL}, id="the cell of the victim is small"),
    pytest.param(stale, "FAR", "C1", COORDINATOR, {Cause.STALE_DATA}, id="data are stale"),
    pytest.param(spent, "FAR", "C1", COORDINATOR, {Cause.BUDGET_SPENT}, id="a budget is spent"),
    pytest.param(closed, "FAR", "C1", COORDINATOR, {Cause.STORE_AWAY}, id="the store is away"),
    pytest.param(broken, "FAR", "C1", COORDINATOR, {Cause.FAULT}, id="the check fails"),
]


@pytest.mark.parametrize("caller", [OFFICER, COORDINATOR], ids=["a housing officer", "a co-ordinator"])
def test_an_address_far_from_everything_has_no_recorded_conflict(office: Office, caller: Caller) -> None:
    answer = office.asks("FAR", caller=caller)
    assert answer.outcome is CLEAR
    assert office.checks.finding(answer.reference) == []


@pytest.mark.parametrize(("state", "address", "case", "caller", "causes"), CAUSES)
def test_every_cause_refers_with_the_same_body(
    office: Office, state: Callable[[Office], Office], address: str, case: str, caller: Caller, causes: set[Cause]
) -> None:
    clear = office.asks("FAR").as_json()
    refer = state(office).asks(address, case, caller).as_json()
    assert (refer["outcome"], refer["message"], refer["contact"]) == (REFER, MESSAGES[REFER], clear["contact"])
    assert list(refer) == list(clear)
    assert len(json.dumps(refer)) == len(json.dumps(clear))
    recorded = office.ledger.find(refer["reference"])
    assert recorded is not None
    assert recorded.obstacles == {cause for cause in causes if not cause.is_about_people}
    explained = replace(office).checks.explain(refer["reference"])
    assert explained is not None
    assert causes <= explained.causes


def test_all_referrals_say_the_very_same(office: Office) -> None:
    asked = [("NEAR", "C1"), ("FAR", "C3"), ("FAR", "NONE"), ("NOWHERE", "C1"), ("FAR", "CL"), ("FAR", "CW")]
    bodies = [office.asks(address, case).as_json() | {"reference": ""} for address, case in asked]
    assert all(body == bodies[0] for body in bodies)


def test_the_contact_follows_the_caller_and_not_the_case(office: Office) -> None:
    """Else the contact would tell that a case of another area is there."""
    contact = replace(office.policy.national[f"{PREFIX}contact"], value="Wrexham 1")
    office.checks = office.checks_under(Policy(office.policy.national, {"north-wales": {f"{PREFIX}contact": contact}}))
    assert office.asks("FAR", "CW").contact == office.asks("FAR", "NONE").contact == office.asks("FAR").contact
    theirs = Caller("welsh", frozenset({Role.COORDINATOR}), frozenset({"north-wales"}))
    assert office.asks("FAR", "CW", theirs).contact == office.asks("FAR", "NONE", theirs).contact == "Wrexham 1"


def test_an_answer_is_good_for_as_long_as_policy_says(office: Office) -> None:
    office.checks = office.checks_under(policy_with(valid_days=3))
    answer = office.asks("FAR")
    assert answer.valid_until - answer.checked_at == timedelta(days=3)
    assert answer.checked_at.replace(tzinfo=None) - NOW == -(NOW.astimezone().utcoffset() or timedelta())


def test_a_reference_is_random_and_never_the_same(office: Office) -> None:
    references = {office.asks("NOWHERE").reference for _ in range(20)}
    assert len(references) == 20
    assert {len(reference) for reference in references} == {32}


def test_what_was_answered_is_recorded_without_what_it_owes_to_a_victim(office: Office) -> None:
    answer = office.asks("NEAR", caller=OFFICER)
    recorded = office.checks.recorded(answer.reference)
    assert recorded is not None
    assert (recorded.officer, recorded.agency, recorded.case_ref, recorded.area) == (
        "officer",
        "housing",
        "C1",
        "cheshire",
    )
    assert (recorded.at, recorded.outcome, recorded.obstacles) == (NOW, REFER, frozenset())
    assert recorded.asked is not None
    assert (recorded.asked.easting, recorded.asked.northing, recorded.asked.reach) == (*moved(100), 1000)
    assert recorded.address.startswith("a-")


def test_the_finding_of_a_reference_is_what_was_known_then(new_office: NewOffice) -> None:
    """A victim who moves away afterwards does not change why it was referred."""
    moves = a_feed("cheshire-police", "2026-11-26").having(
        "withdrawals", {"table": "residences", "key": "V|VH|home"}
    )  # fmt: skip
    office = new_office(a_town(), of_probation(), moves)
    before = office.asks("NEAR")
    after = replace(office, now=datetime(2026, 11, 27, 9))
    assert [finding.rule for finding in office.checks.finding(before.reference)] == ["ACC-03"]
    later = after.asks("NEAR")
    assert {finding.outcome for finding in after.checks.finding(later.reference)} == {"could_not_check"}
    assert [finding.outcome for finding in after.checks.finding(before.reference)] == ["found"]


def test_a_reference_that_was_never_given_has_no_finding(office: Office) -> None:
    assert office.checks.finding("0" * 32) == []
    assert office.checks.explain("0" * 32) is None
    assert office.checks.recorded("0" * 32) is None


@pytest.mark.parametrize("kind", ["case", "officer", "address"])
def test_each_budget_is_spent_by_asking_and_then_everything_refers(office: Office, kind: str) -> None:
    office.checks = office.checks_under(policy_with(**{f"checks_per_{kind}_per_day": 2}))
    assert [office.asks("FAR").outcome for _ in range(3)] == [CLEAR, CLEAR, REFER]
    tomorrow = replace(office, now=NOW + timedelta(days=1), policy=policy_with(**{f"checks_per_{kind}_per_day": 2}))
    assert tomorrow.asks("FAR").outcome is CLEAR


def test_a_case_loses_no_checks_to_those_who_may_not_know_of_it(office: Office) -> None:
    office.checks = office.checks_under(policy_with(checks_per_case_per_day=1))
    stranger = Caller("stranger", frozenset({Role.COORDINATOR}), frozenset({"north-wales"}))
    assert [office.asks("FAR", caller=stranger).outcome for _ in range(3)] == [REFER] * 3
    assert office.asks("FAR").outcome is CLEAR


def test_at_the_same_time_no_more_are_answered_than_the_budget(office: Office) -> None:
    office.checks = office.checks_under(policy_with(checks_per_case_per_day=5))
    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(lambda _: office.asks("FAR").outcome, range(18)))
    assert outcomes.count(CLEAR) == 5


def test_without_its_ledger_nothing_is_answered(office: Office) -> None:
    office.ledger.close()
    with pytest.raises(LedgerAway):
        office.asks("FAR")


def test_the_region_is_never_narrower_than_what_the_rules_look_at(office: Office) -> None:
    """Else the edge of a rule's finding would mark out the place itself."""
    wider = dict(policy_with().national)
    key = "accommodation.own_victim.radius_m"
    wider[key] = replace(wider[key], value=40_000)
    office.checks = office.checks_under(Policy(wider))
    answer = office.asks("FAR")
    explained = office.checks.explain(answer.reference)
    assert explained is not None
    assert explained.causes == {Cause.PROTECTED_REGION, Cause.RULE}


def test_a_catalogue_without_a_rule_that_placements_must_pass_is_refused(office: Office) -> None:
    catalogue = Catalogue(tuple(rule for rule in load_catalogue() if rule.id != "ACC-06"))
    with pytest.raises(WrongRule, match="ACC-06"):
        PlacementChecks(office.store, catalogue, office.policy, office.ledger)


def test_a_failing_check_logs_its_class_and_nobody(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    broken(office).asks("FAR", caller=COORDINATOR)
    assert "KeyError at" in caplog.text
    assert [word for word in ("C1", "FAR", "coordinator") if word in caplog.text] == []
