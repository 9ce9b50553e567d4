"""The audit over the API: for auditors, page by page, and recorded itself."""

from service.access import Role
from tests.service.api.conftest import Service
from tests.service.api.test_gate import is_problem


def test_an_auditor_reads_who_asked_what_and_that_is_recorded_too(area: Service) -> None:
    area.caller(Role.CHAIR, user="read-by-auditor").get("/cases/M-1/network")
    auditor = area.caller(Role.AUDITOR, user="auditor-1", purpose="audit")
    (entry,) = auditor.get("/audit", who="read-by-auditor").json()["items"]
    assert (entry["action"], entry["caseRef"], entry["outcome"], entry["purpose"]) == (
        "read_network", "M-1", "answered", "review",
    )  # fmt: skip
    last = area.entries()[-1]
    assert (last.who, last.action, last.things) == ("auditor-1", "read_audit", (f"entry {entry['number']}",))


def test_pages_of_the_audit_do_not_overlap_while_more_is_recorded(area: Service) -> None:
    auditor = area.caller(Role.AUDITOR)
    for _ in range(6):
        auditor.get("/rules", limit=1)
    first = auditor.get("/audit", limit=3).json()
    second = auditor.get("/audit", limit=3, cursor=first["nextCursor"]).json()
    numbers = [entry["number"] for page in (first, second) for entry in page["items"]]
    assert numbers == sorted(set(numbers), reverse=True)


def test_an_auditor_reads_nothing_else(area: Service) -> None:
    auditor = area.caller(Role.AUDITOR, areas=("*",))
    for path in ("/people", "/cases", "/cases/M-1", "/flags", "/transfers", "/feeds", "/statistics"):
        assert is_problem(auditor.get(path), 403)
    for role in set(Role) - {Role.AUDITOR}:
        assert is_problem(area.caller(role, areas=("*",)).get("/audit"), 403)


def test_moments_without_a_zone_are_refused(area: Service) -> None:
    auditor = area.caller(Role.AUDITOR)
    assert is_problem(auditor.get("/audit", since="2026-01-01T00:00:00"), 422)
    assert auditor.get("/audit", since="2026-01-01T00:00:00Z", until="2026-01-02T00:00:00Z").json()["items"] == []
