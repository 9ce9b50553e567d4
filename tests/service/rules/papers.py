"""What meetings leave on paper in drawn cases: invitations, minutes, actions, referrals; and sentences and orders."""

from tests.service.rules.builders import LONG_AGO, Piece, Row
from tests.service.rules.things import a_row


def a_review(on: str, name: str = "", case: str = "C", **cells: str) -> Piece:
    """Say that a case was met about, with what the minutes say: `minutes_issued_on`, `level_decided`, ..."""
    meeting = {"meeting_ref": f"~meeting-{name or on}", "case_ref": f"~{case}", "held_on": on}
    return a_row("meetings", **meeting | cells)


def full_minutes(on: str, issued: str, name: str = "", **cells: str) -> Piece:
    """Say that a case was met about, and that the minutes lack nothing unless told otherwise."""
    said = {"minutes_issued_on": issued, "category_decided": "2", "level_decided": "2", "rationale": "Because."}
    return a_review(on, name, **said | cells)


def an_invite(meeting: str, agency: str, **cells: str) -> Piece:
    """Say that an agency is invited to a meeting, and how it replied."""
    return a_row("invites", meeting_ref=f"~meeting-{meeting}", agency_ref=agency, **cells)


def an_action(due: str, name: str = "ACT", meeting: str = "2026-03-01", **cells: str) -> Piece:
    """Say that a meeting set an action; `concerns="Vera"` says whom it protects."""
    if who := cells.pop("concerns", ""):
        cells["concerns_ref"] = f"~{who}"
    return a_row("actions", action_ref=f"~{name}", meeting_ref=f"~meeting-{meeting}", due_on=due, **cells)


def a_referral(of: str, received: str, name: str = "R", **cells: str) -> Piece:
    """Say that somebody was referred."""
    return a_row("referrals", referral_ref=f"~{name}", person_ref=f"~{of}", received_on=received, **cells)


def a_sentence(of: str = "Adam", name: str = "S", **cells: str) -> Piece:
    """Say a sentence, by default four years of custody for wounding, passed in 2022."""
    told = {"sentence_ref": f"~{name}", "person_ref": f"~{of}", "offence": "wounding", "offence_group": "violent",
            "schedule_15": "yes", "disposal": "custody", "months": "48", "sentenced_on": "2022-03-01"}  # fmt: skip
    return a_row("sentences", **told | cells)


def an_order(kind: str, of: str = "Adam", since: str = "2025-01-01", until: str = "", name: str = "") -> Piece:
    """Say that somebody is bound by an order."""
    cells = {"order_ref": f"~{name or kind}", "person_ref": f"~{of}", "kind": kind}
    return a_row("orders", valid_from=since, valid_to=until, **cells)


def a_worker(
    role: str, on: str = "case", who: str = "worker", since: str = LONG_AGO, until: str = "", of: str = ""
) -> Piece:
    """Say that somebody is assigned in a role to the case C, or `of` names the person or another case."""
    whose = {"case_ref": f"~{of or 'C'}"} if on == "case" else {"person_ref": f"~{of or 'Adam'}"}
    row = {"worker_ref": who, "role": role, "valid_from": since, "valid_to": until}
    return a_row("assignments", **row | whose)


def key_workers(*refs: str) -> Piece:
    """Say that there are key workers of these references."""
    return Piece(tuple(
        Row("key_workers", {"worker_ref": f"~{ref}", "name": f"Worker {ref}", "agency_ref": "cheshire-police"})
        for ref in refs
    ))  # fmt: skip
