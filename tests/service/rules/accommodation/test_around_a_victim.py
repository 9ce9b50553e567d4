"""ACC-04: a home near a past victim, where a current victim works or goes, or near a relative of hers."""

from tests.service.rules.builders import a_nominal, a_person, an_area, later, only
from tests.service.rules.drawn import BEFORE, Drawn, Landed, drawn, each, found, in_order, unclear
from tests.service.rules.places import at, by_postcode, somewhere

TODAY, TOMORROW, YESTERDAY = "2026-05-27", "2026-05-28", "2026-05-26"

adam = a_nominal("Adam").living_at(at())
vera = a_person("Vera").victim_of("Adam")
far = vera.living_at(at(9_000))
wilma = a_person("Wilma").victim_of("Adam", since="2019-01-01", until="2021-01-01")
mother = a_person("Mona").tied_to("parent_of", "Vera")

CASES: list[Drawn] = [
    drawn("a past victim 1,000 m away", an_area().with_(adam, wilma.living_at(at(1_000))), found("ACC-04", "Wilma")),
    drawn("a past victim 1,001 m away", an_area().with_(adam, wilma.living_at(at(1_001)))),
    drawn("a past victim 1,100 m away, known by the postcode",
          an_area().with_(a_nominal().living_at(at(1_100)), wilma.living_at(by_postcode())), found("ACC-04", "Wilma")),
    drawn("a past victim 1,101 m away, known by the postcode",
          an_area().with_(a_nominal().living_at(at(1_101)), wilma.living_at(by_postcode()))),
    drawn("a past victim whose home has no position",
          an_area().with_(adam, wilma.living_at(somewhere())), unclear("ACC-04", "Wilma")),
    drawn("a past victim without a home", an_area().with_(adam, wilma)),
    drawn("her harm ended today", an_area().with_(adam, a_person("Wilma").living_at(at(5))
                                                  .victim_of("Adam", until=TODAY)), found("ACC-04", "Wilma")),
    drawn("her harm ends tomorrow: she is a current victim",
          an_area().with_(adam, a_person("Wilma").living_at(at(5)).victim_of("Adam", until=TOMORROW)),
          found("ACC-03", "Wilma")),
    drawn("a second harm holds: she is a current victim, no past one",
          an_area().with_(adam, wilma.living_at(at(5)).victim_of("Adam", since="2024-01-01")),
          found("ACC-03", "Wilma")),
    drawn("a past victim who has died", an_area().with_(adam, wilma.living_at(at(5)).died_on(TODAY))),
    drawn("a past victim's workplace does not count",
          an_area().with_(adam, wilma.living_at(at(9_000)).working_at(at(5)))),
    drawn("a past victim's mother does not count",
          an_area().with_(adam, wilma.living_at(at(9_000)), a_person("Mona").living_at(at(5))
                          .tied_to("parent_of", "Wilma"))),
    drawn("a past victim's proposed home", an_area().with_(adam, wilma.proposed_at(at(700))), found("ACC-04", "Wilma")),
    drawn("a victim's workplace 1,000 m away",
          an_area().with_(adam, far.working_at(at(1_000))), found("ACC-04", "Vera")),
    drawn("a victim's college 1,001 m away", an_area().with_(adam, far.attending(at(1_001)))),
    drawn("a victim's college 999 m away", an_area().with_(adam, far.attending(at(999))), found("ACC-04", "Vera")),
    drawn("she left that job yesterday", an_area().with_(adam, far.working_at(at(5), until=TODAY))),
    drawn("she only visits there", an_area().with_(adam, far.visiting(at(5)))),
    drawn("a workplace without a position",
          an_area().with_(adam, far.working_at(somewhere())), unclear("ACC-04", "Vera")),
    drawn("a near workplace outranks one without a position",
          an_area().with_(adam, far.working_at(somewhere()).attending(at(5))), found("ACC-04", "Vera")),
    drawn("she works at home: the pair is the other rule's",
          an_area().with_(adam, vera.living_at(at(5)).working_at(at(5))), found("ACC-03", "Vera")),
    drawn("she works where she lives, at a home without a position",
          an_area().with_(adam, vera.living_at(somewhere()).working_at(somewhere())), unclear("ACC-03", "Vera")),
    drawn("a victim's mother 1,000 m away",
          an_area().with_(adam, far, mother.living_at(at(1_000))), found("ACC-04", "Vera")),
    drawn("a victim's mother 1,001 m away", an_area().with_(adam, far, mother.living_at(at(1_001)))),
    drawn("a victim's child", an_area().with_(adam, far.tied_to("parent_of", "Kim"), a_person("Kim").living_at(at(5))),
          found("ACC-04", "Vera")),
    drawn("a victim's sister, told the other way round",
          an_area().with_(adam, far.tied_to("sibling_of", "Sue"), a_person("Sue").living_at(at(5))),
          found("ACC-04", "Vera")),
    drawn("a victim's cousin",
          an_area().with_(adam, far, a_person("Cos").tied_to("relative_of", "Vera").living_at(at(5))),
          found("ACC-04", "Vera")),
    drawn("a victim's partner is no relative",
          an_area().with_(adam, far, a_person("Pat").tied_to("partner_of", "Vera").living_at(at(5)))),
    drawn("the mother's home has no position",
          an_area().with_(adam, far, mother.living_at(somewhere())), unclear("ACC-04", "Vera")),
    drawn("nobody knows where the mother lives", an_area().with_(adam, far, mother)),
    drawn("the mother has died", an_area().with_(adam, far, mother.living_at(at(5)).died_on(YESTERDAY))),
    drawn("the victim has died, her mother lives on",
          an_area().with_(adam, far.died_on(YESTERDAY), mother.living_at(at(5)))),
    drawn("the tie to the relative ended yesterday",
          an_area().with_(adam, far, a_person("Cos").tied_to("relative_of", "Vera", until=TODAY).living_at(at(5)))),
    drawn("the relative is the nominal himself", an_area().with_(adam.tied_to("parent_of", "Vera"), far)),
    drawn("mother and victim live together near him: the pair is told as hers",
          an_area().with_(adam, vera.living_at(at(600)), mother.living_at(at(600))),
          found("ACC-03", "Vera", severity="medium")),
    drawn("the mother lives in his building, her daughter far away",
          an_area().with_(adam, far, mother.living_at(at())), found("ACC-04", "Vera")),
    drawn("the mother lives at his address, which has no position",
          an_area().with_(a_nominal().living_at(somewhere()), far, mother.living_at(somewhere())),
          found("ACC-04", "Vera"), unclear("ACC-03", "Vera")),
    drawn("a pair told of another victim is left out",
          an_area().with_(adam, far, mother.living_at(at(5)).victim_of("Adam")),
          found("ACC-03", "Mona", severity="high")),
    drawn("a past victim who is her mother is a finding for each",
          an_area().with_(adam, far, mother.living_at(at(5)).victim_of("Adam", until="2022-01-01")),
          found("ACC-04", "Mona"), found("ACC-04", "Vera")),
    drawn("two victims have one mother",
          an_area().with_(adam, far, a_person("Wanda").victim_of("Adam").living_at(at(9_500)),
                          mother.living_at(at(5)).tied_to("parent_of", "Wanda")),
          found("ACC-04", "Vera"), found("ACC-04", "Wanda")),
    drawn("he has no home", an_area().with_(a_nominal(), wilma.living_at(at()))),
    drawn("his own home has no position",
          an_area().with_(a_nominal().living_at(somewhere()), wilma.living_at(at())), unclear("ACC-04", "Wilma")),
    drawn("as known before the mother's tie is known",
          an_area().with_(adam, far, a_person("Mona").living_at(at(5)), later(only("relationships", mother))),
          known=BEFORE),
    drawn("as known since the mother's tie is known",
          an_area().with_(adam, far, a_person("Mona").living_at(at(5)), later(only("relationships", mother))),
          found("ACC-04", "Vera")),
]  # fmt: skip


@each(CASES)
def test_homes_near_those_around_a_victim(landed: Landed, number: int, case: Drawn) -> None:
    assert landed.shorts(number, case, "ACC-02", "ACC-03", "ACC-04") == in_order(case.expected)
