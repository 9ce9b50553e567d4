"""ACC-06: a home of a nominal with a risk to children is a child's home too."""

from tests.service.rules.builders import a_child, a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, house, somewhere
from tests.service.rules.things import a_marac

YESTERDAY, TODAY, TOMORROW = "2026-05-26", "2026-05-27", "2026-05-28"

home = at()
adam = a_nominal("Adam").assessed("medium")
at_home = adam.living_at(home)
cora = a_child("Cora")
somebody = a_person("Sam").born("").living_at(home)

CASES: list[Drawn] = [
    drawn("medium risk, at home with a child", an_area().with_(at_home, cora.living_at(home)), found("ACC-06", "Cora")),
    drawn("low risk", an_area().with_(a_nominal().assessed("low").living_at(home), cora.living_at(home))),
    drawn("no risk assessed, no condition", an_area().with_(a_nominal().living_at(home), cora.living_at(home))),
    drawn("high once, low in the newest assessment",
          an_area().with_(a_nominal().assessed("high", "2025-01-01").assessed("low", "2026-01-01").living_at(home),
                          cora.living_at(home))),
    drawn("the assessment is of tomorrow",
          an_area().with_(a_nominal().assessed("high", TOMORROW).living_at(home), cora.living_at(home))),
    drawn("low risk, and a condition against living with children",
          an_area().with_(a_nominal().assessed("low").bound_by("no_residence_with_children").living_at(home),
                          cora.living_at(home)), found("ACC-06", "Cora")),
    drawn("the condition's order ended",
          an_area().with_(a_nominal().bound_by("no_residence_with_children", until=TODAY).living_at(home),
                          cora.living_at(home))),
    drawn("a condition about contact, not about living together",
          an_area().with_(a_nominal().bound_by("no_unsupervised_contact_with_children").living_at(home),
                          cora.living_at(home))),
    drawn("an address without a position is one all the same",
          an_area().with_(adam.living_at(somewhere()), cora.living_at(somewhere())), found("ACC-06", "Cora")),
    drawn("a flat in the same building is another address",
          an_area().with_(adam.living_at(house("1", None, "CH1 2AA").flatted("Flat 1").named("one")),
                          cora.living_at(house("1", None, "CH1 2AA").flatted("Flat 2").named("two")))),
    drawn("he stays and she stays",
          an_area().with_(adam.staying_at(home), cora.staying_at(home)), found("ACC-06", "Cora")),
    drawn("his home there is proposed",
          an_area().with_(adam.proposed_at(home), cora.living_at(home)), found("ACC-06", "Cora")),
    drawn("her home there is proposed", an_area().with_(at_home, cora.proposed_at(home)), found("ACC-06", "Cora")),
    drawn("his placement there starts tomorrow",
          an_area().with_(adam.placed_at(home, TOMORROW), cora.living_at(home)), found("ACC-06", "Cora")),
    drawn("his placement there was refused",
          an_area().with_(adam.placed_at(home, TOMORROW, "refused"), cora.living_at(home))),
    drawn("he only visits", an_area().with_(adam.visiting(home), cora.living_at(home))),
    drawn("she goes to school there", an_area().with_(at_home, cora.attending(home))),
    drawn("she left yesterday", an_area().with_(at_home, cora.living_at(home, until=TODAY))),
    drawn("she comes tomorrow", an_area().with_(at_home, cora.living_at(home, since=TOMORROW))),
    drawn("she has died", an_area().with_(at_home, cora.living_at(home).died_on(YESTERDAY))),
    drawn("he has died", an_area().with_(at_home.died_on(YESTERDAY), cora.living_at(home))),
    drawn("her 18th birthday is today", an_area().with_(at_home, cora.born("2008-05-27").living_at(home))),
    drawn("her 18th birthday is tomorrow",
          an_area().with_(at_home, cora.born("2008-05-28").living_at(home)), found("ACC-06", "Cora")),
    drawn("born on 29 February 2008, still a child on 28 February 2026",
          an_area().with_(at_home, cora.born("2008-02-29").living_at(home)), found("ACC-06", "Cora"),
          on="2026-02-28", known=TODAY),
    drawn("born on 29 February 2008, of age on 1 March 2026",
          an_area().with_(at_home, cora.born("2008-02-29").living_at(home)), on="2026-03-01", known=TODAY),
    drawn("born on 28 February 2008, of age on 28 February 2026",
          an_area().with_(at_home, cora.born("2008-02-28").living_at(home)), on="2026-02-28", known=TODAY),
    drawn("somebody of whom no age is known", an_area().with_(at_home, somebody), unclear("ACC-06", "Sam")),
    drawn("somebody of unknown age, with a low risk",
          an_area().with_(a_nominal().assessed("low").living_at(home), somebody)),
    drawn("recorded as 16 exactly a year ago, and so not yet 18",
          an_area().with_(at_home, cora.recorded_as(16, "2025-05-28").living_at(home)), found("ACC-06", "Cora")),
    drawn("recorded as 16 two years ago to the day, and so of age",
          an_area().with_(at_home, cora.recorded_as(16, "2024-05-27").living_at(home))),
    drawn("recorded as 16 a year and a half ago: perhaps of age, perhaps not",
          an_area().with_(at_home, cora.recorded_as(16, "2024-11-27").living_at(home)), unclear("ACC-06", "Cora")),
    drawn("recorded as 16 a day less than two years ago: perhaps of age, perhaps not",
          an_area().with_(at_home, cora.recorded_as(16, "2024-05-28").living_at(home)), unclear("ACC-06", "Cora")),
    drawn("recorded as 5, nobody knows when: it bounds nothing",
          an_area().with_(at_home, cora.recorded_as(5, "").living_at(home)), unclear("ACC-06", "Cora")),
    drawn("a child's role in an open MARAC case makes a child of somebody of unknown age",
          an_area().with_(at_home, somebody, a_marac(child="Sam", victim="Vera"), a_person("Vera")),
          found("ACC-06", "Sam")),
    drawn("a child's role in a MARAC case that is closed does not",
          an_area().with_(at_home, somebody, a_marac(child="Sam", closed_on=TODAY)), unclear("ACC-06", "Sam")),
    drawn("a child's role in a MARAC case that closes tomorrow does",
          an_area().with_(at_home, somebody, a_marac(child="Sam", closed_on=TOMORROW)), found("ACC-06", "Sam")),
    drawn("a child's role in a MARAC case referred tomorrow does not",
          an_area().with_(at_home, somebody, a_marac(child="Sam", referred=TOMORROW)), unclear("ACC-06", "Sam")),
    drawn("a victim's role in an open MARAC case does not",
          an_area().with_(at_home, somebody, a_marac(victim="Sam")), unclear("ACC-06", "Sam")),
    drawn("a child's plan makes a child of somebody of unknown age",
          an_area().with_(at_home, somebody.planned_for("E06000049")), found("ACC-06", "Sam")),
    drawn("a child's plan that ended does not",
          an_area().with_(at_home, somebody.planned_for("E06000049", until=TODAY)), unclear("ACC-06", "Sam")),
    drawn("a date of birth outweighs a child's role and plan",
          an_area().with_(at_home, a_person("Sam").living_at(home).planned_for("E06000049"), a_marac(child="Sam"))),
    drawn("an age that leaves no doubt outweighs a child's plan",
          an_area().with_(at_home,
                          a_person("Sam").recorded_as(30, "2025-01-01").living_at(home).planned_for("E06000049"))),
    drawn("an age in doubt and a child's plan make a child",
          an_area().with_(at_home, cora.recorded_as(16, "2024-11-27").living_at(home).planned_for("E06000049")),
          found("ACC-06", "Cora")),
    drawn("two children are two findings",
          an_area().with_(at_home, cora.living_at(home), a_child("Cleo").living_at(home)),
          found("ACC-06", "Cora"), found("ACC-06", "Cleo")),
    drawn("a nominal who is a child himself lives with nobody", an_area().with_(
        a_nominal().born("2010-01-01").assessed("high").living_at(home))),
    drawn("a grown-up of the child's name lives there, the child elsewhere",
          an_area().with_(at_home, cora.living_at(at(5_000)),
                          a_person("Cora2").called(given_names="Cora").living_at(home))),
    drawn("found then: her date of birth was corrected later",
          an_area().with_(at_home, cora.living_at(home), later(only("persons", cora.born("2001-01-01")))),
          found("ACC-06", "Cora"), known=BEFORE),
    drawn("not now: her date of birth was corrected",
          an_area().with_(at_home, cora.living_at(home), later(only("persons", cora.born("2001-01-01"))))),
]  # fmt: skip


@each(CASES)
def test_homes_shared_with_a_child(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-06") == in_order(case.expected)
