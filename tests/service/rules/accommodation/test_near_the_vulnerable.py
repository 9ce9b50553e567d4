"""ACC-08: a home near a refuge, a service for women or a care home, of somebody with a high risk to those there."""

from tests.service.rules.builders import Person, a_nominal, a_person, an_area, later
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, somewhere
from tests.service.rules.things import a_site

YESTERDAY, TODAY = "2026-05-26", "2026-05-27"
home = at().named("home")
refuge = a_site("refuge", at(500).named("refuge"))


def assessed(who: Person, on: str = "2026-01-10", **groups: str) -> Person:
    """Assess the risk to groups."""
    return who.saying("risk_assessments", assessed_on=on, **groups)


dora = a_person("Dora")
adam = assessed(a_nominal("Adam"), known_adult="high").living_at(home)
guard = assessed(a_nominal("Adam"), public="high").living_at(home)

CASES: list[Drawn] = [
    drawn("500 m from a refuge, a high risk to a known adult", an_area().with_(adam, refuge), found("ACC-08", "S")),
    drawn("501 m from a refuge", an_area().with_(adam, a_site("refuge", at(501)))),
    drawn("near a service for women", an_area().with_(adam, a_site("womens_service", at(90))), found("ACC-08", "S")),
    drawn("near a care home, a high risk to a known adult", an_area().with_(adam, a_site("care_home", at(90)))),
    drawn("near a care home, a high risk to the public",
          an_area().with_(guard, a_site("care_home", at(90))), found("ACC-08", "S")),
    drawn("near a refuge, a high risk to the public", an_area().with_(guard, refuge)),
    drawn("near a school", an_area().with_(adam, a_site("school", at(90)))),
    drawn("near a refuge, a medium risk to a known adult", an_area().with_(
        assessed(a_nominal(), known_adult="medium").living_at(home), refuge)),
    drawn("near a refuge, the risk never assessed", an_area().with_(a_nominal().living_at(home), refuge)),
    drawn("near a refuge, the risk has become low", an_area().with_(
        assessed(adam, "2026-04-01", known_adult="low"), refuge)),
    drawn("near a refuge, proposed", an_area().with_(
        assessed(a_nominal(), known_adult="high").proposed_at(home), refuge), found("ACC-08", "S")),
    drawn("near a refuge until yesterday", an_area().with_(
        assessed(a_nominal(), known_adult="high").living_at(home, until=TODAY), refuge)),
    drawn("near a refuge, and has died", an_area().with_(adam.died_on(YESTERDAY), refuge)),
    drawn("near a refuge, and no nominal", an_area().with_(assessed(dora, known_adult="high").living_at(home), refuge)),
    drawn("his home has no position", an_area().with_(
        assessed(a_nominal(), known_adult="high").living_at(somewhere()), refuge), unclear("ACC-08")),
    drawn("the refuge has no position", an_area().with_(adam, a_site("refuge", somewhere()))),
    drawn("as known before the assessment is known", an_area().with_(
        a_nominal("Adam").living_at(home), refuge, later(assessed(a_person("Adam"), known_adult="high"))),
        known=BEFORE),
]  # fmt: skip


@each(CASES)
def test_homes_near_those_at_risk(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-08") == in_order(case.expected)


def test_how_far_a_refuge_is_is_never_told(landed: Landed) -> None:
    by_sentence = {case.sentence: number for number, case in enumerate(CASES)}
    for sentence, has_distance in [
        ("500 m from a refuge, a high risk to a known adult", False),
        ("near a service for women", False),
        ("near a care home, a high risk to the public", True),
    ]:
        number = by_sentence[sentence]
        (finding,) = landed.findings(number, CASES[number].day, CASES[number].known, ["ACC-08"])
        assert ("distanceM" in finding["facts"], "uncertaintyM" in finding["facts"]) == (has_distance, has_distance)
