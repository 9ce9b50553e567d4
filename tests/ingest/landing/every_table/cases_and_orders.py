"""Cases, what the courts imposed, and everything told about either."""

from tests.ingest.landing.every_table.sent import ITS_RECORD, Said, Sent

EPISODE = ("2025-01-15", "2027-01-15")
SQUARE = "POLYGON ((349000 361000, 350000 361000, 350000 360000, 349000 360000, 349000 361000))"
"""The ring below in its normal form: begun at the same corner and run the same way round, however it was drawn."""

RING = [[349000, 360000], [350000, 360000], [350000, 361000], [349000, 361000], [349000, 360000]]
_SERIOUS = {"children": "low", "public": "medium", "known_adult": "high", "staff": "very_high", "prisoners": "low"}

MAPPA = (
    Sent(
        "mappa_cases", "C1|2025-01-15",
        {"case_ref": "C1", "person_ref": "P1", "kind": "potentially_dangerous_person", "area": "cheshire",
         "category": 2, "level": 3, "level_reason": "imminent", "lead_agency_ref": "police",
         "visor_owner_area": "merseyside", "critical_public_protection_case": True, "valid_from": EPISODE[0],
         "valid_to": EPISODE[1], "next_review_on": "2026-04-01"},
        (Said("SUBJECT_OF", "P1", "C1", "kind area category level level_reason visor_owner_area "
              "critical_public_protection_case next_review_on", holds=EPISODE),
         Said("MANAGED_IN", "C1", "cheshire", holds=EPISODE),
         Said("LEADS", "police", "C1", holds=EPISODE)),
    ),
    Sent(
        "risk_assessments", "P1|2026-01-10",
        {"person_ref": "P1", "assessed_on": "2026-01-10", "tool": "OASys", **_SERIOUS},
        (Said("ASSESSED_AS", "P1", "county:risk_assessments:P1|2026-01-10",
              "assessed_on tool children public known_adult staff prisoners"),),
    ),
    Sent(
        "risk_plans", "RP1",
        {"plan_ref": "RP1", "case_ref": "C1", "agreed_on": "2026-01-12", "supervision": "weekly",
         "monitoring_and_control": "tag", "interventions_and_treatment": "programme", "victim_safety": "alarm",
         "contingency": "recall"},
        (Said("MANAGED_UNDER", "C1", "county:RP1", "agreed_on supervision monitoring_and_control "
              "interventions_and_treatment victim_safety contingency"),),
    ),
    Sent(
        "referrals", "RF1",
        {"referral_ref": "RF1", "person_ref": "P1", "agency_ref": "police", "received_on": "2025-01-02",
         "level_sought": 3, "category": 2, "decision": "accepted", "decided_on": "2025-01-10"},
        (Said("REFERRED_BY", "P1", "county:RF1", "received_on level_sought category decision decided_on"),
         Said("MADE_BY", "county:RF1", "police")),
    ),
    Sent(
        "transfers", "T1",
        {"transfer_ref": "T1", "case_ref": "C1", "kind": "mappa_area", "from_area": "cheshire", "to_area": "gwent",
         "proposed_on": "2026-01-01", "sent_on": "2026-01-02", "acknowledged_on": "2026-01-03",
         "address_checked_on": "2026-01-04", "accepted_on": "2026-01-05", "rejected_on": "2026-01-06",
         "moved_on": "2026-01-07", "completed_on": "2026-01-08", "reason": "family"},
        (Said("TRANSFERRED_BY", "C1", "T1", "kind from_area to_area proposed_on sent_on acknowledged_on "
              "address_checked_on accepted_on rejected_on moved_on completed_on reason"),
         Said("LEAVES", "T1", "cheshire"), Said("ENTERS", "T1", "gwent")),
    ),
)  # fmt: skip

COURT = (
    Sent(
        "sentences", "SE1",
        {"sentence_ref": "SE1", "person_ref": "P1", "offence": "stalking", "offence_group": "stalking",
         "schedule_15": True, "disposal": "custody", "months": 48, "indeterminate": False,
         "sentenced_on": "2023-01-15", "release_on": "2025-01-15", "licence_ends_on": "2027-01-15"},
        (Said("SENTENCED_TO", "P1", "county:SE1", "offence offence_group schedule_15 disposal months indeterminate "
              "sentenced_on release_on licence_ends_on"),),
    ),
    Sent(
        "orders", "O1",
        {"order_ref": "O1", "person_ref": "P1", "kind": "licence", "valid_from": EPISODE[0], "valid_to": EPISODE[1],
         "renewal_decision_on": "2026-12-01"},
        (Said("BOUND_BY", "P1", "O1", "kind renewal_decision_on", holds=EPISODE),),
    ),
    Sent(
        "conditions", "CO1",
        {"condition_ref": "CO1", "order_ref": "O1", "kind": "exclusion_zone", "protected_person_ref": "P2",
         "zone_ref": "Z1", "address_ref": "A2", "site_kind": "playground", "reviewed_on": "2026-02-02",
         "days": "monday;friday", "from_time": "21:30", "to_time": "06:00", "text": "keep out"},
        (Said("IMPOSES", "O1", "county:CO1", "kind site_kind reviewed_on days from_time to_time text"),
         Said("PROTECTS", "county:CO1", "P2"), Said("BOUNDED_BY", "county:CO1", "Z1"),
         Said("NAMES", "county:CO1", "A2")),
    ),
    Sent(
        "zones", "Z1",
        {"zone_ref": "Z1", "name": "Around the mill", "valid_from": EPISODE[0], "valid_to": EPISODE[1]},
        (Said("DRAWN_AS", "Z1", ITS_RECORD, "name", {"geometry": SQUARE}, holds=EPISODE),),
    ),
    Sent(
        "events", "E1",
        {"event_ref": "E1", "person_ref": "P1", "kind": "release", "on": "2025-01-15"},
        (Said("UNDERWENT", "P1", "county:E1", "kind", {"happened_on": "2025-01-15"}),),
    ),
    Sent(
        "notifications", "P1|annual|2026-01-20",
        {"person_ref": "P1", "kind": "annual", "due_on": "2026-01-20", "made_on": "2026-01-19"},
        (Said("MUST_NOTIFY", "P1", "county:notifications:P1|annual|2026-01-20", "kind due_on made_on"),),
    ),
)  # fmt: skip

MARAC = (
    Sent(
        "marac_cases", "M1",
        {"marac_ref": "M1", "area": "cheshire", "referred_on": "2025-11-01", "incident_on": "2025-10-30",
         "heard_on": "2025-11-20", "closed_on": "2026-02-20", "dash_score": 17},
        (Said("HEARD_IN", "M1", "cheshire", "referred_on incident_on heard_on closed_on dash_score"),),
    ),
    Sent(
        "marac_people", "M1|P2|victim",
        {"marac_ref": "M1", "person_ref": "P2", "role": "victim"},
        (Said("NAMED_IN", "P2", "M1", "role"),),
    ),
    Sent(
        "information_shares", "IS1",
        {"share_ref": "IS1", "case_ref": "C1", "marac_ref": "M1", "shared_on": "2025-11-21",
         "from_agency_ref": "police", "to_agency_ref": "police", "lead_forum": "mappa", "what": "minutes"},
        (Said("SHARES", "county:IS1", "C1", "shared_on from_agency_ref to_agency_ref lead_forum what"),
         Said("SHARES_ABOUT", "county:IS1", "M1")),
    ),
    Sent(
        "assignments", "W1|key_worker|P1|C1|M1|2025-01-15",
        {"worker_ref": "W1", "role": "key_worker", "person_ref": "P1", "case_ref": "C1", "marac_ref": "M1",
         "valid_from": EPISODE[0], "valid_to": EPISODE[1]},
        tuple(Said("ASSIGNED_TO", "county:W1", whom, "role", holds=EPISODE) for whom in ("P1", "C1", "M1")),
    ),
)  # fmt: skip

ROWS = (*MAPPA, *COURT, *MARAC)
