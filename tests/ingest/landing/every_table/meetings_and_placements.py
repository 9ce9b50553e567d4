"""Meetings and what they decide, and accommodation arranged."""

from tests.ingest.landing.every_table.sent import Said, Sent

MEETINGS = (
    Sent(
        "meetings", "ME1",
        {"meeting_ref": "ME1", "case_ref": "C1", "level": 3, "kind": "review", "held_on": "2026-02-10",
         "area": "cheshire", "chair_ref": "W1", "minutes_issued_on": "2026-02-15", "category_decided": 2,
         "level_decided": 2, "rationale": "settled", "dissent": "none"},
        (Said("REVIEWS", "ME1", "C1", "level kind held_on area minutes_issued_on category_decided level_decided "
              "rationale dissent"),
         Said("CHAIRS", "county:W1", "ME1")),
    ),
    Sent(
        "invites", "ME1|police",
        {"meeting_ref": "ME1", "agency_ref": "police", "worker_ref": "W1", "sent_on": "2026-01-20",
         "reply": "attending", "attended": True, "report_received": False, "absence_reason": "court"},
        (Said("INVITED_TO", "police", "ME1", "sent_on reply attended report_received absence_reason",
              {"worker_ref": "county:W1"}),),
    ),
    Sent(
        "actions", "AC1",
        {"action_ref": "AC1", "meeting_ref": "ME1", "agency_ref": "police", "worker_ref": "W1", "concerns_ref": "P2",
         "pillar": "victim_safety", "text": "fit an alarm", "due_on": "2026-03-01", "closed_on": "2026-02-28"},
        (Said("SETS", "ME1", "county:AC1", "pillar text due_on closed_on"),
         Said("OWNS", "police", "county:AC1"), Said("OWNS", "county:W1", "county:AC1"),
         Said("CONCERNS", "county:AC1", "P2")),
    ),
    Sent(
        "disclosures", "D1",
        {"disclosure_ref": "D1", "case_ref": "C1", "meeting_ref": "ME1", "decided_on": "2026-02-10",
         "decision": "agency_disclosure", "reason": "new partner", "recipient": "the partner", "due_on": "2026-02-20",
         "made_on": "2026-02-18", "undertaking_signed": True, "offender_told": False},
        (Said("DISCLOSES", "C1", "county:D1", "decided_on decision reason recipient due_on made_on "
              "undertaking_signed offender_told"),
         Said("DECIDED_AT", "county:D1", "ME1")),
    ),
)  # fmt: skip

PLACEMENTS = (
    Sent(
        "placements", "PL1",
        {"placement_ref": "PL1", "person_ref": "P1", "address_ref": "A1", "scheme": "cas3",
         "referred_on": "2024-12-01", "starts_on": "2025-01-15", "ends_on": "2025-04-09",
         "approvals": "head_of_pdu;regional_director", "decision": "conditional", "decided_on": "2024-12-10",
         "move_on_address_ref": "A2"},
        (Said("PLACED_IN", "P1", "county:PL1",
              "scheme referred_on starts_on ends_on approvals decision decided_on"),
         Said("PLACED_AT", "county:PL1", "A1"), Said("MOVES_ON_TO", "county:PL1", "A2")),
    ),
)  # fmt: skip

ROWS = (*MEETINGS, *PLACEMENTS)
