"""A small case told by two agencies: a nominal, his victim and her child, a partner, an associate, key workers."""

import json

from tests.feed_builder import FeedBuilder, a_feed

CASE, OTHER_CASE, MARAC, OTHER_MARAC = "CASE-1", "CASE-2", "24/118", "24/777"
NOMINAL, VICTIM, CHILD = "Alder Nominal", "Bryony Harmed", "Cicely Harmed"
VICTIM_PLACE, VICTIM_POSTCODE, ZONE = "9 Hidden Row", "CH3 9FT", "Around Hidden Row"
PHONE, WORKER = "01632 960111", "Wren Worker"
RECEIVED = "2026-02-02"


def person(ref: str, name: str, born: str = "1980-01-01", **cells: str) -> dict[str, str]:
    """Return a row of a person with this name."""
    given, family = name.split(" ", 1)
    return {"person_ref": ref, "given_names": given, "family_name": family, "date_of_birth": born, **cells}


def address(ref: str, line: str, postcode: str, at: tuple[int, int], **cells: str) -> dict[str, str]:
    """Return a row of an address: house, street, postcode, position in metres."""
    house, street = line.split(" ", 1)
    position = {"easting": str(at[0]), "northing": str(at[1])}
    parts = {"primary_name": house, "street": street, "town": "Cutterby", "postcode": postcode}
    return {"address_ref": ref, **parts, **position, **cells}


def home(who: str, where: str, kind: str = "home", since: str = "2020-01-01") -> dict[str, str]:
    """Return a row of a residence."""
    return {"person_ref": who, "address_ref": where, "kind": kind, "valid_from": since}


def tie(start: str, kind: str, end: str, since: str = "2020-01-01", **cells: str) -> dict[str, str]:
    """Return a row of a relationship."""
    return {"from_ref": start, "to_ref": end, "kind": kind, "valid_from": since, **cells}


def zone(ref: str, name: str, west: int, south: int) -> dict[str, object]:
    """Return a square zone of a kilometre, as a feature."""
    ring = [(west, south), (west + 1000, south), (west + 1000, south + 1000), (west, south + 1000), (west, south)]
    return {
        "type": "Feature",
        "properties": {"zone_ref": ref, "name": name},
        "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in ring]]},
    }


def zones(*features: dict[str, object]) -> dict[str, object]:
    """Return zones.geojson."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    return {"type": "FeatureCollection", "crs": crs, "features": list(features)}


def probation() -> FeedBuilder:
    """Return the feed of probation: the case, the people around it, the order and who works on it."""
    feed = a_feed("probation", RECEIVED)
    feed = feed.having(
        "agencies",
        {
            "agency_ref": "probation",
            "name": "Probation Service",
            "kind": "probation",
            "duty": "responsible_authority",
            "spoc_name": "Desk Duty",
            "spoc_phone": "01632 960222",
        },
    )
    feed = feed.having(
        "key_workers",
        {
            "worker_ref": "W1",
            "name": WORKER,
            "agency_ref": "probation",
            "phone": PHONE,
            "email": "w1@probation.example",
        },
        {"worker_ref": "W2", "name": "Sable Social", "agency_ref": "probation", "phone": "01632 960333"},
    )
    feed = feed.having(
        "persons",
        person("N", NOMINAL, visor_record="yes"),
        person("V", VICTIM, "1985-02-02"),
        person("C", CHILD, "2016-03-03"),
        person("P", "Dale Partner"),
        person("A", "Elm Associate"),
        person("S", "Fern Harmed", "1987-07-07"),
    )
    feed = feed.having(
        "addresses",
        address("AN", "1 Open Street", "CH1 2NA", (340000, 366000)),
        address("AV", VICTIM_PLACE, VICTIM_POSTCODE, (349405, 360331)),
        address("AS", "77 Sister Lane", "CH3 9FT", (349500, 360400)),
    )
    feed = feed.having(
        "residences", home("N", "AN"), home("V", "AV"), home("C", "AV"), home("S", "AS"), home("P", "AN")
    )
    feed = feed.having(
        "relationships",
        tie("V", "victim_of", "N", "2024-05-05", offence="stalking"),
        tie("V", "parent_of", "C"),
        tie("P", "partner_of", "N"),
        tie("A", "associate_of", "N", statement_ref="tie-7"),
        tie("S", "sibling_of", "V"),
    )
    case = {
        "case_ref": CASE,
        "person_ref": "N",
        "area": "cheshire",
        "category": "2",
        "level": "2",
        "lead_agency_ref": "probation",
        "visor_owner_area": "gwent",
        "next_review_on": "2026-06-01",
    }
    feed = feed.having(
        "mappa_cases",
        {**case, "level": "3", "valid_from": "2024-01-01", "valid_to": "2025-01-01"},
        {**case, "valid_from": "2025-01-01"},
        {"case_ref": OTHER_CASE, "person_ref": "A", "area": "merseyside", "level": "1", "valid_from": "2023-01-01"},
    )
    feed = feed.having("orders", {"order_ref": "O1", "person_ref": "N", "kind": "licence", "valid_from": "2025-01-01"})
    feed = feed.having(
        "conditions",
        {
            "condition_ref": "CO1",
            "order_ref": "O1",
            "kind": "exclusion_zone",
            "zone_ref": "Z1",
            "protected_person_ref": "V",
        },
        {"condition_ref": "CO2", "order_ref": "O1", "kind": "curfew"},
    )
    feed = feed.having("risk_plans", {"plan_ref": "RP1", "case_ref": CASE, "agreed_on": "2026-01-05"})
    feed = feed.having(
        "assignments",
        {"worker_ref": "W1", "role": "community_offender_manager", "case_ref": CASE},
        {"worker_ref": "W2", "role": "social_worker", "person_ref": "C"},
    )
    return feed.with_zones(zones(zone("Z1", ZONE, 349000, 360000)))  # fmt: skip


def marac() -> FeedBuilder:
    """Return the feed of a MARAC: the couple's case."""
    feed = a_feed("cheshire-marac", RECEIVED)
    feed = feed.having("persons", person("MV", VICTIM, "1985-02-02"), person("MN", NOMINAL))
    feed = feed.having("marac_cases", {"marac_ref": MARAC, "area": "cheshire", "referred_on": "2026-01-10"})
    return feed.having(
        "marac_people",
        {"marac_ref": MARAC, "person_ref": "MV", "role": "victim"},
        {"marac_ref": MARAC, "person_ref": "MN", "role": "perpetrator"},
    )


def joined(feed: FeedBuilder, **numbers: str) -> FeedBuilder:
    """Return a feed whose people have these PNC numbers, so that agencies' records of them are one person."""
    rows = tuple(row | ({"pnc": numbers[row["person_ref"]]} if row["person_ref"] in numbers else {})
                 for row in feed.tables["persons"])  # fmt: skip
    return FeedBuilder(
        feed.agency, feed.received, feed.manifest, {**feed.tables, "persons": rows}, feed.heads, feed.zones
    )


PNC_N, PNC_V = "2099/0000043C", "2099/0000051L"


def story() -> tuple[FeedBuilder, ...]:
    """Return both feeds, the nominal and the victim joined across them."""
    return joined(probation(), N=PNC_N, V=PNC_V), joined(marac(), MN=PNC_N, MV=PNC_V)


def text_of(json_form: object) -> str:
    """Return JSON as text, for looking for what must not be in it."""
    return json.dumps(json_form, ensure_ascii=False, sort_keys=True, indent=1)
