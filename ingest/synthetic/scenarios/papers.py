"""What scenarios about records need beside what every scenario needs: workers, meetings, actions, referrals."""

from ingest.synthetic.agencies import Role
from ingest.synthetic.scenarios.stage import Who
from ingest.synthetic.scenarios.story import Story

LED_BY = "community_offender_manager"


def assign(s: Story, role: str, worker: str = "", *, since: int = 300, until: int | None = None, **whose: str) -> str:
    """Let somebody of probation, new unless named, work in a role with the case or with whom `whose` names."""
    name = worker or s.name("Y")
    if not worker:
        row = {"name": "Quorva Thripwell", "email": f"{name.lower()}@example.com"}
        s.say("key_workers", Role.PROBATION, worker_ref=name, agency_ref=s.stage.agency_ref(Role.PROBATION), **row)
    days = {"valid_from": s.day(since), "valid_to": "" if until is None else s.day(until)}
    s.say("assignments", Role.PROBATION, worker_ref=name, role=role, **days, **(whose or {"case_ref": s.case_ref}))
    return name


def met(s: Story, held: int, **cells: str) -> str:
    """Let the case be met about so many days ago, or ahead; return the meeting's name."""
    meeting = s.name("G")
    row = {"kind": "review", "level": "2", "area": s.stage.area, **cells}
    s.say("meetings", Role.PROBATION, meeting_ref=meeting, case_ref=s.case_ref, held_on=s.day(held), **row)
    return meeting


def act(s: Story, meeting: str, due: int, **cells: str) -> str:
    """Let a meeting set an action, due so many days ago; return it as a finding names it."""
    action = s.name("X")
    s.say("actions", Role.PROBATION, action_ref=action, meeting_ref=meeting, due_on=s.day(due), **cells)
    return f"{s.stage.agency_ref(Role.PROBATION)}:{action}"


def refer(s: Story, who: Who, received: int, **cells: str) -> str:
    """Let probation refer somebody, so many days ago; return the referral as a finding names it."""
    referral = s.name("R")
    ends = {"referral_ref": referral, "person_ref": s.ref(who, Role.PROBATION), "received_on": s.day(received)}
    s.say("referrals", Role.PROBATION, agency_ref=s.stage.agency_ref(Role.PROBATION), level_sought="2", **ends, **cells)
    return f"{s.stage.agency_ref(Role.PROBATION)}:{referral}"


def invite(s: Story, meeting: str, by: Role, sent: int, **cells: str) -> str:
    """Invite an agency to a meeting, so many days ago; return the agency as a finding names it."""
    agency = s.stage.agency_ref(by)
    s.say("invites", Role.PROBATION, meeting_ref=meeting, agency_ref=agency, sent_on=s.day(sent), **cells)
    return agency


def minute(s: Story, held: int, issued: int, **cells: str) -> str:
    """Let the case be met about, with minutes that lack nothing but a disclosure; return the meeting's name."""
    said = {"category_decided": "2", "level_decided": "2", "rationale": "The lowest level that can be defended."}
    return met(s, held, minutes_issued_on=s.day(issued), **said | cells)


def decide(s: Story, meeting: str, held: int) -> None:
    """Let a meeting decide that nothing is disclosed."""
    whose = {"disclosure_ref": s.name("D"), "case_ref": s.case_ref, "meeting_ref": meeting}
    s.say("disclosures", Role.PROBATION, decided_on=s.day(held), decision="none", **whose)
