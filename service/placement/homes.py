"""Where people live, stay or are about to live, and who of them has died."""

from collections.abc import Mapping, Sequence
from datetime import date

from graph_schema.periods import AsOf
from graph_schema.store import GraphStore
from service.placement.questions import ask_each, texts


def find_homes(store: GraphStore, people: Sequence[str], as_of: AsOf) -> Mapping[str, frozenset[str]]:
    """Return the addresses of the homes, current and proposed, of those of `people` who have any."""
    homes: dict[str, set[str]] = {}
    for row in ask_each(store, "homes", people, as_of):
        homes.setdefault(str(row["person"]), set()).add(str(row["address"]))
    coming = ask_each(store, "coming_placements", people, as_of)
    placed: dict[str, set[str]] = {}
    for row in ask_each(store, "addresses_of_placement", texts(coming, "placement"), as_of):
        placed.setdefault(str(row["placement"]), set()).add(str(row["address"]))
    for row in coming:
        if addresses := placed.get(str(row["placement"])):
            homes.setdefault(str(row["person"]), set()).update(addresses)
    return {person: frozenset(addresses) for person, addresses in homes.items()}


def find_dead(store: GraphStore, people: Sequence[str], as_of: AsOf) -> frozenset[str]:
    """Return those of `people` who are known to have died by the day."""
    rows = ask_each(store, "deaths", people, as_of)
    return frozenset(str(row["person"]) for row in rows if _is_by(row["deceased_on"], as_of.day))


def _is_by(day: object, limit: date) -> bool:
    return isinstance(day, date) and day <= limit
