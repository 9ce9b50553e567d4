"""CHI-06: risk to children, and work at a school, a club or a place of worship."""

from tests.service.rules.builders import Area, Piece, Row, Told, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import Place, at
from tests.service.rules.things import a_row, a_site

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

home = at()
work = at(900).named("work")
adam = a_nominal("Adam").assessed("medium")
school = a_site("school", work)
WORK = "work"


def of_kind(place: Place, kind: str) -> Piece:
    """Say what kind of address it is: told once more, so that it is one record."""
    return Piece((Row("addresses", {"address_ref": f"~{place.name}", "kind": kind, "primary_name": "1"}),))


def at_work(*more: Told) -> Area:
    """Adam works somewhere."""
    return an_area().with_(adam.working_at(work), *more)


a_colleague = a_person("Pat").living_at(home).working_at(work)

CASES: list[Drawn] = [
    *(drawn(f"he works at a {kind}", at_work(a_site(kind, work)), found("CHI-06", WORK))
      for kind in ("school", "nursery", "youth_club", "swimming_pool", "place_of_worship")),
    *(drawn(f"he works at a {kind}", at_work(a_site(kind, work)))
      for kind in ("park", "playground", "hostel", "care_home", "other")),
    drawn("nobody knows what the place he works at is", at_work(), unclear("CHI-06", WORK)),
    drawn("he worked there until yesterday", an_area().with_(adam.working_at(work, until=TODAY), school)),
    drawn("he works there from tomorrow", an_area().with_(adam.working_at(work, since=TOMORROW), school)),
    drawn("he goes there, and is not employed", an_area().with_(adam.attending(work), school)),
    drawn("he lives there, and is not employed", an_area().with_(adam.living_at(work), school)),
    drawn("he works next door", an_area().with_(adam.working_at(at(880)), school), unclear("CHI-06", "Ac-880-0-chesh")),
    drawn("the risk is low", an_area().with_(a_nominal().assessed("low").working_at(work), school)),
    drawn("the risk was never assessed", an_area().with_(a_nominal().working_at(work), school)),
    drawn("the risk has become low since", an_area().with_(
        adam.assessed("low", on="2026-04-01").working_at(work), school)),
    drawn("the risk is high", an_area().with_(a_nominal().assessed("high").working_at(work), school),
          found("CHI-06", WORK)),
    *(drawn(f"the risk is low, and he is bound by {kind}", an_area().with_(
        a_nominal().assessed("low").bound_by(kind).working_at(work), school), found("CHI-06", WORK))
      for kind in ("no_residence_with_children", "no_unsupervised_contact_with_children", "avoid_sites")),
    drawn("he is bound by something else", an_area().with_(a_nominal().bound_by("curfew").working_at(work), school)),
    drawn("the condition ended with its order", an_area().with_(
        a_nominal().bound_by("avoid_sites", until=TODAY).working_at(work), school)),
    drawn("somebody he lives with works there",
          an_area().with_(adam.living_at(home), a_colleague, school), found("CHI-06", WORK, "Pat")),
    drawn("somebody works there at whose home he is proposed to live",
          an_area().with_(adam.proposed_at(home), a_colleague, school), found("CHI-06", WORK, "Pat")),
    drawn("somebody he lived with until yesterday works there",
          an_area().with_(adam.living_at(home, until=TODAY), a_colleague, school)),
    drawn("a neighbour works there", an_area().with_(adam.living_at(at(20)), a_colleague, school)),
    drawn("nobody knows what the place is at which somebody he lives with works",
          an_area().with_(adam.living_at(home), a_colleague), unclear("CHI-06", WORK, "Pat")),
    drawn("somebody he lived with works there, and has died",
          an_area().with_(adam.living_at(home), a_colleague.died_on(YESTERDAY), school)),
    drawn("both work there, which are two findings",
          an_area().with_(adam.living_at(home).working_at(work), a_colleague, school),
          found("CHI-06", WORK), found("CHI-06", WORK, "Pat")),
    drawn("he has died", an_area().with_(adam.working_at(work).died_on(YESTERDAY), school)),
    drawn("he is no nominal", an_area().with_(a_person("Adam").assessed("high").working_at(work), school)),
    drawn("a school known by its postcode alone stands at no address", an_area().with_(
        adam.working_at(work), a_row("sites", site_ref="~S", name="Quorwick", kind="school", postcode="CH1 2AA")),
        unclear("CHI-06", WORK)),
    drawn("as known before the work is known",
          an_area().with_(adam, school, later(only("residences", adam.working_at(work)))), known=BEFORE),
    drawn("as known since the work is known",
          an_area().with_(adam, school, later(only("residences", adam.working_at(work)))), found("CHI-06", WORK)),
    drawn("what kind of address it is, is told later: nobody knew then",
          at_work(later(of_kind(work, "workplace"))), unclear("CHI-06", WORK), known=BEFORE),
    drawn("what kind of address it is, is told later: no school", at_work(later(of_kind(work, "workplace")))),
    drawn("what kind of address it is, is told later: a school",
          at_work(later(of_kind(work, "school"))), found("CHI-06", WORK)),
]  # fmt: skip


@each(CASES)
def test_work_among_children(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "CHI-06") == in_order(case.expected)
