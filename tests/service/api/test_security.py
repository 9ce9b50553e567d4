"""What the audit gives away about those who ask, for auditors alone."""

from service.access import Role
from service.policy import load_policy
from service.security.catalogue import OF_A_CASE_BY_ONE, TURNED_AWAY_FROM_ONE
from tests.service.api.conftest import Service
from tests.service.api.test_gate import is_problem

POLICY = load_policy()


def test_an_auditor_reads_who_keeps_asking_and_nobody_else_does(area: Service) -> None:
    prying = area.caller(Role.PRACTITIONER, user="prying-1")
    for _ in range(POLICY.whole(TURNED_AWAY_FROM_ONE)):
        assert prying.get("/cases/M-2/network").status_code == 404
    question = {"caseRef": "M-1", "addressId": "cheshire-police:A1", "reason": "A flat is free"}
    for _ in range(POLICY.whole(OF_A_CASE_BY_ONE)):
        area.caller(Role.PRACTITIONER, user="asking-1").post("/placement-checks", json=question)
    auditor = area.caller(Role.AUDITOR, purpose=None)
    response = auditor.get("/security/findings", limit=200)
    assert response.status_code == 200, response.text
    told = {(one["pattern"], *one["who"]): one for one in response.json()["items"]}
    away = told["turned_away_from_a_case", "prying-1"]
    assert (away["rule"], away["caseRef"], away["count"]) == ("SEC-02", "M-2", POLICY.whole(TURNED_AWAY_FROM_ONE))
    often = told["one_case", "asking-1"]
    assert (often["rule"], often["caseRef"], often["area"]) == ("SEC-01", "M-1", "cheshire")
    for secret in ("Invented Row", "CH1 1AA", "Vane", "cheshire-police:A1"):
        assert secret not in response.text
    entry = area.entries()[-1]
    assert (entry.action, entry.outcome) == ("read_security", "answered")
    for role in set(Role) - {Role.AUDITOR}:
        assert is_problem(area.caller(role).get("/security/findings"), 403)


def test_what_came_before_the_moment_asked_about_is_left_out(area: Service) -> None:
    auditor = area.caller(Role.AUDITOR, purpose=None)
    told = auditor.get("/security/findings", since="2999-01-01T00:00:00Z").json()
    assert told == {"items": [], "nextCursor": None}
    assert is_problem(auditor.get("/security/findings", since="2026-01-01"), 422)
