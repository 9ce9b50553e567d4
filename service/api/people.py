"""People as a caller may read of them: found by name, identifier or reference, and without what is not for them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from graph_schema.identifiers import IDENTIFIERS
from graph_schema.identifiers.parsed import Parsed
from graph_schema.provenance import SEPARATOR
from graph_schema.sensitivity import Sensitivity
from ingest.deriving.details import COLUMNS
from ingest.records import encode, public_ref, record_id
from service.access.two_roles import offender_sides
from service.api.looking import Look
from service.api.problems import Problem, wrong_value
from service.api.questions import Row, ask, ask_each
from service.api.shapes import Shape

MOST_FOUND = 5000
_SHORTEST_WORD = 2
_NAMED = ("given_names", "family_name", "aliases")
_SEARCHED = ("pnc", "cro", "crn", "prison_number", "nhs_number")


class Person(Shape):
    """A person: names and identifiers as all agencies' records together say; what is unknown is null."""

    id: str
    refs: tuple[str, ...]
    roles: tuple[str, ...]
    given_names: str | None
    family_name: str | None
    aliases: tuple[str, ...]
    date_of_birth: date | None
    sex: str | None
    ethnicity: str | None
    pnc: str | None
    cro: str | None
    crn: str | None
    prison_number: str | None
    nino: str | None
    deceased_on: date | None
    visor_record: bool | None = None
    """Whether there is a ViSOR record; null without the clearance as where it is unknown."""


def find_people(look: Look, words: str | None, ref: str | None) -> list[str]:
    """Return the ids of the people asked for whom the caller may know of, in their order.

    Without a question, the nominals of the caller's areas. Raises Problem where too many would be found.
    """
    found = {row["person"] for row in _candidates(look, words, ref)}
    if len(found) > MOST_FOUND:
        raise Problem(422, f"More than {MOST_FOUND:,} people are found: write more of the name.")
    return sorted(readable(look, found))


def readable(look: Look, ids: Iterable[str]) -> frozenset[str]:
    """Return those whom the caller may read of; without the clearance no victim, whose being found would tell."""
    known = look.visibility.people(ids)
    return known if look.sees_victims() else known - look.visibility.victims(known)


def person_now(look: Look, person: str) -> str:
    """Return the id that a person has now, whatever id they were once known by."""
    rows = ask_each(look.running.store, "person_now", [person], look.now)
    return str(rows[0]["person"]) if rows else person


def read_people(look: Look, ids: Sequence[str]) -> tuple[Person, ...]:
    """Return what may be told of people whom the caller may read of, in the order of `ids`."""
    store, now = look.running.store, look.now
    details = _without_victims(look, {row["person"]: row for row in ask_each(store, "details", ids, now)})
    victims = look.visibility.known_victims(ids) if look.sees_victims() else frozenset()
    nominals = {row["person"] for row in ask(store, "nominals", now)} & details.keys()
    # By their references too, by which networks tell of them: who is looked up outside of any case is seen by that.
    classes = [Sensitivity.VICTIM_IDENTITY] if victims else []
    look.trace.release([*details, *_refs(details.values())], Sensitivity.PERSONAL, *classes)
    if look.sees_visor():
        look.trace.release((), Sensitivity.VISOR)
    roles = {one: _roles(one, nominals, victims) for one in details}
    return tuple(_person(details[id_], roles[id_], sees_visor=look.sees_visor()) for id_ in ids if id_ in details)


def _without_victims(look: Look, details: Mapping[str, Row]) -> dict[str, Row]:
    """Return details of which, to those not cleared, nothing is from a record that knows a nominal as a victim."""
    if look.sees_victims():
        return dict(details)
    sides = offender_sides(look.running.store, details, look.now)
    blank = dict.fromkeys(COLUMNS)
    return {
        person: {**row, **blank, **sides[person].says, "records": SEPARATOR.join(sides[person].records)}
        if person in sides else row
        for person, row in details.items()
    }  # fmt: skip


def _refs(rows: Iterable[Row]) -> set[str]:
    """Return the references of all records of people."""
    records = (record for row in rows for record in (row["records"] or "").split(SEPARATOR))
    return {public_ref(record) for record in records if record}


def _roles(person: str, nominals: set[str], victims: frozenset[str]) -> tuple[str, ...]:
    return tuple(role for role, people in (("nominal", nominals), ("victim", victims)) if person in people)


def _person(row: Row, roles: tuple[str, ...], *, sees_visor: bool) -> Person:
    same = (
        "given_names", "family_name", "date_of_birth", "sex", "ethnicity", "pnc", "cro", "crn", "prison_number", "nino",
        "deceased_on",
    )  # fmt: skip
    return Person(
        id=row["person"],
        refs=tuple(sorted(_refs([row]))),
        roles=roles,
        aliases=_listed(row["aliases"]),
        visor_record=row["visor_record"] if sees_visor else None,
        **{name: row[name] for name in same},
    )


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())


def _candidates(look: Look, words: str | None, ref: str | None) -> list[Row]:
    if words is not None and ref is not None:
        raise wrong_value("ref", "ask by name or by reference, not by both")
    if ref is not None:
        return _told_by(look, _by_ref(look, ref))
    if words is not None:
        return [*_by_name(look, words), *_told_by(look, _by_identifier(look, words))]
    rows = ask(look.running.store, "nominals", look.now)
    return [row for row in rows if look.caller.covers(row["area"])]


def _told_by(look: Look, rows: list[Row]) -> list[Row]:
    """Return rows without those that, to those not cleared, a record tells that knows a nominal as a victim."""
    if look.sees_victims() or not rows:
        return rows
    sides = offender_sides(look.running.store, [row["person"] for row in rows], look.now)
    return [row for row in rows if row["person"] not in sides or row["record"] in sides[row["person"]].records]


def _by_ref(look: Look, ref: str) -> list[Row]:
    agency, colon, own = ref.partition(":")
    if not (agency and colon and own):
        raise wrong_value("ref", "must be agency:ref, such as cheshire-police:N00001")
    return ask_each(look.running.store, "person_of_record", [record_id(agency, "persons", encode(own))], look.now)


def _by_name(look: Look, words: str) -> list[Row]:
    asked = words.lower().split()
    longest = max(asked, key=len, default="")
    if len(longest) < _SHORTEST_WORD:
        raise wrong_value("q", f"write {_SHORTEST_WORD} letters of a name or more")
    rows = ask(look.running.store, "people_named", look.now, word=longest)
    if not look.sees_victims():
        sides = offender_sides(look.running.store, [row["person"] for row in rows], look.now)
        rows = [{**row, **dict.fromkeys(_NAMED), **sides[row["person"]].says} if row["person"] in sides else row
                for row in rows]  # fmt: skip
    return [row for row in rows if all(word in _names(row) for word in asked)]


def _names(row: Row) -> str:
    return " ".join(row[name] or "" for name in _NAMED).lower()


def _by_identifier(look: Look, text: str) -> list[Row]:
    parsed = ((kind, IDENTIFIERS[kind](text)) for kind in _SEARCHED)
    keys = [f"{kind}:{one.canonical}" for kind, one in parsed if isinstance(one, Parsed)]
    return ask_each(look.running.store, "people_bearing", keys, look.now)
