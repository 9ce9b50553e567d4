"""Reviews of records through the API: who sees them, who decides, and what becomes of it at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from graph_schema.store import GraphStore, open_store
from ingest.judging.runs import Run, Standing, work_out_run
from ingest.judging.said import pair_of
from ingest.judging.writing import write
from ingest.linkage.proposals import Outcome, Proposal, Reason, Verdict
from service.access import Role
from service.access.callers import Clearance
from service.settings import Settings
from tests.feed_builder import FeedBuilder, a_feed
from tests.service.api.area import RECEIVED, address, home, of_cheshire, of_merseyside, person
from tests.service.api.conftest import Desk, Service, land
from tests.service.api.test_gate import is_problem

NOMINAL, VICTIM, FRIEND = (f"cheshire-police:persons:{ref}" for ref in ("N1", "V1", "F3"))
BOLD = "merseyside-police:persons:N2"
TENANT, LODGER, STRANGER = (f"chester-housing:persons:{ref}" for ref in ("T1", "T2", "T3"))
REASON = Reason("family name", Verdict.AGREES, 4.5, "Both are called the same.")
VICTIM_CLEARED = (Clearance.VICTIM,)


def of_housing() -> FeedBuilder:
    """Return what a landlord sends: a tenant near Abel, another who may be his friend, and one with no home."""
    return (
        a_feed("chester-housing", RECEIVED)
        .saying(synthetic=True)
        .having(
            "persons",
            person("T1", "Vera", "Vain", nhs_number="9990000018"),
            person("T2", "Francis", "Friend"),
            person("T3", "Bertram", "Bold"),
        )
        .having("addresses", address("H1", "9", "CH1 1AA"), address("H2", "10", "CH1 2AB"))
        .having("residences", home("T1", "H1"), home("T2", "H2"))
    )


def proposal(one: str, other: str, score: float) -> Proposal:
    """Return what a model says."""
    return Proposal(*pair_of(one, other), Outcome.REVIEW, score, (REASON,), ("a guard",), "model-1", "run-1")


PROPOSALS = [
    proposal(VICTIM, TENANT, 0.9),
    proposal(FRIEND, LODGER, 0.6),
    proposal(BOLD, STRANGER, 0.5),
    proposal(NOMINAL, BOLD, 0.5),
    proposal(VICTIM, BOLD, 0.01),
]


def propose(store: GraphStore) -> None:
    """Have a run put pairs before people."""
    run = Run("run-1", at=datetime(2026, 3, 2, 10))
    write(store, work_out_run(store, PROPOSALS, Standing.of(store), run).worked)


@pytest.fixture
def service(tmp_path: Path, start: Callable[[Settings], Service]) -> Service:
    """A service of its own, since decisions change what it tells."""
    settings = land(tmp_path, of_cheshire(), of_merseyside(), of_housing())
    with closing(open_store(settings.store)) as store:
        propose(store)
    return start(settings)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory, start: Callable[[Settings], Service]) -> Service:
    """A service for what changes nothing."""
    settings = land(tmp_path_factory.mktemp("reviews"), of_cheshire(), of_merseyside(), of_housing())
    with closing(open_store(settings.store)) as store:
        propose(store)
    return start(settings)


def pairs(desk: Desk) -> list[set[str]]:
    """Return the references of each pair in the list, in order."""
    told = desk.get("/linkage/reviews")
    assert told.status_code == 200, told.text
    return [{side["ref"] for side in one["records"]} for one in told.json()["items"]]


def review_of(desk: Desk, ref: str) -> dict[str, Any]:
    """Return the review that names a reference."""
    items: list[dict[str, Any]] = desk.get("/linkage/reviews").json()["items"]
    return next(one for one in items if ref in {side["ref"] for side in one["records"]})


VERA = {"cheshire-police:V1", "chester-housing:T1"}
FRIENDS = {"cheshire-police:F3", "chester-housing:T2"}
BERTS = {"merseyside-police:N2", "chester-housing:T3"}
ACROSS = {"cheshire-police:N1", "merseyside-police:N2"}
BOTH = {"cheshire-police:V1", "merseyside-police:N2"}


@pytest.mark.parametrize(
    ("areas", "clearances", "expected"),
    [
        pytest.param(("cheshire",), VICTIM_CLEARED, [VERA, FRIENDS], id="cleared in cheshire"),
        pytest.param(("cheshire",), (), [FRIENDS], id="not cleared in cheshire: no victim"),
        pytest.param(("merseyside",), VICTIM_CLEARED, [BERTS], id="a record in nobody's area beside one of theirs"),
        pytest.param(("kent",), VICTIM_CLEARED, [], id="elsewhere"),
        pytest.param(("*",), VICTIM_CLEARED, [VERA, FRIENDS, BERTS, ACROSS, BOTH], id="national"),
        pytest.param(("cheshire", "merseyside"), (), [FRIENDS, BERTS, ACROSS], id="both areas: the pair across"),
    ],
)
def test_reviews_are_of_the_people_the_caller_may_know_of(
    unchanged: Service, areas: tuple[str, ...], clearances: tuple[Clearance, ...], expected: list[set[str]]
) -> None:
    desk = unchanged.caller(Role.PRACTITIONER, areas=areas, clearances=clearances)
    told = pairs(desk)
    assert sorted(map(sorted, told)) == sorted(map(sorted, expected))
    national = unchanged.caller(Role.COORDINATOR, areas=("*",), clearances=VICTIM_CLEARED)
    for one in national.get("/linkage/reviews").json()["items"]:
        found = desk.get(f"/linkage/reviews/{one['id']}")
        is_known = {side["ref"] for side in one["records"]} in expected
        assert found.status_code == (200 if is_known else 404)


def test_what_changes_flags_comes_first(unchanged: Service) -> None:
    desk = unchanged.caller(Role.CHAIR, clearances=VICTIM_CLEARED)
    first = desk.get("/linkage/reviews").json()["items"][0]
    assert {side["ref"] for side in first["records"]} == VERA
    assert first["joining"]["flagsAdded"] > 0
    assert first["joining"]["inWords"].startswith("Joining adds ")
    assert first["reasons"] == [
        {"respect": "family name", "verdict": "agrees", "weight": 4.5, "words": "Both are called the same."}
    ]


def test_a_page_leads_to_the_next(unchanged: Service) -> None:
    desk = unchanged.caller(Role.CHAIR, areas=("*",), clearances=VICTIM_CLEARED)
    whole = [one["id"] for one in desk.get("/linkage/reviews").json()["items"]]
    seen, cursor = [], None
    while True:
        page = desk.get("/linkage/reviews", limit=3, **({"cursor": cursor} if cursor else {})).json()
        seen += [one["id"] for one in page["items"]]
        cursor = page["nextCursor"]
        if cursor is None:
            break
    assert seen == whole


def test_health_identifiers_are_not_told(unchanged: Service) -> None:
    told = unchanged.caller(Role.CHAIR, clearances=VICTIM_CLEARED).get("/linkage/reviews")
    assert "9990000018" not in told.text
    assert "Vain" in told.text


def test_reading_needs_a_purpose_and_is_in_the_audit_with_whom_it_told_of(unchanged: Service) -> None:
    silent = unchanged.caller(Role.CHAIR, purpose=None)
    assert is_problem(silent.get("/linkage/reviews"), 422)
    desk = unchanged.caller(Role.CHAIR, user="reader-1", clearances=VICTIM_CLEARED)
    review = review_of(desk, "chester-housing:T1")
    assert desk.get(f"/linkage/reviews/{review['id']}").status_code == 200
    entry = unchanged.entries()[-1]
    assert (entry.who, entry.action, entry.outcome) == ("reader-1", "read_review", "answered")
    assert {"cheshire-police:V1", "chester-housing:T1"} <= set(entry.things)
    assert "victim_identity" in entry.classes


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.HOUSING_OFFICER, Role.ANALYST, Role.FEED, Role.AUDITOR])
def test_only_chairs_and_coordinators_decide(unchanged: Service, role: Role) -> None:
    desk = unchanged.caller(role, clearances=VICTIM_CLEARED)
    assert is_problem(desk.post("/linkage/reviews/r-x/decisions", json={"decision": "accept"}), 403)


def test_accepting_changes_flags_and_people_at_once_and_old_ids_find_who_it_is_now(service: Service) -> None:
    desk = service.caller(Role.CHAIR, user="chair-1", clearances=VICTIM_CLEARED)
    review = review_of(desk, "chester-housing:T1")
    before = {one["id"] for one in desk.get("/flags", caseRef="M-1").json()["items"]}
    told = desk.post(
        f"/linkage/reviews/{review['id']}/decisions", json={"decision": "accept", "note": "seen", "version": 1}
    )
    assert told.status_code == 200, told.text
    answer = told.json()
    assert (answer["status"], answer["decision"], answer["decidedBy"], answer["note"]) == (
        "decided", "accept", "chair-1", "seen",
    )  # fmt: skip
    after = {one["id"] for one in desk.get("/flags", caseRef="M-1").json()["items"]}
    assert len(after - before) == answer["changed"]["flagsAdded"] > 0
    ids = {side["personId"] for side in review["records"]}
    found = [desk.get(f"/people/{id_}").json() for id_ in sorted(ids)]
    assert len(ids) == 2
    assert {one["id"] for one in found} == {answer["records"][0]["personId"]}
    assert set(found[0]["refs"]) == VERA
    entry = next(one for one in service.entries() if one.action == "decide_review")
    assert (entry.who, entry.reason, entry.outcome) == ("chair-1", "accept", "answered")
    assert desk.get(f"/linkage/reviews/{review['id']}").json()["status"] == "decided"


def test_of_two_who_decide_at_once_one_is_told_to_look_again(service: Service) -> None:
    one, other = (service.caller(Role.CHAIR, user=user, clearances=VICTIM_CLEARED) for user in ("a", "b"))
    review = review_of(one, "chester-housing:T1")
    path = f"/linkage/reviews/{review['id']}/decisions"
    assert one.post(path, json={"decision": "reject", "version": 1}).status_code == 200
    assert is_problem(other.post(path, json={"decision": "accept", "version": 1}), 409)
    told = other.get(f"/linkage/reviews/{review['id']}").json()
    assert (told["decision"], told["decidedBy"]) == ("reject", "a")


def test_of_many_who_decide_in_the_same_moment_one_does(service: Service) -> None:
    desks = [service.caller(Role.CHAIR, user=f"chair-{number}", clearances=VICTIM_CLEARED) for number in range(4)]
    path = f"/linkage/reviews/{review_of(desks[0], 'chester-housing:T1')['id']}/decisions"

    def decide(desk: Desk) -> int:
        return desk.post(path, json={"decision": "accept", "version": 1}).status_code

    with ThreadPoolExecutor(len(desks)) as pool:
        assert sorted(pool.map(decide, desks)) == [200, 409, 409, 409]
    assert VERA not in pairs(desks[0])


def test_a_second_opinion_makes_a_new_version(service: Service) -> None:
    desk = service.caller(Role.COORDINATOR, user="a", clearances=VICTIM_CLEARED)
    review = review_of(desk, "chester-housing:T2")
    path = f"/linkage/reviews/{review['id']}/decisions"
    read = desk.get(f"/linkage/reviews/{review['id']}").headers["etag"]
    told = desk.post(path, json={"decision": "second_opinion", "opinion": "same", "note": "a cousin?"}).json()
    assert (told["status"], told["version"]) == ("waiting", 2)
    assert told["secondOpinion"] == {"askedBy": "a", "opinion": "same", "note": "a cousin?"}
    assert is_problem(desk.post(path, json={"decision": "unsure", "version": 1}), 409)
    assert is_problem(desk.post(path, headers={"If-Match": read}, json={"decision": "unsure"}), 409)
    uncleared = service.caller(Role.COORDINATOR).get(f"/linkage/reviews/{review['id']}")
    assert (uncleared.json()["secondOpinion"]["note"], "cousin" in uncleared.text) == ("", False)
    assert desk.post(path, json={"decision": "unsure", "version": 2}).json()["decision"] == "unsure"


def test_who_may_not_know_of_a_review_may_not_decide_it(service: Service) -> None:
    cleared = service.caller(Role.CHAIR, clearances=VICTIM_CLEARED)
    review = review_of(cleared, "chester-housing:T1")
    path = f"/linkage/reviews/{review['id']}/decisions"
    for desk in (service.caller(Role.CHAIR), service.caller(Role.CHAIR, areas=("kent",), clearances=VICTIM_CLEARED)):
        assert is_problem(desk.post(path, json={"decision": "accept"}), 404)
    assert pairs(cleared)[0] == VERA


@pytest.mark.parametrize(
    "body",
    [{}, {"decision": "maybe"}, {"decision": "accept", "version": 0}, {"decision": "accept", "x": 1},
     {"decision": "accept", "note": "x" * 4001}, {"decision": "second_opinion", "opinion": "perhaps"}],
)  # fmt: skip
def test_a_decision_that_is_none_is_a_problem(unchanged: Service, body: dict[str, Any]) -> None:
    desk = unchanged.caller(Role.CHAIR, clearances=VICTIM_CLEARED)
    review = review_of(desk, "chester-housing:T1")
    assert is_problem(desk.post(f"/linkage/reviews/{review['id']}/decisions", json=body), 422)


LISTS = (
    "/people", "/people?q=bert", "/people?q=verity", "/people?q=vane", "/people?ref=cheshire-police:V1", "/cases",
    "/cases/M-2", "/cases/M-2/network", "/cases/M-2/map.txt", "/cases/M-2/map.svg", "/flags", "/flags?caseRef=M-2",
    "/transfers", "/linkage/reviews",
)  # fmt: skip
OF_THE_VICTIM = ("Vera", "Vane", "Verity", "cheshire-police:V1", "CH1 1AA", "1 Invented Row")


def test_of_somebody_who_is_victim_and_offender_no_list_of_offenders_tells_what_the_victim_told(
    service: Service,
) -> None:
    """Joined, Vera, Abel's victim in Cheshire, is Bert, a nominal on Merseyside: one person with two roles."""
    cleared = service.caller(Role.CHAIR, areas=("*",), clearances=VICTIM_CLEARED)
    items = cleared.get("/linkage/reviews").json()["items"]
    review = next(one for one in items if {side["ref"] for side in one["records"]} == BOTH)
    told = cleared.post(f"/linkage/reviews/{review['id']}/decisions", json={"decision": "accept"})
    assert told.status_code == 200, told.text
    (found,) = cleared.get("/people", q="verity").json()["items"]
    assert (set(found["roles"]), set(found["refs"])) == ({"nominal", "victim"}, BOTH)
    for areas in (("merseyside",), ("cheshire", "merseyside"), ("*",)):
        desk = service.caller(Role.CHAIR, areas=areas)
        for path in (*LISTS, f"/people/{found['id']}"):
            answer = service.client.get(f"/api/v1{path}", headers=desk.headers)
            assert answer.status_code == 200, (path, answer.text)
            for word in OF_THE_VICTIM:
                assert word not in answer.text, (areas, path, word)
        of_nominal = next(one for one in desk.get("/people").json()["items"] if one["id"] == found["id"])
        assert (of_nominal["givenNames"], of_nominal["roles"], of_nominal["refs"]) == (
            "Bert", ["nominal"], ["merseyside-police:N2"],
        )  # fmt: skip
