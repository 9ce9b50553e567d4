"""Which places the placement of somebody must keep away from: where their victims and those close to them are."""

from dataclasses import dataclass
from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.placement.homes import find_dead, find_homes
from service.placement.places import Position, read_places
from service.placement.questions import ask_each, texts


@dataclass(frozen=True)
class Protected:
    """The positions of the protected places; `is_complete` unless one has none, or a current victim no home."""

    positions: tuple[Position, ...]
    is_complete: bool


@dataclass(frozen=True)
class Victims:
    """The living people whom somebody harms or harmed, by id: those a statement still names, and the others."""

    current: frozenset[str]
    past: frozenset[str]


def find_protected(store: GraphStore, subject: str, as_of: AsOf) -> Protected:
    """Find the protected places of a case's subject.

    They are the homes, current and proposed, of current and past victims; the homes of parents, children, brothers,
    sisters and other relatives of current victims; and where current victims work or attend. Whoever has died is left
    out, and so is the subject among the relatives.
    """
    victims = find_victims(store, subject, as_of)
    current = sorted(victims.current)
    relatives = set(texts(ask_each(store, "relatives", current, as_of), "person")) - {subject}
    relatives -= find_dead(store, sorted(relatives), as_of)
    homes = find_homes(store, sorted(victims.current | victims.past | relatives), as_of)
    daytime = texts(ask_each(store, "daytime_places", current, as_of), "address")
    addresses = frozenset(daytime).union(*homes.values())
    places = read_places(store, sorted(addresses), as_of)
    positions = tuple(place.position for place in places.values() if place.position)
    return Protected(positions, is_complete=len(positions) == len(addresses) and victims.current <= homes.keys())


def find_victims(store: GraphStore, subject: str, as_of: AsOf) -> Victims:
    """Find the current and the past victims of a case's subject, as known then, who are alive on the day."""
    rows = ask_each(store, "victims", [subject], as_of)
    current = {str(row["person"]) for row in rows if _holds(row["valid_from"], row["valid_to"], as_of.day)}
    past = {str(row["person"]) for row in rows if _has_ended(row["valid_to"], as_of.day)} - current
    dead = find_dead(store, sorted(current | past), as_of)
    return Victims(frozenset(current - dead), frozenset(past - dead))


def _holds(since: object, until: object, day: date) -> bool:
    return isinstance(since, date) and isinstance(until, date) and since <= day < until


def _has_ended(until: object, day: date) -> bool:
    return isinstance(until, date) and until <= day
