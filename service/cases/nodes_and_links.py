"""Drawing up a network: what was read, as nodes with labels, roles and facts, and links with sources."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from graph_schema.ages import born_by
from graph_schema.case_network import Fact, NetworkLink, NetworkNode
from graph_schema.periods import MAX_DAY, MIN_DAY, AsOf
from service.cases.facts import link_classes, shown_properties, telling_type
from service.cases.reading import Reading
from service.cases.statements import Statement
from service.cases.wording import link_label
from service.naming import name_thing
from service.rules.findings import Thing

_QUESTION_OF = {
    "Person": "person_out",
    "Address": "address",
    "MappaCase": "mappa_case",
    "MaracCase": "marac_case",
    "Order": "order",
    "Condition": "condition",
    "Zone": "zone",
    "Site": "site",
    "Placement": "placement",
    "Transfer": "transfer",
    "KeyWorker": "key_worker",
    "Agency": "agency",
}
"""What is asked of each kind that is shown, so that all that is said of it and among what is shown is known."""


def node_id(thing: Thing) -> str:
    """Return the id of a thing's node before redaction gives it another: kinds share names."""
    return f"{thing.kind}/{thing.id}"


def draw_nodes(
    reading: Reading, things: Collection[Thing], roles: Mapping[str, tuple[str, ...]]
) -> dict[Thing, NetworkNode]:
    """Return a node for each thing."""
    for kind, question in _QUESTION_OF.items():
        reading.ask(question, [thing.id for thing in things if thing.kind == kind])
    telling = _telling(reading, things)
    return {thing: _node(thing, telling.get(thing), roles, reading.as_of) for thing in sorted(things)}


def _telling(reading: Reading, things: Collection[Thing]) -> dict[Thing, Statement]:
    """Return the statement that tells of each thing: of several, one that holds and began last."""
    found: dict[Thing, Statement] = {}
    for one in sorted(reading.statements, key=lambda one: (one.holds(reading.as_of), one.valid_from, one.name)):
        for thing in (one.start, one.end):
            if thing in things and telling_type(thing.kind) == one.type:
                found[thing] = one
    return found


def _node(thing: Thing, told: Statement | None, roles: Mapping[str, tuple[str, ...]], as_of: AsOf) -> NetworkNode:
    facts = told.facts if told else {}
    named = name_thing(thing, {"kind": facts.get("scheme"), "on_day": facts.get("agreed_on"), **facts})
    shown: dict[str, Fact] = {name: facts[name] for name in shown_properties(thing.kind) if name in facts}
    if told:
        shown |= _derived(thing.kind, told, as_of)
    return NetworkNode(node_id(thing), thing.kind, named.label, roles.get(thing.id, ()), named.refs, shown)


def _derived(kind: str, told: Statement, as_of: AsOf) -> dict[str, Fact]:
    """Return the facts that are worked out: ages, where a MARAC case is heard, from when to when a thing holds."""
    if kind == "Person":
        return _birth(told.facts.get("born_from"), told.facts.get("born_to"), as_of.day)
    if kind == "MaracCase":
        return {"area": told.end.id}
    if kind in {"MappaCase", "Order", "Zone"}:
        ends = {"valid_from": open_day(told.valid_from), "valid_to": open_day(told.valid_to)}
        return {name: day for name, day in ends.items() if day}
    return {}


def _birth(first: date | None, last: date | None, day: date) -> dict[str, Fact]:
    """Return when somebody was born and their age in years, as far as neither is in doubt."""
    if first is None or last is None or last > day:
        return {}
    born: dict[str, Fact] = {"date_of_birth": first} if first == last else {}
    years = day.year - first.year
    oldest = years if first <= born_by(day, years) else years - 1
    return born | ({"age": oldest} if last <= born_by(day, oldest) else {})


def open_day(day: date) -> date | None:
    """Return a day, None for an open end."""
    return None if day in {MIN_DAY, MAX_DAY} else day


def draw_links(reading: Reading, things: Collection[Thing]) -> dict[str, tuple[NetworkLink, Statement]]:
    """Return the links by id, each with a statement that says so: all that hold among `things`.

    The same said by several agencies is one link with all its sources.
    """
    groups: dict[tuple[Any, ...], list[Statement]] = {}
    for one in reading.statements:
        if one.start in things and one.end in things and one.holds(reading.as_of):
            parts = (one.type, node_id(one.start), node_id(one.end), one.valid_from, one.valid_to)
            groups.setdefault((*parts, one.facts.get("role", "")), []).append(one)
    return {"|".join(map(str, key)): (_link("|".join(map(str, key)), told), told[0]) for key, told in groups.items()}


def _link(id_: str, told: Iterable[Statement]) -> NetworkLink:
    ranked = sorted(told, key=lambda one: (one.sources, one.name))
    first = ranked[0]
    facts: dict[str, Fact] = {}
    for name in link_classes(first.type):
        values = [one.facts[name] for one in ranked if one.facts.get(name) is not None]
        facts |= {name: values[0]} if values else {}
    return NetworkLink(
        id_,
        first.type,
        node_id(first.start),
        node_id(first.end),
        link_label(first.type, facts),
        open_day(first.valid_from),
        open_day(first.valid_to),
        tuple(sorted({source for one in ranked for source in one.sources})),
        facts,
    )
