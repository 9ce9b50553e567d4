"""ACC-05: a home near a place where children go, of somebody who presents a risk to children."""

from tests.service.rules.builders import Person, Piece, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, by_postcode, somewhere
from tests.service.rules.things import a_site

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

adam = a_nominal("Adam").assessed("high")
at_home = adam.living_at(at())
bert = a_nominal("Adam").living_at(at())
school = a_site("school", at(300))
SIX = ("school", "nursery", "playground", "park", "swimming_pool", "youth_club")


def harmed(born: str, offence: str, until: str = "") -> tuple[Person, Person, Piece]:
    """A nominal and a victim born on a day, harmed on another, who lives far away."""
    vera = a_person("Vera").born(born).victim_of("Adam", since=offence, until=until).living_at(at(9_000))
    return bert, vera, school


CASES: list[Drawn] = [
    *(drawn(f"high risk, 400 m from a {kind.replace('_', ' ')}", an_area().with_(at_home, a_site(kind, at(400))),
            found("ACC-05", "S")) for kind in SIX),
    *(drawn(f"high risk, 10 m from a {kind.replace('_', ' ')}, which is no place for children",
            an_area().with_(at_home, a_site(kind, at(10))))
      for kind in ("refuge", "care_home", "place_of_worship", "hostel", "womens_service", "other")),
    drawn("401 m away", an_area().with_(at_home, a_site("school", at(401)))),
    drawn("just over 400 m away on the slant", an_area().with_(at_home, a_site("school", at(400, 1)))),
    drawn("a home known by its postcode, 500 m away",
          an_area().with_(adam.living_at(by_postcode()), a_site("school", at(500))), found("ACC-05", "S")),
    drawn("a home known by its postcode, 501 m away",
          an_area().with_(adam.living_at(by_postcode()), a_site("school", at(501)))),
    drawn("a site known by its postcode, 500 m away",
          an_area().with_(adam.living_at(at(500)), a_site("school", by_postcode())), found("ACC-05", "S")),
    drawn("a site known by its postcode, 501 m away",
          an_area().with_(adam.living_at(at(501)), a_site("school", by_postcode()))),
    drawn("two sites are two findings",
          an_area().with_(at_home, school, a_site("park", at(-100), "S2")), found("ACC-05", "S"),
          found("ACC-05", "S2")),
    drawn("a site without a position is no finding", an_area().with_(at_home, a_site("school", somewhere()))),
    drawn("a home without a position, and a site is known",
          an_area().with_(adam.living_at(somewhere()), school), unclear("ACC-05")),
    drawn("a home without a position, and no site is known",
          an_area().with_(adam.living_at(somewhere())), unclear("ACC-05")),
    drawn("two homes without a position are one that cannot be checked",
          an_area().with_(adam.living_at(somewhere("one")).staying_at(somewhere("two"))), unclear("ACC-05")),
    drawn("one home without a position beside one near a school",
          an_area().with_(at_home.staying_at(somewhere()), school), found("ACC-05", "S"), unclear("ACC-05")),
    drawn("a home without a position, of somebody of medium risk",
          an_area().with_(a_nominal().assessed("medium").living_at(somewhere()), school)),
    drawn("nobody knows where he lives", an_area().with_(adam, school)),
    drawn("a proposed home near a school", an_area().with_(adam.proposed_at(at()), school), found("ACC-05", "S")),
    drawn("a placement near a school from tomorrow",
          an_area().with_(adam.placed_at(at(), TOMORROW), school), found("ACC-05", "S")),
    drawn("a refused placement near a school", an_area().with_(adam.placed_at(at(), TOMORROW, "refused"), school)),
    drawn("he left yesterday", an_area().with_(adam.living_at(at(), until=TODAY), school)),
    drawn("very high risk", an_area().with_(bert.assessed("very_high"), school), found("ACC-05", "S")),
    drawn("medium risk", an_area().with_(bert.assessed("medium"), school)),
    drawn("no risk was ever assessed", an_area().with_(bert, school)),
    drawn("high once, medium in the newest assessment",
          an_area().with_(bert.assessed("high", "2025-01-01").assessed("medium", "2026-01-01"), school)),
    drawn("medium once, high in the newest assessment",
          an_area().with_(bert.assessed("medium", "2025-01-01").assessed("high", "2026-01-01"), school),
          found("ACC-05", "S")),
    drawn("the newest assessment says nothing of children: the one before counts",
          an_area().with_(bert.assessed("high", "2025-01-01").assessed("", "2026-01-01"), school),
          found("ACC-05", "S")),
    drawn("assessed tomorrow", an_area().with_(bert.assessed("high", TOMORROW), school)),
    drawn("assessed today", an_area().with_(bert.assessed("high", TODAY), school), found("ACC-05", "S")),
    drawn("high to the public, low to children", an_area().with_(
        bert.saying("risk_assessments", assessed_on=YESTERDAY, public="very_high", children="low"), school)),
    drawn("somebody else is assessed", an_area().with_(bert, a_person("Bert").assessed("very_high"), school)),
    drawn("a condition to keep away from all sites",
          an_area().with_(bert.bound_by("avoid_sites"), school), found("ACC-05", "S")),
    drawn("a condition to keep away from schools",
          an_area().with_(bert.bound_by("avoid_sites", site_kind="school"), school, a_site("park", at(9), "S2")),
          found("ACC-05", "S")),
    drawn("a condition to keep away from parks, and a high risk: both count",
          an_area().with_(at_home.bound_by("avoid_sites", site_kind="park"), school), found("ACC-05", "S")),
    drawn("a condition to keep away from parks, and a school", an_area().with_(
        bert.bound_by("avoid_sites", site_kind="park"), school)),
    drawn("a condition of an order that ended", an_area().with_(bert.bound_by("avoid_sites", until=TODAY), school)),
    drawn("a condition, and a home without a position",
          an_area().with_(a_nominal().bound_by("avoid_sites", site_kind="park").living_at(somewhere())),
          unclear("ACC-05")),
    drawn("a victim of 17 on the day of the offence",
          an_area().with_(*harmed("2002-03-02", "2020-03-01")), found("ACC-05", "S")),
    drawn("a victim whose 18th birthday was the day of the offence",
          an_area().with_(*harmed("2002-03-01", "2020-03-01"))),
    drawn("a victim born on 29 February, harmed on 28 February 18 years on",
          an_area().with_(*harmed("2004-02-29", "2022-02-28")), found("ACC-05", "S")),
    drawn("a victim born on 29 February, harmed on 1 March 18 years on",
          an_area().with_(*harmed("2004-02-29", "2022-03-01"))),
    drawn("a victim born on 28 February, harmed on 29 February 18 years on",
          an_area().with_(*harmed("2002-02-28", "2020-02-29"))),
    drawn("a victim born on 1 March, harmed on 29 February 18 years on",
          an_area().with_(*harmed("2002-03-01", "2020-02-29")), found("ACC-05", "S")),
    drawn("a past victim who was a child",
          an_area().with_(*harmed("2002-03-02", "2020-03-01", "2022-01-01")), found("ACC-05", "S")),
    drawn("an offence whose day nobody knows", an_area().with_(*harmed("2002-03-02", ""))),
    drawn("an offence of tomorrow", an_area().with_(*harmed("2015-03-02", TOMORROW))),
    drawn("a child victim who has died: past harm still counts",
          an_area().with_(bert, a_person("Vera").born("2012-01-01").died_on("2024-01-01")
                          .victim_of("Adam", since="2020-01-01"), school), found("ACC-05", "S")),
    drawn("a victim of unknown age", an_area().with_(*harmed("", "2020-03-01"))),
    drawn("a victim recorded as 9 in the year of the offence",
          an_area().with_(bert, a_person("Vera").recorded_as(9, "2020-06-01").victim_of("Adam", since="2020-03-01"),
                          school),
          found("ACC-05", "S")),
    drawn("a victim recorded as 18 a month after the offence, who may have been 17",
          an_area().with_(bert, a_person("Vera").recorded_as(18, "2020-04-01").victim_of("Adam", since="2020-03-01"),
                          school)),
    drawn("a child who is a witness", an_area().with_(
        bert, a_person("Vera").born("2015-01-01").tied_to("witness_against", "Adam"), school)),
    drawn("a child victim of somebody else", an_area().with_(
        bert, a_person("Bert"), a_person("Vera").born("2015-01-01").victim_of("Bert", since="2020-01-01"), school)),
    drawn("he has died", an_area().with_(at_home.died_on(YESTERDAY), school)),
    drawn("a nominal of two cases has a finding in each",
          an_area().with_(at_home.managed_in("cheshire").managed_in("merseyside", case="C2"), school),
          found("ACC-05", "S"), found("ACC-05", "S", case="C2")),
    drawn("as known before the assessment came",
          an_area().with_(bert, school, later(only("risk_assessments", at_home))), known=BEFORE),
    drawn("as known since the assessment came",
          an_area().with_(bert, school, later(only("risk_assessments", at_home))), found("ACC-05", "S")),
]  # fmt: skip


@each(CASES)
def test_homes_near_places_for_children(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-05") == in_order(case.expected)
