"""The other things of drawn cases: MARAC cases, meetings, transfers, disclosures, sites, zones."""

from tests.service.rules.builders import LONG_AGO, Piece, Row, Zone
from tests.service.rules.places import Place


def a_row(table: str, **cells: str) -> Piece:
    """Say one row."""
    return Piece((Row(table, cells),))


def a_marac(name: str = "M", referred: str = "2026-03-10", area: str = "cheshire", **people: str) -> Piece:
    """Say a MARAC case and who is in it: `victim="Vera"`, several as `victim="Vera Wilma"`; days as `closed_on`."""
    days = {key: people.pop(key) for key in ("incident_on", "closed_on", "heard_on") if key in people}
    case = Row("marac_cases", {"marac_ref": f"~{name}", "area": area, "referred_on": referred} | days)
    named = [
        Row("marac_people", {"marac_ref": f"~{name}", "person_ref": f"~{person}", "role": role})
        for role, persons in people.items()
        for person in persons.split()
    ]
    return Piece((case, *named))


def a_share(on: str, marac: str = "M", case: str = "C") -> Piece:
    """Say that something was shared between a case and a MARAC case."""
    return a_row("information_shares", share_ref="~share", case_ref=f"~{case}", marac_ref=f"~{marac}", shared_on=on)


def a_meeting(on: str, *invited: str, case: str = "C", name: str = "") -> Piece:
    """Say that a case is met about on a day, held or planned, and which agencies are invited."""
    ref = f"~meeting-{name or on}"
    meeting = Row("meetings", {"meeting_ref": ref, "case_ref": f"~{case}", "held_on": on})
    return Piece((meeting, *(Row("invites", {"meeting_ref": ref, "agency_ref": agency}) for agency in invited)))


def a_disclosure(on: str, case: str = "C", decision: str = "none") -> Piece:
    """Say that disclosure was decided on."""
    return a_row("disclosures", disclosure_ref="~disclosure", case_ref=f"~{case}", decided_on=on, decision=decision)


def a_transfer(proposed: str, to: str = "merseyside", name: str = "T", **cells: str) -> Piece:
    """Say that a case is to move to another area; `address_checked_on` and other days as cells."""
    ends = {"from_area": "cheshire", "to_area": to, "kind": "mappa_area", "case_ref": "~C"}
    return a_row("transfers", transfer_ref=f"~{name}", proposed_on=proposed, **ends | cells)


def a_site(kind: str, place: Place, name: str = "S") -> Piece:
    """Say that there is a site at an address."""
    row = Row("sites", {"site_ref": f"~{name}", "name": "Quorwick", "kind": kind, "address_ref": f"~{place.name}"})
    return Piece((row,), (place,))


def a_zone(
    east: int = 0, half: int = 300, valid_from: str = LONG_AGO, valid_to: str = "", area: str = "cheshire"
) -> Piece:
    """Say where the zone Z lies."""
    return Piece(zones=(Zone("Z", east, half, valid_from, valid_to, area),))


def an_adviser(since: str = LONG_AGO, until: str = "", role: str = "idva", **of: str) -> Piece:
    """Say that the worker is assigned in a role, `marac_ref="~M"` or `case_ref="~C"`."""
    return a_row("assignments", worker_ref="worker", role=role, valid_from=since, valid_to=until, **of)
