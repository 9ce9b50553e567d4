"""Who and what is within some hops of a case, and all that is said among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph_schema.periods import AsOf
from service.cases.limits import Limits
from service.cases.reading import Reading
from service.cases.statements import Statement
from service.rules.findings import Thing

HOMES = ("LIVES_AT", "STAYS_AT", "PROPOSED_AT")
"""What makes an address somebody's home or proposed home, beside a placement to come."""

PLACED = "PLACED_AT"

_NO_HOP = frozenset({"IN_CONTACT_SCHEME"})
"""Statements between people that are no relationship of theirs: what a victim is told of is by another table."""


@dataclass(frozen=True)
class People:
    """The people within the hops, each with how many hops away, and how many are one hop further."""

    hops_to: dict[str, int]
    beyond: int
    over: int
    is_complete: bool


def find_subject(reading: Reading, case_ref: str) -> str | None:
    """Return whose case it is on the day: by the episode that holds and began last, else the last that began.

    None for a case of which no episode is known to have begun.
    """
    episodes = [
        one
        for one in reading.ask("mappa_case", [case_ref])
        if one.type == "SUBJECT_OF" and one.valid_from <= reading.as_of.day
    ]
    if not episodes:
        return None
    last = max(episodes, key=lambda one: (one.holds(reading.as_of), one.valid_from, one.name))
    return last.start.id


def find_people(reading: Reading, subject: str, hops: int, limits: Limits) -> People:
    """Return the people within `hops` of the subject.

    A hop leads from a person to a person: by a relationship, a home in common or a MARAC case in common, holding on
    the day. Reading stops early at the limits; what is then left out is `over`, or unknown where time was up.
    """
    hops_to = {subject: 0}
    ring, left = [subject], set[str]()
    for hop in range(hops + 1):
        if reading.is_late:
            return People(hops_to, 0, len(left), is_complete=False)
        met = sorted(_neighbours(reading, ring) - set(hops_to) - left)
        if hop == hops:
            return People(hops_to, len(met), len(left), is_complete=not left)
        room = max(0, limits.people_read - len(hops_to))
        left.update(met[room:])
        ring = met[:room]
        hops_to.update(dict.fromkeys(ring, hop + 1))
    return People(hops_to, 0, len(left), is_complete=not left)


def _neighbours(reading: Reading, ring: list[str]) -> set[str]:
    """Return the people one hop from any of `ring`, themselves included."""
    out = reading.ask_holding("person_out", ring)
    ties = [*out, *reading.ask_holding("person_in", ring)]
    told = [one for one in ties if one.type not in _NO_HOP]
    maracs = {one.end.id for one in out if one.type == "NAMED_IN"}
    told += reading.ask_holding("marac_case", maracs, "NAMED_IN")
    addresses = homes_of(reading, ring)
    told += reading.ask_holding("address", addresses, *HOMES)
    told += placed_at(reading, addresses)
    return {thing.id for one in told for thing in (one.start, one.end) if thing.kind == "Person"}


def homes_of(reading: Reading, people: Iterable[str]) -> set[str]:
    """Return the addresses where people have a home or a proposed one."""
    out = reading.ask_holding("person_out", people)
    homes = {one.end.id for one in out if one.type in HOMES}
    coming = {one.end.id for one in out if is_to_come(one, reading.as_of)}
    return homes | {one.end.id for one in reading.ask_holding("placement", coming, PLACED)}


def placements_of(reading: Reading, people: Iterable[str]) -> set[str]:
    """Return the placements to come of people."""
    return {one.end.id for one in reading.ask_holding("person_out", people) if is_to_come(one, reading.as_of)}


def placed_at(reading: Reading, addresses: Iterable[str]) -> list[Statement]:
    """Return who is to be placed at addresses, as the statements that say so."""
    placements = {one.start.id for one in reading.ask_holding("address", addresses, PLACED)}
    return [one for one in reading.ask_holding("placement", placements) if is_to_come(one, reading.as_of)]


def is_to_come(statement: Statement, as_of: AsOf) -> bool:
    """Whether a statement is of a placement that makes a proposed home: it starts after the day and is not refused."""
    starts = statement.facts.get("starts_on")
    is_ahead = starts is not None and starts > as_of.day
    return statement.type == "PLACED_IN" and is_ahead and statement.facts.get("decision") != "refused"


def things_around(reading: Reading, case_ref: str, people: Iterable[str], children: Iterable[str]) -> set[Thing]:
    """Return what is shown beside people.

    Their homes, cases, plans and orders, and the key workers and agencies of the case, its subject and its children.
    """
    shown = sorted(people)
    out = reading.ask_holding("person_out", shown, "SUBJECT_OF", "NAMED_IN", "BOUND_BY", "ON_PLAN")
    things = {Thing("MappaCase", case_ref), *(one.end for one in out)}
    things |= {Thing("Address", address) for address in homes_of(reading, shown)}
    things |= {Thing("Placement", placement) for placement in placements_of(reading, shown)}
    cases = [thing.id for thing in things if thing.kind == "MappaCase"]
    things |= {one.end for one in reading.ask_holding("mappa_case", cases, "MANAGED_UNDER")}
    conditions = {one.end for one in reading.ask_holding("order", _ids(things, "Order"), "IMPOSES")}
    zones = {one.end for one in reading.ask_holding("condition", _ids(conditions, "Condition"), "BOUNDED_BY")}
    return things | conditions | zones | _workers(reading, case_ref, children)


def _workers(reading: Reading, case_ref: str, people: Iterable[str]) -> set[Thing]:
    of_case = reading.ask_holding("mappa_case", [case_ref], "ASSIGNED_TO", "LEADS")
    of_people = reading.ask_holding("person_in", people, "ASSIGNED_TO")
    found = {one.start for one in (*of_case, *of_people)}
    employers = reading.ask_holding("key_worker", _ids(found, "KeyWorker"), "WORKS_FOR")
    return found | {one.end for one in employers}


def _ids(things: Iterable[Thing], kind: str) -> list[str]:
    return sorted(thing.id for thing in things if thing.kind == kind)
