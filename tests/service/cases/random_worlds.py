"""Feeds of invented worlds, drawn from a seed: dense enough that hops meet, with corrections and things taken back."""

from collections.abc import Callable
from random import Random

from graph_schema.identifiers.characters import check_letter
from graph_schema.vocabulary import TABLES
from tests.feed_builder import FeedBuilder, a_feed

PEOPLE, ADDRESSES, CASES, MARACS = 26, 12, 4, 4
JOINED = 8
"""So many of each agency's people have a number that joins them to the other's."""

DAYS = ("2019-01-01", "2023-06-01", "2025-01-01", "2026-01-15", "2026-03-01", "2026-08-01", "2027-01-01")
KINDS = TABLES["relationships"].column("kind").codes


def draw_world(seed: int) -> list[FeedBuilder]:
    """Return three feeds of two agencies, the last correcting and withdrawing rows of the first."""
    chance = Random(seed)
    first, second = _feed(chance, "police", "2026-01-10"), _feed(chance, "housing", "2026-02-10")
    again = a_feed("police", "2026-04-10").having("persons", _person(chance, 0), _person(chance, 3))
    taken = [row for row in first.tables["relationships"] if "statement_ref" in row][:2]
    again = again.having(
        "withdrawals", *({"table": "relationships", "key": row["statement_ref"]} for row in taken),
        {"table": "persons", "key": "P5"},
    )  # fmt: skip
    return [first, second, again.having("residences", *_many(chance, 3, _residence))]


def _feed(chance: Random, agency: str, received: str) -> FeedBuilder:
    feed = a_feed(agency, received)
    feed = feed.having("agencies", {"agency_ref": agency, "name": agency.title(), "kind": "police", "duty": "other"})
    workers = [{"worker_ref": f"W{n}", "name": f"Worker {n}", "agency_ref": agency} for n in range(3)]
    feed = feed.having("key_workers", *workers)
    feed = feed.having("persons", *(_person(chance, number) for number in range(PEOPLE)))
    feed = feed.having("addresses", *({"address_ref": f"A{n}", "primary_name": f"{n} House"} for n in range(ADDRESSES)))
    feed = feed.having("residences", *_many(chance, 22, _residence))
    feed = feed.having("relationships", *_many(chance, 16, _tie))
    feed = feed.having("marac_cases", *({
        "marac_ref": f"M{n}", "area": "cheshire", "referred_on": "2025-11-01",
        "closed_on": chance.choice(["", "2026-03-01"]),
    } for n in range(MARACS)))  # fmt: skip
    feed = feed.having("marac_people", *_many(chance, 12, _named))
    if agency == "police":
        feed = _with_cases(feed, chance)
    feed = feed.having("child_plans", *_many(chance, 2, lambda chance: {
        "person_ref": _p(chance), "kind": "child_in_need", "local_authority": "E06000050", "valid_from": DAYS[1]
    }))  # fmt: skip
    feed = feed.having("placements", *({
        "placement_ref": f"PL{n}", "person_ref": _p(chance), "address_ref": _a(chance), "scheme": "cas3",
        "starts_on": chance.choice(["", *DAYS]), "decision": chance.choice(["", "clear", "refused"]),
    } for n in range(4)))  # fmt: skip
    return feed.having("assignments", *_many(chance, 6, lambda chance: {
        "worker_ref": f"W{chance.randrange(3)}", "role": chance.choice(["social_worker", "chair"]),
        **_worked_with(chance),
    }))  # fmt: skip


def _with_cases(feed: FeedBuilder, chance: Random) -> FeedBuilder:
    cases = [
        {"case_ref": f"C{n}", "person_ref": f"P{n * 3}", "area": "cheshire", "level": "2", "valid_from": "2024-01-01",
         "lead_agency_ref": chance.choice(["", "police"])}
        for n in range(CASES)
    ]  # fmt: skip
    feed = feed.having("mappa_cases", *cases).having(
        "orders",
        *({"order_ref": f"O{n}", "person_ref": _p(chance), "kind": "licence", **_spell(chance)} for n in range(5)),
    )
    feed = feed.having("conditions", *({
        "condition_ref": f"K{n}", "order_ref": f"O{chance.randrange(5)}", "kind": "curfew",
        "protected_person_ref": chance.choice(["", _p(chance)]), "address_ref": chance.choice(["", _a(chance)]),
    } for n in range(6)))  # fmt: skip
    return feed.having("risk_plans", {"plan_ref": "R1", "case_ref": "C1", "agreed_on": "2026-01-01"})


def _many(chance: Random, count: int, draw: Callable[[Random], dict[str, str]]) -> list[dict[str, str]]:
    return [draw(chance) for _ in range(count)]


def _p(chance: Random) -> str:
    return f"P{chance.randrange(PEOPLE)}"


def _a(chance: Random) -> str:
    return f"A{chance.randrange(ADDRESSES)}"


def _spell(chance: Random) -> dict[str, str]:
    start, stop = sorted(chance.sample(DAYS, 2))
    return {"valid_from": start, "valid_to": chance.choice(["", stop])}


def _person(chance: Random, number: int) -> dict[str, str]:
    born = chance.choice(["1980-05-05", "2010-02-28", "2008-02-29", ""])
    row = {"person_ref": f"P{number}", "family_name": f"Name{number}", "date_of_birth": born}
    return row | ({"pnc": f"2099/{number:07}{check_letter(f'99{number:07}')}"} if number < JOINED else {})


def _residence(chance: Random) -> dict[str, str]:
    kind = chance.choice(["home", "home", "staying", "proposed", "visiting", "works_at"])
    return {"person_ref": _p(chance), "address_ref": _a(chance), "kind": kind, **_spell(chance)}


def _tie(chance: Random) -> dict[str, str]:
    own = {"statement_ref": f"S{chance.randrange(10**6)}"} if chance.random() < 0.5 else {}
    return {"from_ref": _p(chance), "to_ref": _p(chance), "kind": chance.choice(KINDS), **_spell(chance), **own}


def _named(chance: Random) -> dict[str, str]:
    role = chance.choice(["victim", "perpetrator", "child"])
    return {"marac_ref": f"M{chance.randrange(MARACS)}", "person_ref": _p(chance), "role": role}


def _worked_with(chance: Random) -> dict[str, str]:
    case = {"case_ref": f"C{chance.randrange(CASES)}"}
    marac = {"marac_ref": f"M{chance.randrange(MARACS)}"}
    return chance.choice([case, {"person_ref": _p(chance)}, marac])
