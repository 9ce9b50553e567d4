"""Feeds of small areas drawn from a seed, crowded at the edges of the rules: the day itself, the metre itself."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from tests.feed_builder import FeedBuilder, a_feed

DAY = date(2026, 6, 1)
PEOPLE, ADDRESSES, SITES, CASES, MARACS, ZONES = 30, 16, 8, 9, 8, 4
JOINED = 24
"""So many of each agency's people have a number that joins them to the other's."""

EAST, NORTH = 334000, 366000
"""A corner of Cheshire beside North Wales, British National Grid metres."""
METRES = (0, 0, 100, 101, 141, 399, 400, 401, 500, 501, 999, 1000, 1001, 1200)
AROUND = (
    -400, -366, -365, -364, -91, -90, -89, -60, -32, -31, -30, -29, -28, -27, -16, -15, -14, -13, -11, -10, -9, -1,
    0, 1, 20,
)  # fmt: skip
"""Days from DAY, most of them such as a rule turns at."""

AGES = (
    ("17", "2026-05-01"), ("16", "2025-06-02"), ("16", "2025-05-31"), ("18", "2026-01-01"), ("9", "2024-02-29")
)  # fmt: skip
"""Ages and the days on which they were recorded: some settle who is a child on DAY, some do not."""

POSTCODES = ("CH1 6HX", "CH5 3TZ", "CH4 9QS", "CH1 4BJ", "ZZ99 3WZ", "")
AREAS = ("cheshire", "cheshire", "north-wales", "merseyside")
DISTRICTS = ("E06000050", "W06000005")
RELATIONS = (
    *["victim_of"] * 6, *["parent_of"] * 4, "partner_of", "partner_of", "sibling_of", "relative_of", "non_associate_of",
    "co_defendant_of", "in_contact_with", "in_contact_with",
)  # fmt: skip
Row = dict[str, str]


def draw_area(seed: int) -> list[FeedBuilder]:
    """Return four feeds of two agencies, the later two correcting rows of the earlier and taking some back."""
    chance = Random(seed)
    first, second = _feed(chance, "cheshire-police", "2026-03-02"), _feed(chance, "probation", "2026-03-03")
    third, fourth = _feed(chance, "cheshire-police", "2026-05-20"), _feed(chance, "probation", "2026-05-21")
    taken = [row["statement_ref"] for row in first.tables["relationships"][:2]]
    third = third.having("withdrawals", *({"table": "relationships", "key": ref} for ref in taken))
    return [first, second, third, fourth.having("withdrawals", {"table": "persons", "key": f"P{chance.randrange(9)}"})]


def _feed(chance: Random, agency: str, received: str) -> FeedBuilder:
    feed = a_feed(agency, received).saying(synthetic=True).having("agencies", *_agencies(agency))
    workers = [{"worker_ref": f"W{n}", "name": f"Worker {n}", "agency_ref": agency} for n in range(3)]
    feed = feed.having("key_workers", *workers)
    feed = feed.having("persons", *(_person(chance, number, agency) for number in range(PEOPLE)))
    feed = feed.having("addresses", *(_address(chance, number) for number in range(ADDRESSES)))
    feed = feed.having("residences", *(_residence(chance, n) for n in range(45)))
    feed = feed.having("relationships", *(_relation(chance, n) for n in range(45)))
    feed = _with_cases(chance, feed)
    feed = _with_maracs(chance, feed)
    feed = _with_orders(chance, feed)
    return feed.with_zones(_zones(chance))


def _agencies(sender: str) -> list[Row]:
    children = [
        {"agency_ref": f"cs-{code.lower()}", "name": f"Children {code}", "kind": "childrens_services",
         "local_authority": code, "duty": "duty_to_cooperate"}
        for code in DISTRICTS
    ]  # fmt: skip
    return [{"agency_ref": sender, "name": sender, "kind": "police", "duty": "responsible_authority"}, *children]


def _person(chance: Random, number: int, agency: str) -> Row:
    born = chance.choice([
        "1985-02-03", "1979-09-09", "2008-06-01", "2008-06-02", "2008-05-31", "2008-02-29", "2015-07-07", "2020-02-29",
        "", "", "",
    ])  # fmt: skip
    row = {
        "person_ref": f"P{number}", "given_names": chance.choice(["Ann", "Bo", ""]),
        "family_name": chance.choice([f"Nobody{agency[:1]}{number}", f"Nobody{number}", ""]), "date_of_birth": born,
        "deceased_on": chance.choice([*[""] * 12, _day(chance)]), "crn": f"X{number:06d}" if number < JOINED else "",
    }  # fmt: skip
    if not born:
        row |= chance.choice([
            {}, {"age_recorded": "17"},
            *({"age_recorded": age, "age_recorded_on": on} for age, on in AGES),
        ])  # fmt: skip
    return row


def _address(chance: Random, number: int) -> Row:
    position = chance.choice([_position(chance), {}, {"easting": str(EAST)}])
    return {
        "address_ref": f"A{number}", "primary_name": chance.choice(["1", "2 Court", "2 court.", f"{number}", ""]),
        "secondary_name": chance.choice(["", "Flat 1", "Flat 2"]),
        "street": chance.choice(["High Street", "high street", ""]),
        "postcode": chance.choice(POSTCODES), **position,
    }  # fmt: skip


def _residence(chance: Random, number: int) -> Row:
    return {
        "statement_ref": f"RS{number}", "person_ref": _one("P", PEOPLE, chance),
        "address_ref": _one("A", ADDRESSES, chance),
        "kind": chance.choice(["home", "home", "home", "staying", "proposed", "visiting", "works_at", "attends"]),
        **_spell(chance),
    }  # fmt: skip


def _relation(chance: Random, number: int) -> Row:
    start, stop = chance.sample(range(PEOPLE), 2)
    kind = chance.choice(RELATIONS)
    if kind == "victim_of":
        stop = chance.randrange(CASES)
    contact = chance.choice(["", "none", "visit"]) if kind == "in_contact_with" else ""
    return {
        "statement_ref": f"RL{number}", "from_ref": f"P{start}", "to_ref": f"P{stop}", "kind": kind,
        "contact_kind": contact, **_spell(chance),
    }  # fmt: skip


def _with_cases(chance: Random, feed: FeedBuilder) -> FeedBuilder:
    episodes = [
        {"case_ref": f"C{n}", "person_ref": f"P{n % 8}", "area": chance.choice(AREAS), "valid_from": start,
         "kind": chance.choice(["mappa", "potentially_dangerous_person"]), "valid_to": stop,
         "level": chance.choice(["1", "2", "3", ""]),
         "visor_owner_area": chance.choice([*[""] * 6, "cheshire", "merseyside"])}
        for n in range(CASES)
        for start, stop in (("2025-01-01", chance.choice(["", "2026-03-01"])), (_day(chance), ""))
    ]  # fmt: skip
    feed = feed.having("mappa_cases", *episodes).having("meetings", *(
        {"meeting_ref": f"M{n}", "case_ref": _one("C", CASES, chance), "held_on": _day(chance)} for n in range(10)
    ))  # fmt: skip
    feed = feed.having("invites", *_many(chance, 8, lambda chance: {
        "meeting_ref": _one("M", 10, chance), "agency_ref": chance.choice([f"cs-{code.lower()}" for code in DISTRICTS]),
    }))  # fmt: skip
    feed = feed.having("disclosures", *(
        {"disclosure_ref": f"D{n}", "case_ref": _one("C", CASES, chance), "decision": "none",
         "decided_on": _day(chance)}
        for n in range(4)
    ))  # fmt: skip
    feed = feed.having("transfers", *(
        {"transfer_ref": f"T{n}", "case_ref": _one("C", CASES, chance),
         "kind": chance.choice(["mappa_area", "temporary"]),
         "from_area": "cheshire", "to_area": chance.choice(AREAS), "proposed_on": _day(chance),
         **{name: chance.choice(["", "", _day(chance)])
            for name in ("address_checked_on", "rejected_on", "completed_on")}}
        for n in range(8)
    ))  # fmt: skip
    return feed.having("risk_assessments", *_many(chance, 10, lambda chance: {
        "person_ref": _one("P", CASES, chance), "assessed_on": _day(chance), "tool": chance.choice("ABCDEFGH"),
        "children": chance.choice(["", "low", "medium", "high", "very_high"]),
    }))  # fmt: skip


def _with_maracs(chance: Random, feed: FeedBuilder) -> FeedBuilder:
    feed = feed.having("marac_cases", *(
        {"marac_ref": f"Q{n}", "area": chance.choice(AREAS), "referred_on": chance.choice(["2025-05-31", _day(chance)]),
         "incident_on": chance.choice(["", "", _day(chance)]), "closed_on": chance.choice(["", "", _day(chance)])}
        for n in range(MARACS)
    ))  # fmt: skip
    feed = feed.having("marac_people", *_many(chance, 24, lambda chance: {
        "marac_ref": _one("Q", MARACS, chance), "person_ref": _one("P", 16, chance),
        "role": chance.choice(["victim", "perpetrator", "child"]),
    }))  # fmt: skip
    feed = feed.having("information_shares", *(
        {"share_ref": f"S{n}", "case_ref": _one("C", CASES, chance), "marac_ref": _one("Q", MARACS, chance),
         "shared_on": _day(chance)}
        for n in range(5)
    ))  # fmt: skip
    feed = feed.having("assignments", *_many(chance, 14, lambda chance: {
        "worker_ref": _one("W", 3, chance),
        "role": chance.choice(["idva", "social_worker", "safeguarding_lead", "chair"]),
        **chance.choice([{"person_ref": _one("P", PEOPLE, chance)}, {"person_ref": _one("P", PEOPLE, chance)},
                         {"marac_ref": _one("Q", MARACS, chance)}]),
        **_spell(chance),
    }))  # fmt: skip
    feed = feed.having("child_plans", *_many(chance, 8, lambda chance: {
        "person_ref": _one("P", PEOPLE, chance), "kind": "child_in_need", "local_authority": chance.choice(DISTRICTS),
        "valid_from": _day(chance), "valid_to": chance.choice(["", "", _day(chance)]),
    }))  # fmt: skip
    return feed.having("events", *(
        {"event_ref": f"E{n}", "person_ref": _one("P", 16, chance), "kind": chance.choice(["release", "arrest"]),
         "on": chance.choice(["2026-06-01", "2026-06-29", "2026-06-30", "2026-05-31"])}
        for n in range(8)
    ))  # fmt: skip


def _with_orders(chance: Random, feed: FeedBuilder) -> FeedBuilder:
    feed = feed.having("orders", *(
        {"order_ref": f"O{n}", "person_ref": _one("P", CASES, chance), "kind": "licence", "valid_from": _day(chance),
         "valid_to": chance.choice(["", "", _day(chance)])}
        for n in range(8)
    ))  # fmt: skip
    feed = feed.having("conditions", *(
        {"condition_ref": f"K{n}", "order_ref": _one("O", 8, chance),
         "kind": chance.choice(["exclusion_zone", "exclusion_zone", "restriction_zone", "named_premises", "avoid_sites",
                                "no_residence_with_children"]),
         "zone_ref": chance.choice(["", _one("Z", ZONES, chance), _one("Z", ZONES, chance)]),
         "address_ref": chance.choice(["", _one("A", ADDRESSES, chance)]),
         "site_kind": chance.choice(["", "school", "park"])}
        for n in range(16)
    ))  # fmt: skip
    feed = feed.having("sites", *(
        {"site_ref": f"X{n}", "name": f"Site {n}", "kind": chance.choice(["school", "park", "nursery", "refuge"]),
         **chance.choice([_position(chance), {"postcode": chance.choice(POSTCODES)},
                          {"address_ref": _one("A", ADDRESSES, chance)}])}
        for n in range(SITES)
    ))  # fmt: skip
    feed = feed.having("sentences", *(
        {"sentence_ref": f"SE{n}", "person_ref": _one("P", 16, chance), "offence": "x", "offence_group": "other",
         "disposal": "custody", "release_on": chance.choice(["", "2026-06-20", "2026-06-29", "2026-06-30"])}
        for n in range(5)
    ))  # fmt: skip
    return feed.having("placements", *(
        {"placement_ref": f"PL{n}", "person_ref": _one("P", 16, chance), "address_ref": _one("A", ADDRESSES, chance),
         "scheme": "cas3", "starts_on": chance.choice(["", "2026-06-02", "2026-06-01", "2026-07-01"]),
         "decision": chance.choice(["", "clear", "refused"])}
        for n in range(10)
    ))  # fmt: skip


def _zones(chance: Random) -> dict[str, object]:
    features = []
    for number in range(chance.choice([ZONES, ZONES - 1])):
        west, south = EAST + chance.choice(METRES), NORTH + chance.choice(METRES)
        ring, hole = _square(west, south, chance.choice([100, 400, 3000])), _square(west + 20, south + 20, 40)
        rings = chance.choice([[ring], [ring, hole]])
        spell = {name: day or None for name, day in _spell(chance).items()}
        features.append({
            "type": "Feature", "properties": {"zone_ref": f"Z{number}", **spell},
            "geometry": {"type": "Polygon", "coordinates": rings},
        })  # fmt: skip
    return {
        "type": "FeatureCollection", "features": features,
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}},
    }  # fmt: skip


def _square(west: int, south: int, side: int) -> list[list[int]]:
    return [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]


def _spell(chance: Random) -> Row:
    start, stop = chance.choice(["", "", _day(chance)]), chance.choice(["", "", "", _day(chance)])
    return {"valid_from": start, "valid_to": stop}


def _day(chance: Random) -> str:
    return (DAY + timedelta(days=chance.choice(AROUND))).isoformat()


def _position(chance: Random) -> Row:
    return {"easting": str(EAST + chance.choice(METRES)), "northing": str(NORTH + chance.choice(METRES))}


def _one(letter: str, count: int, chance: Random) -> str:
    return f"{letter}{chance.randrange(count)}"


def _many(chance: Random, count: int, draw: Callable[[Random], Row]) -> list[Row]:
    return [draw(chance) for _ in range(count)]
