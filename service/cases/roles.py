"""The roles people have as of the day, in the case and beyond it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_schema.ages import born_by
from service.cases.reading import Reading
from service.cases.statements import Statement

SUBJECT, NOMINAL, VICTIM, PAST_VICTIM, CHILD = "subject", "nominal", "victim", "past_victim", "child"
PARTNER, RELATIVE, ASSOCIATE, PERPETRATOR, PERSON = "partner", "relative", "associate", "perpetrator", "person"

_PARTNERS = frozenset({"PARTNER_OF"})
_ASSOCIATES = frozenset({"ASSOCIATE_OF", "NON_ASSOCIATE_OF", "CO_DEFENDANT_OF"})
_OWN_FAMILY = frozenset({"PARENT_OF", "CARER_OF", "SIBLING_OF", "RELATIVE_OF", "HOUSEHOLD_MEMBER_OF"})
FAMILY = frozenset({"PARENT_OF", "SIBLING_OF", "RELATIVE_OF"})
"""The ties by which a victim's relative is one."""


@dataclass(frozen=True)
class _Ties:
    """Who is tied to whom, by type of statement, either way."""

    by_person: Mapping[str, Mapping[str, frozenset[str]]]

    def to(self, person: str, types: frozenset[str]) -> set[str]:
        by_type = self.by_person.get(person, {})
        return {other for type_ in types for other in by_type.get(type_, ())}


def find_children(reading: Reading, people: Iterable[str], adult_years: int) -> set[str]:
    """Return who is under age on the day.

    The date of birth decides, or an age recorded on a day where it leaves no doubt; else a child's role in an open
    MARAC case or a plan for a child.
    """
    cutoff = born_by(reading.as_of.day, adult_years)
    doubtful, children = [], set()
    for person in people:
        details = next((one.facts for one in reading.ask_holding("person_out", [person], "HAS_DETAILS")), {})
        first, last = details.get("born_from"), details.get("born_to")
        if first is not None and first > cutoff:
            children.add(person)
        elif last is None or last > cutoff:
            doubtful.append(person)
    return children | {person for person in doubtful if _is_taken_for_a_child(reading, person)}


def _is_taken_for_a_child(reading: Reading, person: str) -> bool:
    out = reading.ask_holding("person_out", [person], "NAMED_IN", "ON_PLAN")
    if any(one.type == "ON_PLAN" for one in out):
        return True
    named = [one.end.id for one in out if one.facts.get("role") == "child"]
    return any(_is_open(one, reading) for one in reading.ask_holding("marac_case", named, "HEARD_IN"))


def _is_open(heard: Statement, reading: Reading) -> bool:
    day, closed = reading.as_of.day, heard.facts.get("closed_on")
    return bool(heard.facts["referred_on"] <= day) and (closed is None or closed > day)


def find_roles(reading: Reading, subject: str, people: Iterable[str], children: set[str]) -> dict[str, tuple[str, ...]]:
    """Return everybody's roles, sorted; whoever has no other is a person.

    Victim, past victim and nominal are so of anybody; partner and associate of the subject; relative of the subject or
    of a current victim of the subject.
    """
    shown = sorted(people)
    ties = _ties(reading.ask_holding("person_out", shown))
    incoming = _ties(reading.ask_holding("person_in", [subject]))
    of_subject = {*ties.to(subject, frozenset({"VICTIM_OF"})), *incoming.to(subject, frozenset({"VICTIM_OF"}))}
    roles: dict[str, tuple[str, ...]] = {}
    for person in shown:
        found = _own_roles(reading, person)
        found |= {CHILD} if person in children else set()
        if person == subject:
            found.add(SUBJECT)
        else:
            found |= _tied_roles(person, subject, ties)
            found |= {RELATIVE} if ties.to(person, FAMILY) & (of_subject - {person}) else set()
        roles[person] = tuple(sorted(found or {PERSON}))
    return roles


def _tied_roles(person: str, subject: str, ties: _Ties) -> set[str]:
    kinds = {PARTNER: _PARTNERS, ASSOCIATE: _ASSOCIATES, RELATIVE: _OWN_FAMILY}
    return {role for role, types in kinds.items() if subject in ties.to(person, types)}


def _own_roles(reading: Reading, person: str) -> set[str]:
    """Return the roles that are so whatever the case: from cases, MARAC cases and offences against the person."""
    found: set[str] = set()
    told = reading.ask("person_out", [person])
    holding = [one for one in told if one.holds(reading.as_of)]
    named = {one.facts.get("role") for one in holding if one.type == "NAMED_IN"}
    if any(one.type == "SUBJECT_OF" for one in holding):
        found.add(NOMINAL)
    if PERPETRATOR in named:
        found.add(PERPETRATOR)
    if VICTIM in named or any(one.type == "VICTIM_OF" for one in holding):
        found.add(VICTIM)
    elif any(one.type == "VICTIM_OF" and one.valid_to <= reading.as_of.day for one in told):
        found.add(PAST_VICTIM)
    return found


def _ties(told: Iterable[Statement]) -> _Ties:
    by_person: dict[str, dict[str, set[str]]] = {}
    for one in told:
        if one.start.kind == one.end.kind == "Person":
            by_person.setdefault(one.start.id, {}).setdefault(one.type, set()).add(one.end.id)
            by_person.setdefault(one.end.id, {}).setdefault(one.type, set()).add(one.start.id)
    return _Ties({p: {t: frozenset(o) for t, o in types.items()} for p, types in by_person.items()})
