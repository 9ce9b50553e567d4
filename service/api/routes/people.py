"""People, for practitioners and up, in their areas."""

from typing import Annotated, Any

from fastapi import Path, Query

from service.access import Caller
from service.access.callers import CASE_READERS
from service.api.access import allow, guarded_router
from service.api.looking import LookDep
from service.api.people import Person, find_people, person_now, read_people, readable
from service.api.problems import not_there
from service.api.shapes import CursorParameter, LimitParameter, Page, cut_page, example
from service.audit import Action

router = guarded_router("people")

_PERSON: dict[str, Any] = {
    "id": "p-5c6f1f0e",
    "refs": ["cheshire-police:N00001", "probation-north-west:X000001"],
    "roles": ["nominal"],
    "givenNames": "Invented",
    "familyName": "Person",
    "aliases": [],
    "dateOfBirth": "1984-02-29",
    "sex": "male",
    "ethnicity": None,
    "pnc": None,
    "cro": None,
    "crn": "X000001",
    "prisonNumber": None,
    "nino": None,
    "deceasedOn": None,
    "visorRecord": None,
}


@router.get("", summary="Find people", response_model=Page[Person], responses=example({"items": [_PERSON]}))
def list_people(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.SEARCH_PEOPLE, CASE_READERS, needs_purpose=True)],
    q: Annotated[
        str | None, Query(min_length=1, max_length=100, description="Words of a name, or an identifier.")
    ] = None,
    ref: Annotated[str | None, Query(max_length=300, description="An agency's record, as agency:ref.")] = None,
    limit: LimitParameter = 50,
    cursor: CursorParameter = None,
) -> Page[Person]:
    """Find people of the caller's areas, and those around them, by name, identifier or an agency's own reference.

    Without either, the nominals of those areas. Victims are found with the clearance `victim` alone.
    """
    found = find_people(look, q, ref)
    question = ("people", caller.subject, q or "", ref or "")
    page, following = cut_page(found, look.running.cursors, question, cursor, limit)
    return Page[Person](items=read_people(look, page), next_cursor=following)


@router.get("/{id}", summary="Read of a person", response_model=Person, responses=example(_PERSON))
def read_person(
    look: LookDep,
    caller: Annotated[Caller, allow(Action.READ_PERSON, CASE_READERS, needs_purpose=True)],
    person_id: Annotated[str, Path(alias="id", max_length=200)],
) -> Person:
    """Return the names and identifiers of a person, as all agencies' records together say.

    An id outlives joins: an older one, of somebody who turned out to be somebody else, finds who that is now.
    """
    now = person_now(look, person_id)
    people = read_people(look, [now]) if readable(look, [now]) else ()
    if not people:
        raise not_there()
    return people[0]
