"""ACC-01: a home where a condition in force forbids it."""

from tests.service.rules.builders import Person, a_nominal, a_person, an_area, later, only, taken_back
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import Place, at, by_postcode, somewhere
from tests.service.rules.things import a_zone

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"


def adam(kind: str = "exclusion_zone", until: str = "", **cells: str) -> Person:
    """A nominal with a condition K whose zone is Z, a square of 600 m around the middle of the case."""
    zone = {} if kind == "named_premises" else {"zone_ref": "~Z"}
    return a_nominal("Adam").bound_by(kind, until, **zone | cells)


def forbidden(place: Place) -> Person:
    """A nominal who lives somewhere and must not live at the address `K's`."""
    return adam("named_premises", address_ref="~forbidden").living_at(place)


unzoned = a_nominal("Adam").bound_by("exclusion_zone")
the_house = at().named("forbidden")

CASES: list[Drawn] = [
    drawn("a home in the middle of an exclusion zone",
          an_area().with_(adam().living_at(at()), a_zone()), found("ACC-01", "K")),
    drawn("a home on the very edge of the zone",
          an_area().with_(adam().living_at(at(300)), a_zone()), found("ACC-01", "K")),
    drawn("a home on the very corner of the zone",
          an_area().with_(adam().living_at(at(300, 300)), a_zone()), found("ACC-01", "K")),
    drawn("a home a metre outside the zone", an_area().with_(adam().living_at(at(301)), a_zone())),
    drawn("a home a metre beyond the corner on the slant", an_area().with_(adam().living_at(at(301, 301)), a_zone())),
    drawn("a home known by its postcode, 100 m outside the zone",
          an_area().with_(adam().living_at(by_postcode()), a_zone(east=400)), found("ACC-01", "K")),
    drawn("a home known by its postcode, 101 m outside the zone",
          an_area().with_(adam().living_at(by_postcode()), a_zone(east=401))),
    drawn("a home without a position",
          an_area().with_(adam().living_at(somewhere()), a_zone()), unclear("ACC-01", "K")),
    drawn("one home in the zone, another without a position: found outranks could not check",
          an_area().with_(adam().living_at(somewhere()).staying_at(at()), a_zone()), found("ACC-01", "K")),
    drawn("nobody knows where he lives", an_area().with_(adam(), a_zone())),
    drawn("a home proposed in the zone", an_area().with_(adam().proposed_at(at()), a_zone()), found("ACC-01", "K")),
    drawn("a placement in the zone from tomorrow",
          an_area().with_(adam().placed_at(at(), TOMORROW), a_zone()), found("ACC-01", "K")),
    drawn("a placement in the zone from today, where no home is recorded",
          an_area().with_(adam().placed_at(at(), TODAY), a_zone())),
    drawn("a placement in the zone was refused",
          an_area().with_(adam().placed_at(at(), TOMORROW, "refused"), a_zone())),
    drawn("he works in the zone", an_area().with_(adam().working_at(at()), a_zone())),
    drawn("he left the zone yesterday", an_area().with_(adam().living_at(at(), until=TODAY), a_zone())),
    drawn("the licence ended today", an_area().with_(adam(until=TODAY).living_at(at()), a_zone())),
    drawn("the licence ends tomorrow",
          an_area().with_(adam(until=TOMORROW).living_at(at()), a_zone()), found("ACC-01", "K")),
    drawn("the licence begins tomorrow",
          an_area().with_(a_nominal().bound_by("exclusion_zone", since=TOMORROW, zone_ref="~Z").living_at(at()),
                          a_zone())),
    drawn("the condition is of Sundays alone",
          an_area().with_(adam(days="sunday", from_time="10:00", to_time="12:00").living_at(at()), a_zone()),
          found("ACC-01", "K")),
    drawn("the zone ended today", an_area().with_(adam().living_at(at()), a_zone(valid_to=TODAY))),
    drawn("the zone ends tomorrow",
          an_area().with_(adam().living_at(at()), a_zone(valid_to=TOMORROW)), found("ACC-01", "K")),
    drawn("the zone begins tomorrow", an_area().with_(adam().living_at(at()), a_zone(valid_from=TOMORROW))),
    drawn("the zone was never sent", an_area().with_(unzoned.living_at(at())), unclear("ACC-01", "K")),
    drawn("the condition names a zone that was never sent",
          an_area().with_(adam().living_at(at())), unclear("ACC-01", "K")),
    drawn("the zone was never sent, and nobody knows where he lives", an_area().with_(unzoned)),
    drawn("the zone was never sent, and his home has no position",
          an_area().with_(unzoned.living_at(somewhere())), unclear("ACC-01", "K")),
    drawn("as known before the zone came: it could not be checked",
          an_area().with_(unzoned.living_at(at()), later(only("conditions", adam()), a_zone())),
          unclear("ACC-01", "K"), known=BEFORE),
    drawn("as known since the zone came",
          an_area().with_(unzoned.living_at(at()), later(only("conditions", adam()), a_zone())), found("ACC-01", "K")),
    drawn("as known since a zone came that holds no longer",
          an_area().with_(unzoned.living_at(at()), later(only("conditions", adam()), a_zone(valid_to=YESTERDAY)))),
    drawn("found then: the condition was taken back later",
          an_area().with_(adam().living_at(at()), a_zone(), taken_back("conditions", "~K")), found("ACC-01", "K"),
          known=BEFORE),
    drawn("not now: the condition was taken back",
          an_area().with_(adam().living_at(at()), a_zone(), taken_back("conditions", "~K"))),
    drawn("it is his brother who lives in the zone",
          an_area().with_(adam().living_at(at(5_000)), a_zone(),
                          a_person("Bert").tied_to("sibling_of", "Adam").living_at(at()))),
    drawn("he has died", an_area().with_(adam().living_at(at()).died_on(YESTERDAY), a_zone())),
    drawn("he is no nominal", an_area().with_(
        a_person("Adam").bound_by("exclusion_zone", zone_ref="~Z").living_at(at()), a_zone())),
    drawn("a nominal of two cases has a finding in each",
          an_area().with_(adam().living_at(at()).managed_in("cheshire").managed_in("merseyside", case="C2"), a_zone()),
          found("ACC-01", "K"), found("ACC-01", "K", case="C2")),
    drawn("a curfew draws no zone", an_area().with_(adam("curfew").living_at(at()), a_zone())),
    drawn("a home outside the restriction zone",
          an_area().with_(adam("restriction_zone").living_at(at(301)), a_zone()), found("ACC-01", "K")),
    drawn("a home on the edge of the restriction zone",
          an_area().with_(adam("restriction_zone").living_at(at(300)), a_zone())),
    drawn("a home in the restriction zone", an_area().with_(adam("restriction_zone").living_at(at()), a_zone())),
    drawn("a home known by its postcode, 100 m outside the restriction zone",
          an_area().with_(adam("restriction_zone").living_at(by_postcode()), a_zone(east=400))),
    drawn("a home known by its postcode, 101 m outside the restriction zone",
          an_area().with_(adam("restriction_zone").living_at(by_postcode()), a_zone(east=401)), found("ACC-01", "K")),
    drawn("one home in the restriction zone and another outside",
          an_area().with_(adam("restriction_zone").living_at(at()).staying_at(at(5_000)), a_zone()),
          found("ACC-01", "K")),
    drawn("a restriction zone that ended", an_area().with_(
        adam("restriction_zone").living_at(at(5_000)), a_zone(valid_to=TODAY))),
    drawn("a restriction zone was never sent", an_area().with_(
        a_nominal().bound_by("restriction_zone").living_at(at())), unclear("ACC-01", "K")),
    drawn("outside a restriction zone, without a position",
          an_area().with_(adam("restriction_zone").living_at(somewhere()), a_zone()), unclear("ACC-01", "K")),
    drawn("a home at the premises named", an_area().with_(forbidden(the_house)), found("ACC-01", "K")),
    drawn("a home proposed at the premises named",
          an_area().with_(adam("named_premises", address_ref="~forbidden").proposed_at(the_house)),
          found("ACC-01", "K")),
    drawn("the premises named have no position, and are his home",
          an_area().with_(forbidden(somewhere("forbidden"))), found("ACC-01", "K")),
    drawn("a home next to the premises named",
          an_area().with_(a_person("Bert").living_at(the_house), forbidden(at(1)))),
    drawn("a flat in the building of the premises named, another address",
          an_area().with_(a_person("Bert").living_at(the_house), forbidden(at().named("other").flatted("Flat 2")))),
    drawn("the premises are not known",
          an_area().with_(a_nominal().bound_by("named_premises").living_at(at())), unclear("ACC-01", "K")),
    drawn("the premises are not known, and he has no home", an_area().with_(a_nominal().bound_by("named_premises"))),
    drawn("he only works at the premises named",
          an_area().with_(adam("named_premises", address_ref="~forbidden").working_at(the_house).living_at(at(50)))),
]  # fmt: skip


@each(CASES)
def test_homes_that_a_condition_forbids(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-01") == in_order(case.expected)
